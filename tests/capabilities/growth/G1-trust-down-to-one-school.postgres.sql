-- trust
select t."name", t."companies_house_no", t."id"
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = $1::uuid)
limit 1;

-- trust.schools
select k.ord, x.c0, x.c1, x.c2, x.c3
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."name" as c0, t."phase" as c1, t."number_on_roll" as c2, t."id" as c3, t."name_fold" as o0
  from "school" t
  where t."trust_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."stage" = $3::text)
  order by t."name_fold", t."id"
  limit $4::int8) x
order by k.ord, x.o0, x.c3;

-- trust.schools
select k.ord, x.n
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select count(*) as n
  from "school" t
  where t."trust_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."stage" = $3::text)) x;

-- trust.schools.nodes.pupils
select k.ord, x.n
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select count(*) as n
  from "pupil" t
  where t."school_id" = k.id
  and t."trust_id" = $2::uuid) x;

-- one
select t."name", t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

-- one.pupils
select k.ord, x.n
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select count(*) as n
  from "pupil" t
  where t."school_id" = k.id
  and t."trust_id" = $2::uuid) x;

-- one.classes
select k.ord, x.n
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select count(*) as n
  from "class" t
  where t."school_id" = k.id
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "academic_year" e1
      where e1."id" = t."academic_year_id"
      and (e1."trust_id" = $2::uuid
        and e1."label" = $3::text)))) x;

