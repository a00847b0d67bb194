-- betweenSchools
select t."given_name", t."family_name", t."main_school_id", t."id"
from "staff_member" t
where (t."trust_id" = ?1
  and exists (select 1
    from "contract" e1
    where e1."staff_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."ends_on" is null
      and exists (select 1
        from "school" e2
        where e2."id" = e1."school_id"
        and (+e2."trust_id" = ?1
          and instr(e2."name_fold", ?2) > 0))))
  and exists (select 1
    from "contract" e3
    where e3."staff_id" = t."id"
    and (+e3."trust_id" = ?1
      and e3."ends_on" is null
      and exists (select 1
        from "school" e4
        where e4."id" = e3."school_id"
        and (+e4."trust_id" = ?1
          and instr(e4."name_fold", ?3) > 0)))))
order by t."family_fold", t."name_fold", t."id"
limit ?4;

-- betweenSchools.nodes.mainSchool
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- betweenSchools.nodes.contracts
select k.key, t."hours_per_week_hundredths", t."full_time_hours_hundredths", t."post_id", t."school_id"
from json_each(?1) k
cross join "contract" t on t.rowid in (select i.rowid
  from "contract" i
  where i."staff_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and i."ends_on" is null)
  order by i."starts_on" desc, i."id"
  limit ?3)
order by k.key, t."starts_on" desc, t."id";

-- betweenSchools.nodes.contracts.nodes.post
select k.key, t."title"
from json_each(?1) k
cross join "post" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- betweenSchools.nodes.contracts.nodes.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- central
select t."given_name", t."family_name", t."main_post_title"
from "staff_member" t
where (t."trust_id" = ?1
  and t."role_category" = ?2)
order by t."family_fold", t."name_fold", t."id"
limit ?3;

-- central
select count(*)
from "staff_member" t
where (t."trust_id" = ?1
  and t."role_category" = ?2);

