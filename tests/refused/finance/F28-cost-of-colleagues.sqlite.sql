-- staff
select t."main_post_title", t."person_id", t."id", t."trust_id"
from "staff_member" t
where (t."trust_id" = ?1
  and t."main_post_title" = ?2
  and exists (select 1
    from "school" e1
    where e1."id" = t."main_school_id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?3)))
order by t."family_fold", t."name_fold", t."id"
limit ?4;

-- staff.nodes.contracts
select k.key, t."hours_per_week_hundredths", t."person_id", t."id", t."trust_id"
from json_each(?1) k
cross join "contract" t on t.rowid in (select i.rowid
  from "contract" i
  where i."staff_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and (+i."school_id" in (select unhex(value)
        from json_each(?3))
      or +i."person_id" in (select unhex(value)
        from json_each(?4))))
  order by i."starts_on" desc, i."id"
  limit ?5)
order by k.key, t."starts_on" desc, t."id";

