-- roll
select s."phase", t."school_id", s."name", s."name_fold", ((exists (select 1
      from "funding_flag" ff
      where (ff."pupil_id" = t."pupil_id"
        and ff."kind" in ('PP_FSM')
        and (ff."starts_on" <= $1::date
          and (ff."ends_on" is null
            or ff."ends_on" >= ($1::date - interval '6 years')::date))))
    or exists (select 1
      from "care_flag" cf
      where (cf."pupil_id" = t."pupil_id"
        and cf."kind" in ('LAC', 'PLAC')
        and (cf."starts_on" <= $1::date
          and (cf."ends_on" is null
            or cf."ends_on" >= $1::date)))))) is true, coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."pupil_id"
      and (sp."starts_on" <= $1::date
        and (sp."ends_on" is null
          or sp."ends_on" >= $1::date)))), 'NONE'), ((exists (select 1
      from "sen_record" eh
      where (eh."pupil_id" = t."pupil_id"
        and (eh."starts_on" <= $1::date
          and (eh."ends_on" is null
            or eh."ends_on" >= $1::date))
        and eh."provision" in ('EHCP'))))) is true, count(*), count(*), cast(coalesce(sum(1), 0) as bigint)
from "enrolment" t
join "school" s on (s."id" = t."school_id")
where t."trust_id" = $2::uuid
and t."status" in ('CURRENT', 'MAIN')
and (t."entry_date" <= $1::date
  and (t."leaving_date" is null
    or t."leaving_date" >= $1::date))
group by 1, 2, 3, 4, 5, 6, 7;

-- attainment
select pt."name", pt."name", pt."sort", su."code", su."name", su."sort", t."basis", s."phase", ((exists (select 1
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
            or cf."ends_on" >= pt."on_date")))))) is true, ((exists (select 1
      from "sen_record" eh
      where (eh."pupil_id" = t."pupil_id"
        and (eh."starts_on" <= pt."on_date"
          and (eh."ends_on" is null
            or eh."ends_on" >= pt."on_date"))
        and eh."provision" in ('EHCP'))))) is true,
          count(*),
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
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

-- progress
select fr."name",
  fr."name",
  fr."sort",
  pt."name",
  pt."name",
  pt."sort",
  su."code",
  su."name",
  su."sort",
  t."basis",
  t."nc_year",
  coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."pupil_id"
      and (sp."starts_on" <= pt."on_date"
        and (sp."ends_on" is null
          or sp."ends_on" >= pt."on_date")))), 'NONE'), ((exists (select 1
      from "sen_record" eh
      where (eh."pupil_id" = t."pupil_id"
        and (eh."starts_on" <= pt."on_date"
          and (eh."ends_on" is null
            or eh."ends_on" >= pt."on_date"))
        and eh."provision" in ('EHCP'))))) is true, coalesce((select min(sn."need_type")
    from "sen_need" sn
    where (sn."pupil_id" = t."pupil_id"
      and sn."need_rank" = 1
      and exists (select 1
        from "sen_record" nr
        where (nr."pupil_id" = t."pupil_id"
          and (nr."starts_on" <= pt."on_date"
            and (nr."ends_on" is null
              or nr."ends_on" >= pt."on_date"))
          and nr."id" = sn."sen_record_id")))),
            'NONE'),
            count(*),
            count(*),
            cast(coalesce(sum(1), 0) as bigint),
            cast(coalesce(sum(t."band_sort" - ea."band_sort"), 0) as bigint),
            min(fr."on_date"),
            max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "band" bd on (bd."id" = t."band_id")
join "assessment" ea on (ea."pupil_id" = t."pupil_id"
  and ea."subject_id" = t."subject_id"
  and ea."basis" = t."basis")
join "assessment_point" fr on (fr."id" = ea."assessment_point_id")
join "band" eb on (eb."id" = ea."band_id")
where t."trust_id" = $1::uuid
and fr."sort" < pt."sort"
and eb."band_scale_id" = bd."band_scale_id"
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
and not exists (select 1
  from "assessment" le
  where (ea."pupil_id" = le."pupil_id"
    and ea."subject_id" = le."subject_id"
    and ea."assessment_point_id" = le."assessment_point_id"
    and ea."basis" = le."basis"
    and ((ea."stage" in ('RAW')
        and le."stage" in ('MODERATED', 'STANDARDISED'))
      or (ea."stage" in ('MODERATED')
        and le."stage" in ('STANDARDISED')))))
and (not exists (select 1
    from "assessment_point" bp
    where (bp."trust_id" = fr."trust_id"
      and fr."sort" < bp."sort"
      and bp."sort" < pt."sort")))
and (pt."on_date" <= $2::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $2::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($3::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14;

-- needs
select coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."pupil_id"
      and (sp."starts_on" <= $1::date
        and (sp."ends_on" is null
          or sp."ends_on" >= $1::date)))), 'NONE'), ((exists (select 1
      from "sen_record" eh
      where (eh."pupil_id" = t."pupil_id"
        and (eh."starts_on" <= $1::date
          and (eh."ends_on" is null
            or eh."ends_on" >= $1::date))
        and eh."provision" in ('EHCP'))))) is true, coalesce((select min(sn."need_type")
    from "sen_need" sn
    where (sn."pupil_id" = t."pupil_id"
      and sn."need_rank" = 1
      and exists (select 1
        from "sen_record" nr
        where (nr."pupil_id" = t."pupil_id"
          and (nr."starts_on" <= $1::date
            and (nr."ends_on" is null
              or nr."ends_on" >= $1::date))
          and nr."id" = sn."sen_record_id")))), 'NONE'), count(*), count(*), cast(coalesce(sum(1), 0) as bigint)
from "enrolment" t
where t."trust_id" = $2::uuid
and t."status" in ('CURRENT', 'MAIN')
and (t."entry_date" <= $1::date
  and (t."leaving_date" is null
    or t."leaving_date" >= $1::date))
group by 1, 2, 3;

