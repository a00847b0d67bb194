-- attainment
select pt."name",
  pt."name",
  pt."sort",
  su."code",
  su."name",
  su."sort",
  t."basis",
  s."phase",
  t."nc_year",
  count(*),
  cast(coalesce(sum(1), 0) as bigint),
  cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
  min(pt."on_date"),
  max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "school" s on (s."id" = t."school_id")
where t."trust_id" = $1::uuid
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
and (pt."on_date" <= $2::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $2::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($3::text[])
and (s."phase") = any($4::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

-- attainment
select pt."name",
  pt."name",
  pt."sort",
  s."phase",
  (select py."nc_year" + (extract(year from pt."on_date") - case when extract(month from pt."on_date") < 9 then 1 else 0 end)::int8 - py."first_year"
  from "pupil_year" py
  where (py."pupil_id" = t."pupil_id")
  and py."starts_on" <= pt."on_date"
  order by py."starts_on" desc
  limit 1), count(*), cast(coalesce(sum(1), 0) as bigint)
from "enrolment" t
join "assessment_point" pt on (pt."trust_id" = t."trust_id")
join "school" s on (s."id" = t."school_id")
where t."trust_id" = $1::uuid
and t."status" in ('CURRENT', 'MAIN')
and (t."entry_date" <= pt."on_date"
  and (t."leaving_date" is null
    or t."leaving_date" >= pt."on_date"))
and (pt."on_date" <= $2::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $2::date
      and pt."sort" < lp."sort")))
and (s."phase") = any($3::text[])
group by 1, 2, 3, 4, 5;

-- younger
select pt."name", pt."name", pt."sort", su."code", su."name", su."sort", t."basis", t."nc_year", ((exists (select 1
      from "funding_flag" ff
      where (ff."pupil_id" = t."pupil_id"
        and ff."kind" in ('PP_FSM')
        and (ff."starts_on" <= pt."on_date"
          and (ff."ends_on" is null
            or ff."ends_on" >= (pt."on_date" - interval '6 years')::date))))
    or exists (select 1
      from "care_flag" cf
      where (cf."pupil_id" = t."pupil_id"
        and cf."kind" in ('LAC', 'PLAC')
        and (cf."starts_on" <= pt."on_date"
          and (cf."ends_on" is null
            or cf."ends_on" >= pt."on_date")))))) is true,
              count(*),
              cast(coalesce(sum(1), 0) as bigint),
              cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
              min(pt."on_date"),
              max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
where t."trust_id" = $1::uuid
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
and (pt."on_date" <= $2::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $2::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($3::text[])
and (t."nc_year") = any($4::int8[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

