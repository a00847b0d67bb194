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
          or e2."leaving_date" >= $2::date))))
  and exists (select 1
    from "assessment" e3
    where e3."pupil_id" = t."id"
    and (e3."trust_id" = $1::uuid
      and exists (select 1
        from "class_membership" e4
        where e4."pupil_id" = e3."pupil_id"
        and (e4."starts_on" <= $2::date
          and (e4."ends_on" is null
            or e4."ends_on" >= $2::date))
        and e4."class_id" = any($5::uuid[]))
      and e3."basis" = $6::text
      and e3."band_sort" <> $7::int8
      and exists (select 1
        from "subject" e5
        where e5."id" = e3."subject_id"
        and (e5."trust_id" = $1::uuid
          and e5."code" = $8::text))
      and exists (select 1
        from "assessment_point" e6
        where e6."id" = e3."assessment_point_id"
        and (e6."trust_id" = $1::uuid
          and e6."name" = $9::text)))))
order by t."family_fold", t."given_fold", t."id"
limit $10::int8;

-- pupils
select count(*)
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
          or e2."leaving_date" >= $2::date))))
  and exists (select 1
    from "assessment" e3
    where e3."pupil_id" = t."id"
    and (e3."trust_id" = $1::uuid
      and exists (select 1
        from "class_membership" e4
        where e4."pupil_id" = e3."pupil_id"
        and (e4."starts_on" <= $2::date
          and (e4."ends_on" is null
            or e4."ends_on" >= $2::date))
        and e4."class_id" = any($5::uuid[]))
      and e3."basis" = $6::text
      and e3."band_sort" <> $7::int8
      and exists (select 1
        from "subject" e5
        where e5."id" = e3."subject_id"
        and (e5."trust_id" = $1::uuid
          and e5."code" = $8::text))
      and exists (select 1
        from "assessment_point" e6
        where e6."id" = e3."assessment_point_id"
        and (e6."trust_id" = $1::uuid
          and e6."name" = $9::text)))));

-- pupils.nodes.assessments
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."band_sort" as c0,
  t."band_id" as c1,
  t."at_or_above" as c2,
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
    and t."basis" = $5::text
    and exists (select 1
      from "subject" e2
      where e2."id" = t."subject_id"
      and (e2."trust_id" = $2::uuid
        and e2."code" = $6::text))
    and exists (select 1
      from "assessment_point" e3
      where e3."id" = t."assessment_point_id"
      and (e3."trust_id" = $2::uuid
        and e3."name" = $7::text)))
  order by t."recorded_on" desc, t."id"
  limit $8::int8) x
order by k.ord, x.o0 desc, x.o1;

-- a batch
select t."id", t."band_scale_id", t."sort", t."at_or_above"
from "band" t
where t."trust_id" = $1::uuid
and t."band_scale_id" = any($2::uuid[]);

-- a batch
select t."id", t."band_scale_id", t."sort", t."at_or_above"
from "band" t
where t."trust_id" = $1::uuid
and t."id" = any($2::uuid[]);

