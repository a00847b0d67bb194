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
  count(*),
  cast(coalesce(sum(1), 0) as bigint),
  cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
  min(pt."on_date"),
  max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
where (t."trust_id" = $1::uuid
  and (t."school_id" = any($2::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($2::uuid[]))))
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
and (pt."on_date" <= $3::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $3::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") = any($4::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8;

