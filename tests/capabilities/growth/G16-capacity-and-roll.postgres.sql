-- schools
select t."name", t."capacity", t."pan", t."number_on_roll", t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."stage" = $2::text)
order by t."number_on_roll" desc nulls last, t."id"
limit $3::int8;

-- schools.nodes.rollProjections
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."nc_year" as c0, t."expected" as c1, t."academic_year_id" as c2, t."id" as o1
  from "roll_projection" t
  where t."school_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."nc_year" = any($3::int8[]))
  order by t."nc_year", t."id"
  limit $4::int8) x
order by k.ord, x.c0, x.o1;

-- schools.nodes.rollProjections.nodes.academicYear
select k.ord, t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "academic_year" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

