-- pupils
select t."given_name", t."family_name", t."id"
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
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4, x.c5
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."basis" as c0,
  t."at_or_above" as c1,
  t."pupil_id" as c2,
  t."subject_id" as c3,
  t."assessment_point_id" as c4,
  t."band_id" as c5,
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
    and exists (select 1
      from "subject" e2
      where e2."id" = t."subject_id"
      and (e2."trust_id" = $2::uuid
        and e2."code" = $5::text))
    and exists (select 1
      from "assessment_point" e3
      where e3."id" = t."assessment_point_id"
      and (e3."trust_id" = $2::uuid
        and e3."name" = $6::text)))
  order by t."recorded_on" desc, t."id"
  limit $7::int8) x
order by k.ord, x.o0 desc, x.o1;

-- pupils.nodes.assessments.nodes.band
select k.ord, t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- pupils.nodes.testResults
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."test_name" as c0,
  t."standardised_hundredths" as c1,
  t."at_or_above" as c2,
  t."taken_on" as o0,
  t."id" as o1
  from "test_result" t
  where t."pupil_id" = k.id
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = t."pupil_id"
      and (e1."starts_on" <= $3::date
        and (e1."ends_on" is null
          or e1."ends_on" >= $3::date))
      and e1."class_id" = any($4::uuid[]))
    and exists (select 1
      from "subject" e2
      where e2."id" = t."subject_id"
      and (e2."trust_id" = $2::uuid
        and e2."code" = $5::text))
    and exists (select 1
      from "assessment_point" e3
      where e3."id" = t."assessment_point_id"
      and (e3."trust_id" = $2::uuid
        and e3."name" = $6::text)))
  order by t."taken_on" desc, t."id"
  limit $7::int8) x
order by k.ord, x.o0 desc, x.o1;

-- a batch
select t."pupil_id", t."subject_id", t."assessment_point_id", t."at_or_above", t."taken_on", t."id"
from "test_result" t
where t."trust_id" = $1::uuid
and t."pupil_id" = any($2::uuid[]);

