-- schools
select t."name", t."capacity", t."pan", t."number_on_roll", t."id"
from "school" t
where (t."trust_id" = ?1
  and t."stage" = ?2)
order by t."number_on_roll" desc nulls last, t."id"
limit ?3;

-- schools.nodes.rollProjections
select k.key, t."nc_year", t."expected", t."academic_year_id"
from json_each(?1) k
cross join "roll_projection" t on t.rowid in (select i.rowid
  from "roll_projection" i
  where i."school_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and i."nc_year" in (select value
      from json_each(?3)))
  order by i."nc_year", i."id"
  limit ?4)
order by k.key, t."nc_year", t."id";

-- schools.nodes.rollProjections.nodes.academicYear
select k.key, t."label"
from json_each(?1) k
cross join "academic_year" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

