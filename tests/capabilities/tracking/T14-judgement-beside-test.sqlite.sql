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
          or e2."leaving_date" >= ?2)))))
order by t."family_fold", t."given_fold", t."id"
limit ?5;

-- pupils.nodes.assessments
select k.key, t."basis", t."at_or_above", t."pupil_id", t."subject_id", t."assessment_point_id", t."band_id"
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

-- pupils.nodes.assessments.nodes.band
select k.key, t."label"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- pupils.nodes.testResults
select k.key, t."test_name", t."standardised_hundredths", t."at_or_above"
from json_each(?1) k
cross join "test_result" t on t.rowid in (select i.rowid
  from "test_result" i
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
  order by i."taken_on" desc, i."id"
  limit ?7)
order by k.key, t."taken_on" desc, t."id";

-- a batch
select t."pupil_id", t."subject_id", t."assessment_point_id", t."at_or_above", t."taken_on", t."id"
from "test_result" t
where +t."trust_id" = ?1
and t."pupil_id" in (select unhex(value)
  from json_each(?2));

