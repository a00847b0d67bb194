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
where t."trust_id" = ?1
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
and (pt."on_date" <= ?2
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= ?2
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") in (select value
  from json_each(?3))
and (s."phase") in (select value
  from json_each(?4))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

-- attainment
select pt."name", pt."name", pt."sort", s."phase", t."nc_year" - (select count(*)
  from "academic_year" ay
  where (ay."trust_id" = t."trust_id"
    and ay."starts_on" > pt."on_date"
    and ay."starts_on" <= ?1
    and (t."leaving_date" is null
      or ay."starts_on" < t."leaving_date"))), count(*), cast(coalesce(sum(1), 0) as bigint)
from "enrolment" t
join "assessment_point" pt on (pt."trust_id" = t."trust_id")
join "school" s on (s."id" = t."school_id")
where t."trust_id" = ?2
and t."status" in ('CURRENT', 'MAIN')
and (t."entry_date" <= pt."on_date"
  and (t."leaving_date" is null
    or t."leaving_date" >= pt."on_date"))
and (pt."on_date" <= ?1
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= ?1
      and pt."sort" < lp."sort")))
and (s."phase") in (select value
  from json_each(?3))
group by 1, 2, 3, 4, 5;

-- younger
select pt."name", pt."name", pt."sort", su."code", su."name", su."sort", t."basis", t."nc_year", ((exists (select 1
      from "funding_flag" ff
      where (ff."pupil_id" = t."pupil_id"
        and ff."kind" in ('PP_FSM')
        and (ff."starts_on" <= pt."on_date"
          and (ff."ends_on" is null
            or ff."ends_on" >= min(date(pt."on_date", '-6 years'),
              date(pt."on_date", 'start of month', '-6 years', '+1 month', '-1 day'))))))
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
where t."trust_id" = ?1
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
and (pt."on_date" <= ?2
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= ?2
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") in (select value
  from json_each(?3))
and (t."nc_year") in (select value
  from json_each(?4))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

