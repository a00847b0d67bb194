-- trust
select t."name", t."companies_house_no", t."id"
from "trust" t
where (t."trust_id" = ?1
  and t."id" = ?1)
limit 1;

-- trust.schools
select k.key, t."name", t."phase", t."number_on_roll", t."id"
from json_each(?1) k
cross join "school" t on t.rowid in (select i.rowid
  from "school" i
  where i."trust_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and i."stage" = ?3)
  order by i."name_fold", i."id"
  limit ?4)
order by k.key, t."name_fold", t."id";

-- trust.schools
select k.key, (select count(*)
  from "school" t
  where t."trust_id" = unhex(k.value)
  and (+t."trust_id" = ?1
    and t."stage" = ?2))
from json_each(?3) k;

-- trust.schools.nodes.pupils
select k.key, (select count(*)
  from "pupil" t
  where t."school_id" = unhex(k.value)
  and +t."trust_id" = ?1)
from json_each(?2) k;

-- one
select t."name", t."id"
from "school" t
where (t."trust_id" = ?1
  and t."urn" = ?2)
limit 1;

-- one.pupils
select k.key, (select count(*)
  from "pupil" t
  where t."school_id" = unhex(k.value)
  and +t."trust_id" = ?1)
from json_each(?2) k;

-- one.classes
select k.key, (select count(*)
  from "class" t
  where t."school_id" = unhex(k.value)
  and (+t."trust_id" = ?1
    and exists (select 1
      from "academic_year" e1
      where e1."id" = t."academic_year_id"
      and (+e1."trust_id" = ?1
        and e1."label" = ?2))))
from json_each(?3) k;

