-- posts
select t."title", t."fte_established_hundredths", t."id"
from "post" t
where (t."trust_id" = ?1
  and t."role_category" = ?2
  and t."fte_established_hundredths" = ?3
  and t."status" = ?4
  and exists (select 1
    from "contract" e1
    where e1."post_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."working_pattern" = ?5
      and e1."ends_on" is null)))
order by t."title_fold", t."id"
limit ?6;

-- posts.nodes.contracts
select k.key, t."hours_per_week_hundredths", t."full_time_hours_hundredths", t."staff_id"
from json_each(?1) k
cross join "contract" t on t.rowid in (select i.rowid
  from "contract" i
  where i."post_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and i."ends_on" is null)
  order by i."starts_on" desc, i."id"
  limit ?3)
order by k.key, t."starts_on" desc, t."id";

-- posts.nodes.contracts.nodes.staffMember
select k.key, t."given_name", t."family_name"
from json_each(?1) k
cross join "staff_member" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

