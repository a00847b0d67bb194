-- pupils
select t."name", t."id"
from "class" t
where (t."trust_id" = ?1
  and t."name_fold" = ?2
  and exists (select 1
    from "academic_year" e1
    where e1."id" = t."academic_year_id"
    and (+e1."trust_id" = ?1
      and e1."label" = ?3)))
order by t."name_fold", t."id"
limit ?4;

-- pupils.nodes.pupils
select k.key, t."family_name", t."id"
from json_each(?1) k
cross join "pupil" t on t.rowid in (select i.rowid
  from "class_membership" j
  join "pupil" i on i."id" = j."pupil_id"
  where j."class_id" = unhex(k.value)
  and (+j."trust_id" = ?2
    and +j."school_id" in (select unhex(value)
      from json_each(?3)))
  and (j."starts_on" <= ?4
    and (j."ends_on" is null
      or j."ends_on" >= ?4))
  and (+i."trust_id" = ?2
    and exists (select 1
      from "enrolment" e1
      where e1."pupil_id" = i."id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?3))))
  order by i."family_fold", i."given_fold", i."id"
  limit ?5)
order by k.key, t."family_fold", t."given_fold", t."id";

-- pupils.nodes.pupils.nodes.assessments
select k.key, t."at_or_above", t."band_id"
from json_each(?1) k
cross join "assessment" t on t.rowid in (select i.rowid
  from "assessment" i
  where i."pupil_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and (+i."school_id" in (select unhex(value)
        from json_each(?3))
      or exists (select 1
        from "pupil" e1
        where e1."id" = i."pupil_id"
        and +e1."school_id" in (select unhex(value)
          from json_each(?3))))
    and i."basis" = ?4
    and exists (select 1
      from "subject" e2
      where e2."id" = i."subject_id"
      and (+e2."trust_id" = ?2
        and e2."code" = ?5))
    and exists (select 1
      from "assessment_point" e3
      where e3."id" = i."assessment_point_id"
      and (+e3."trust_id" = ?2
        and e3."name" = ?6)))
  order by i."recorded_on" desc, i."id"
  limit ?7)
order by k.key, t."recorded_on" desc, t."id";

-- pupils.nodes.pupils.nodes.assessments.nodes.band
select k.key, t."label"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

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
  sum(case when (t."school_id" in (select unhex(value)
      from json_each(?1))
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?1)))) then 0 else 1 end),
          cast(coalesce(sum(1), 0) as bigint),
          cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
          min(pt."on_date"),
          max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "school" s on (s."id" = t."school_id")
where (t."trust_id" = ?2
  and (t."school_id" in (select unhex(value)
      from json_each(?3))
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and +e2."school_id" in (select unhex(value)
        from json_each(?3)))))
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
and (pt."on_date" <= ?4
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= ?4
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") in (select value
  from json_each(?5))
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
  sum(case when (t."school_id" in (select unhex(value)
      from json_each(?1))
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?1)))) then 0 else 1 end),
          cast(coalesce(sum(1), 0) as bigint),
          cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
          min(pt."on_date"),
          max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
where (t."trust_id" = ?2
  and (t."school_id" in (select unhex(value)
      from json_each(?3))
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and +e2."school_id" in (select unhex(value)
        from json_each(?3)))))
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
and (pt."on_date" <= ?4
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= ?4
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") in (select value
  from json_each(?5))
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
  sum(case when (t."school_id" in (select unhex(value)
      from json_each(?1))
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?1)))) then 0 else 1 end),
          cast(coalesce(sum(1), 0) as bigint),
          cast(coalesce(sum(case when (t."at_or_above" is true) then 1 end), 0) as bigint),
          min(pt."on_date"),
          max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "school" s on (s."id" = t."school_id")
left join "class" cl on (cl."id" = t."class_id")
where (t."trust_id" = ?2
  and (t."school_id" in (select unhex(value)
      from json_each(?3))
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and +e2."school_id" in (select unhex(value)
        from json_each(?3)))))
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
and (pt."on_date" <= ?4
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= ?4
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (su."code") in (select value
  from json_each(?5))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15;

