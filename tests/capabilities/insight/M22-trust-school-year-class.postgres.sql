-- pupils
select t."name", t."id"
from "class" t
where (t."trust_id" = $1::uuid
  and t."name_fold" = $2::text
  and exists (select 1
    from "academic_year" e1
    where e1."id" = t."academic_year_id"
    and (e1."trust_id" = $1::uuid
      and e1."label" = $3::text)))
order by t."name_fold", t."id"
limit $4::int8;

-- pupils.nodes.pupils
select k.ord, x.c0, x.c1
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."family_name" as c0, t."id" as c1, t."family_fold" as o0, t."given_fold" as o1
  from "class_membership" j
  join "pupil" t on t."id" = j."pupil_id"
  where j."class_id" = k.id
  and (j."trust_id" = $2::uuid
    and j."school_id" = any($3::uuid[]))
  and (j."starts_on" <= $4::date
    and (j."ends_on" is null
      or j."ends_on" >= $4::date))
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "enrolment" e1
      where e1."pupil_id" = t."id"
      and e1."school_id" = any($3::uuid[])))
  order by t."family_fold", t."given_fold", t."id"
  limit $5::int8) x
order by k.ord, x.o0, x.o1, x.c1;

-- pupils.nodes.pupils.nodes.assessments
select k.ord, x.c0, x.c1
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."at_or_above" as c0, t."band_id" as c1, t."recorded_on" as o0, t."id" as o1
  from "assessment" t
  where t."pupil_id" = k.id
  and (t."trust_id" = $2::uuid
    and (t."school_id" = any($3::uuid[])
      or exists (select 1
        from "pupil" e1
        where e1."id" = t."pupil_id"
        and e1."school_id" = any($3::uuid[])))
    and t."basis" = $4::text
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

-- pupils.nodes.pupils.nodes.assessments.nodes.band
select k.ord, t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- school
select pt."name",
  pt."name",
  pt."sort",
  su."code",
  su."name",
  su."sort",
  t."basis",
  s."phase",
  t."school_id",
  s."name",
  s."name_fold",
  count(*),
  sum(case when (t."school_id" = any($1::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($1::uuid[]))) then 0 else 1 end),
        cast(coalesce(sum(1), 0) as bigint),
        cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
        min(pt."on_date"),
        max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "school" s on (s."id" = t."school_id")
where (t."trust_id" = $2::uuid
  and (t."school_id" = any($3::uuid[])
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and e2."school_id" = any($3::uuid[]))))
and not exists (select 1
  from "assessment" la
  where (t."pupil_id" = la."pupil_id"
    and t."subject_id" = la."subject_id"
    and t."assessment_point_id" = la."assessment_point_id"
    and t."basis" = la."basis"
    and ((t."stage" in ('RAW')
        and la."stage" in ('MODERATED', 'STANDARDISED'))
      or (t."stage" in ('MODERATED')
        and la."stage" in ('STANDARDISED')))))
and (pt."on_date" <= $4::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $4::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($5::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

-- years
select pt."name",
  pt."name",
  pt."sort",
  su."code",
  su."name",
  su."sort",
  t."basis",
  t."nc_year",
  count(*),
  sum(case when (t."school_id" = any($1::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($1::uuid[]))) then 0 else 1 end),
        cast(coalesce(sum(1), 0) as bigint),
        cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
        min(pt."on_date"),
        max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
where (t."trust_id" = $2::uuid
  and (t."school_id" = any($3::uuid[])
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and e2."school_id" = any($3::uuid[]))))
and not exists (select 1
  from "assessment" la
  where (t."pupil_id" = la."pupil_id"
    and t."subject_id" = la."subject_id"
    and t."assessment_point_id" = la."assessment_point_id"
    and t."basis" = la."basis"
    and ((t."stage" in ('RAW')
        and la."stage" in ('MODERATED', 'STANDARDISED'))
      or (t."stage" in ('MODERATED')
        and la."stage" in ('STANDARDISED')))))
and (pt."on_date" <= $4::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $4::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($5::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8;

-- classes
select pt."name",
  pt."name",
  pt."sort",
  su."code",
  su."name",
  su."sort",
  t."basis",
  s."phase",
  t."school_id",
  s."name",
  s."name_fold",
  t."nc_year",
  t."class_id",
  cl."name",
  cl."name_fold",
  count(*),
  sum(case when (t."school_id" = any($1::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($1::uuid[]))) then 0 else 1 end),
        cast(coalesce(sum(1), 0) as bigint),
        cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
        min(pt."on_date"),
        max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "school" s on (s."id" = t."school_id")
left join "class" cl on (cl."id" = t."class_id")
where (t."trust_id" = $2::uuid
  and (t."school_id" = any($3::uuid[])
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and e2."school_id" = any($3::uuid[]))))
and not exists (select 1
  from "assessment" la
  where (t."pupil_id" = la."pupil_id"
    and t."subject_id" = la."subject_id"
    and t."assessment_point_id" = la."assessment_point_id"
    and t."basis" = la."basis"
    and ((t."stage" in ('RAW')
        and la."stage" in ('MODERATED', 'STANDARDISED'))
      or (t."stage" in ('MODERATED')
        and la."stage" in ('STANDARDISED')))))
and (pt."on_date" <= $4::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $4::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($5::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15;

