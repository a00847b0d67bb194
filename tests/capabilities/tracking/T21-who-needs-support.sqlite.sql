-- below
select t."given_name", t."family_name", (exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?1
      and (e1."ends_on" is null
        or e1."ends_on" >= ?1))
    and +e1."class_id" in (select unhex(value)
      from json_each(?2)))) is true, coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."id"
      and (sp."starts_on" <= ?1
        and (sp."ends_on" is null
          or sp."ends_on" >= ?1)))), 'NONE'), t."id"
from "pupil" t
where (t."trust_id" = ?3
  and exists (select 1
    from "class_membership" e2
    where e2."pupil_id" = t."id"
    and (e2."starts_on" <= ?1
      and (e2."ends_on" is null
        or e2."ends_on" >= ?1))
    and +e2."class_id" in (select unhex(value)
      from json_each(?2)))
  and exists (select 1
    from "assessment" e3
    where e3."pupil_id" = t."id"
    and (+e3."trust_id" = ?3
      and exists (select 1
        from "class_membership" e4
        where e4."pupil_id" = e3."pupil_id"
        and (e4."starts_on" <= ?1
          and (e4."ends_on" is null
            or e4."ends_on" >= ?1))
        and +e4."class_id" in (select unhex(value)
          from json_each(?4)))
      and e3."basis" = ?5
      and e3."band_sort" < ?6
      and exists (select 1
        from "subject" e5
        where e5."id" = e3."subject_id"
        and (+e5."trust_id" = ?3
          and e5."code" = ?7))
      and exists (select 1
        from "assessment_point" e6
        where e6."id" = e3."assessment_point_id"
        and (+e6."trust_id" = ?3
          and e6."name" = ?8)))))
order by t."family_fold", t."given_fold", t."id"
limit ?9;

-- below
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
    from "assessment" e2
    where e2."pupil_id" = t."id"
    and (+e2."trust_id" = ?1
      and exists (select 1
        from "class_membership" e3
        where e3."pupil_id" = e2."pupil_id"
        and (e3."starts_on" <= ?2
          and (e3."ends_on" is null
            or e3."ends_on" >= ?2))
        and +e3."class_id" in (select unhex(value)
          from json_each(?4)))
      and e2."basis" = ?5
      and e2."band_sort" < ?6
      and exists (select 1
        from "subject" e4
        where e4."id" = e2."subject_id"
        and (+e4."trust_id" = ?1
          and e4."code" = ?7))
      and exists (select 1
        from "assessment_point" e5
        where e5."id" = e2."assessment_point_id"
        and (+e5."trust_id" = ?1
          and e5."name" = ?8)))));

-- below.nodes.assessments
select k.key, t."at_or_above", t."band_id"
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

-- below.nodes.assessments.nodes.band
select k.key, t."label"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- above
select t."given_name", t."family_name", (exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?1
      and (e1."ends_on" is null
        or e1."ends_on" >= ?1))
    and +e1."class_id" in (select unhex(value)
      from json_each(?2)))) is true, coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."id"
      and (sp."starts_on" <= ?1
        and (sp."ends_on" is null
          or sp."ends_on" >= ?1)))), 'NONE'), t."id"
from "pupil" t
where (t."trust_id" = ?3
  and exists (select 1
    from "class_membership" e2
    where e2."pupil_id" = t."id"
    and (e2."starts_on" <= ?1
      and (e2."ends_on" is null
        or e2."ends_on" >= ?1))
    and +e2."class_id" in (select unhex(value)
      from json_each(?2)))
  and exists (select 1
    from "assessment" e3
    where e3."pupil_id" = t."id"
    and (+e3."trust_id" = ?3
      and exists (select 1
        from "class_membership" e4
        where e4."pupil_id" = e3."pupil_id"
        and (e4."starts_on" <= ?1
          and (e4."ends_on" is null
            or e4."ends_on" >= ?1))
        and +e4."class_id" in (select unhex(value)
          from json_each(?4)))
      and e3."basis" = ?5
      and e3."band_sort" > ?6
      and exists (select 1
        from "subject" e5
        where e5."id" = e3."subject_id"
        and (+e5."trust_id" = ?3
          and e5."code" = ?7))
      and exists (select 1
        from "assessment_point" e6
        where e6."id" = e3."assessment_point_id"
        and (+e6."trust_id" = ?3
          and e6."name" = ?8)))))
order by t."family_fold", t."given_fold", t."id"
limit ?9;

-- above
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
    from "assessment" e2
    where e2."pupil_id" = t."id"
    and (+e2."trust_id" = ?1
      and exists (select 1
        from "class_membership" e3
        where e3."pupil_id" = e2."pupil_id"
        and (e3."starts_on" <= ?2
          and (e3."ends_on" is null
            or e3."ends_on" >= ?2))
        and +e3."class_id" in (select unhex(value)
          from json_each(?4)))
      and e2."basis" = ?5
      and e2."band_sort" > ?6
      and exists (select 1
        from "subject" e4
        where e4."id" = e2."subject_id"
        and (+e4."trust_id" = ?1
          and e4."code" = ?7))
      and exists (select 1
        from "assessment_point" e5
        where e5."id" = e2."assessment_point_id"
        and (+e5."trust_id" = ?1
          and e5."name" = ?8)))));

-- above.nodes.assessments
select k.key, t."at_or_above", t."band_id"
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

-- above.nodes.assessments.nodes.band
select k.key, t."label"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

