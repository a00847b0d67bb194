-- baseline
select t."family_name", t."id"
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and e1."school_id" = any($2::uuid[]))
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" = any($3::text[])
      and (e2."entry_date" <= $4::date
        and (e2."leaving_date" is null
          or e2."leaving_date" >= $4::date))))
  and t."school_id" = any($2::uuid[])
  and ((select py."nc_year" + (extract(year from $4::date) - case when extract(month from $4::date) < 9 then 1 else 0 end)::int8 - py."first_year"
      from "pupil_year" py
      where (py."pupil_id" = t."id"
        and exists (select 1
          from "enrolment" ye
          where (ye."pupil_id" = t."id"
            and ye."status" in ('CURRENT', 'MAIN')
            and (ye."entry_date" <= $4::date
              and (ye."leaving_date" is null
                or ye."leaving_date" >= $4::date)))))
      and py."starts_on" <= $4::date
      order by py."starts_on" desc
      limit 1)) = $5::int8)
order by t."family_fold", t."given_fold", t."id"
limit $6::int8;

-- baseline.nodes.assessments
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."subject_id" as c0,
  t."assessment_point_id" as c1,
  t."band_id" as c2,
  t."band_sort" as o0,
  t."id" as o1
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
      from "assessment_point" e2
      where e2."id" = t."assessment_point_id"
      and (e2."trust_id" = $2::uuid
        and e2."name" = $5::text)))
  order by t."band_sort" desc, t."id"
  limit $6::int8) x
order by k.ord, x.o0 desc, x.o1;

-- baseline.nodes.assessments.nodes.subject
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "subject" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- baseline.nodes.assessments.nodes.point
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "assessment_point" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- baseline.nodes.assessments.nodes.band
select k.ord, t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

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
  count(*),
  sum(case when (t."school_id" = any($1::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($1::uuid[]))) then 0 else 1 end),
        cast(coalesce(sum(1), 0) as bigint),
        cast(coalesce(sum(t."band_sort" - ea."band_sort"), 0) as bigint),
        cast(coalesce(sum(case when (ea."band_sort" < t."band_sort") then 1 end), 0) as bigint),
        cast(coalesce(sum(case when (t."band_sort" < ea."band_sort") then 1 end), 0) as bigint),
        cast(coalesce(sum(case when (t."band_sort" = ea."band_sort"
        and (not exists (select 1
            from "band" lb
            where (lb."band_scale_id" = eb."band_scale_id"
              and lb."sort" < t."band_sort"))) is not true) then 1 end),
                0) as bigint),
                cast(coalesce(sum(case when (t."band_sort" = ea."band_sort"
        and not exists (select 1
          from "band" lb
          where (lb."band_scale_id" = eb."band_scale_id"
            and lb."sort" < t."band_sort"))) then 1 end), 0) as bigint), min(fr."on_date"), max(pt."on_date")
from "assessment" t
join "assessment_point" pt on (pt."id" = t."assessment_point_id")
join "subject" su on (su."id" = t."subject_id")
join "band" bd on (bd."id" = t."band_id")
join "assessment" ea on (ea."pupil_id" = t."pupil_id"
  and ea."subject_id" = t."subject_id"
  and ea."basis" = t."basis")
join "assessment_point" fr on (fr."id" = ea."assessment_point_id")
join "band" eb on (eb."id" = ea."band_id")
where (t."trust_id" = $2::uuid
  and (t."school_id" = any($3::uuid[])
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and e2."school_id" = any($3::uuid[]))))
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
and (pt."on_date" <= $4::date
  and not exists (select 1
    from "assessment_point" lp
    where (lp."trust_id" = pt."trust_id"
      and lp."on_date" <= $4::date
      and pt."sort" < lp."sort")))
and (t."basis" in ('TEACHER', 'BOTH'))
and (fr."name") = any($5::text[])
and (su."code") = any($6::text[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

