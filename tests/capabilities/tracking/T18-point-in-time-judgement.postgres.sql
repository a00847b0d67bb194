-- pupils
select t."family_name", t."id"
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= $2::date
      and (e1."ends_on" is null
        or e1."ends_on" >= $2::date))
    and e1."class_id" = any($3::uuid[]))
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" = any($4::text[])
      and (e2."entry_date" <= $2::date
        and (e2."leaving_date" is null
          or e2."leaving_date" >= $2::date)))))
order by t."family_fold", t."given_fold", t."id"
limit $5::int8;

-- pupils.nodes.assessments
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."nc_year" as c0,
  t."stage" as c1,
  t."assessment_point_id" as c2,
  t."subject_id" as c3,
  t."band_id" as c4,
  t."recorded_on" as o0,
  t."id" as o1
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
    and t."basis" = $5::text)
  order by t."recorded_on" desc, t."id"
  limit $6::int8) x
order by k.ord, x.o0 desc, x.o1;

-- pupils.nodes.assessments.nodes.point
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "assessment_point" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- pupils.nodes.assessments.nodes.subject
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "subject" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- pupils.nodes.assessments.nodes.band
select k.ord, t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

