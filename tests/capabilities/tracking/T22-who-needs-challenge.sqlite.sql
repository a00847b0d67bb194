-- pupils
select t."given_name", t."family_name", t."id"
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?2
      and (e1."ends_on" is null
        or e1."ends_on" >= ?2))
    and +e1."class_id" in (select unhex(value)
      from json_each(?3)))
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" in (select value
        from json_each(?4))
      and (e2."entry_date" <= ?2
        and (e2."leaving_date" is null
          or e2."leaving_date" >= ?2))))
  and exists (select 1
    from "assessment" e3
    where e3."pupil_id" = t."id"
    and (+e3."trust_id" = ?1
      and exists (select 1
        from "class_membership" e4
        where e4."pupil_id" = e3."pupil_id"
        and (e4."starts_on" <= ?2
          and (e4."ends_on" is null
            or e4."ends_on" >= ?2))
        and +e4."class_id" in (select unhex(value)
          from json_each(?5)))
      and e3."basis" = ?6
      and e3."band_sort" <> ?7
      and exists (select 1
        from "subject" e5
        where e5."id" = e3."subject_id"
        and (+e5."trust_id" = ?1
          and e5."code" = ?8))
      and exists (select 1
        from "assessment_point" e6
        where e6."id" = e3."assessment_point_id"
        and (+e6."trust_id" = ?1
          and e6."name" = ?9)))))
order by t."family_fold", t."given_fold", t."id"
limit ?10;

-- pupils
select count(*)
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?2
      and (e1."ends_on" is null
        or e1."ends_on" >= ?2))
    and +e1."class_id" in (select unhex(value)
      from json_each(?3)))
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" in (select value
        from json_each(?4))
      and (e2."entry_date" <= ?2
        and (e2."leaving_date" is null
          or e2."leaving_date" >= ?2))))
  and exists (select 1
    from "assessment" e3
    where e3."pupil_id" = t."id"
    and (+e3."trust_id" = ?1
      and exists (select 1
        from "class_membership" e4
        where e4."pupil_id" = e3."pupil_id"
        and (e4."starts_on" <= ?2
          and (e4."ends_on" is null
            or e4."ends_on" >= ?2))
        and +e4."class_id" in (select unhex(value)
          from json_each(?5)))
      and e3."basis" = ?6
      and e3."band_sort" <> ?7
      and exists (select 1
        from "subject" e5
        where e5."id" = e3."subject_id"
        and (+e5."trust_id" = ?1
          and e5."code" = ?8))
      and exists (select 1
        from "assessment_point" e6
        where e6."id" = e3."assessment_point_id"
        and (+e6."trust_id" = ?1
          and e6."name" = ?9)))));

-- pupils.nodes.assessments
select k.key, t."band_sort", t."band_id", t."at_or_above"
from json_each(?1) k
cross join "assessment" t on t.rowid in (select i.rowid
  from "assessment" i
  where i."pupil_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = i."pupil_id"
      and (e1."starts_on" <= ?3
        and (e1."ends_on" is null
          or e1."ends_on" >= ?3))
      and +e1."class_id" in (select unhex(value)
        from json_each(?4)))
    and i."basis" = ?5
    and exists (select 1
      from "subject" e2
      where e2."id" = i."subject_id"
      and (+e2."trust_id" = ?2
        and e2."code" = ?6))
    and exists (select 1
      from "assessment_point" e3
      where e3."id" = i."assessment_point_id"
      and (+e3."trust_id" = ?2
        and e3."name" = ?7)))
  order by i."recorded_on" desc, i."id"
  limit ?8)
order by k.key, t."recorded_on" desc, t."id";

-- a batch
select t."id", t."band_scale_id", t."sort", t."at_or_above"
from "band" t
where +t."trust_id" = ?1
and t."band_scale_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."band_scale_id", t."sort", t."at_or_above"
from "band" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

