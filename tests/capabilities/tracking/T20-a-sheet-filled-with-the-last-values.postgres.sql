-- class
select t."name", t."id"
from "class" t
where (t."trust_id" = $1::uuid
  and t."id" = $2::uuid)
limit 1;

-- class.pupils
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."given_name" as c0,
  t."family_name" as c1,
  t."id" as c2,
  t."family_fold" as o0,
  t."given_fold" as o1
  from "class_membership" j
  join "pupil" t on t."id" = j."pupil_id"
  where j."class_id" = k.id
  and (j."trust_id" = $2::uuid
    and j."class_id" = any($3::uuid[]))
  and (j."starts_on" <= $4::date
    and (j."ends_on" is null
      or j."ends_on" >= $4::date))
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = t."id"
      and (e1."starts_on" <= $4::date
        and (e1."ends_on" is null
          or e1."ends_on" >= $4::date))
      and e1."class_id" = any($3::uuid[])))
  order by t."family_fold", t."given_fold", t."id"
  limit $5::int8) x
order by k.ord, x.o0, x.o1, x.c2;

-- class.pupils.nodes.recorded
select k.ord, x.c0, x.c1
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."row_version" as c0, t."band_id" as c1, t."recorded_on" as o0, t."id" as o1
  from "assessment" t
  where t."pupil_id" = k.id
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = t."pupil_id"
      and (e1."starts_on" <= $3::date
        and (e1."ends_on" is null
          or e1."ends_on" >= $3::date))
      and e1."class_id" = any($4::uuid[]))
    and t."basis" = $5::text
    and t."stage" = $6::text
    and t."subject_id" = $7::uuid
    and t."assessment_point_id" = $8::uuid)
  order by t."recorded_on" desc, t."id"
  limit $9::int8) x
order by k.ord, x.o0 desc, x.o1;

-- class.pupils.nodes.recorded.nodes.band
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- class.pupils.nodes.last
select k.ord, x.c0, x.c1
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."recorded_on" as c0, t."band_id" as c1, t."id" as o1
  from "assessment" t
  where t."pupil_id" = k.id
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = t."pupil_id"
      and (e1."starts_on" <= $3::date
        and (e1."ends_on" is null
          or e1."ends_on" >= $3::date))
      and e1."class_id" = any($4::uuid[]))
    and t."basis" = $5::text
    and t."stage" = $6::text
    and t."subject_id" = $7::uuid
    and (t."assessment_point_id" = $8::uuid) is not true)
  order by t."recorded_on" desc, t."id"
  limit $9::int8) x
order by k.ord, x.c0 desc, x.o1;

-- class.pupils.nodes.last.nodes.band
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

