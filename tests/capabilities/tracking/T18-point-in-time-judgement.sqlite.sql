-- pupils
select t."family_name", t."id"
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
select k.key, t."nc_year", t."stage", t."assessment_point_id", t."subject_id", t."band_id"
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
    and i."basis" = ?5)
  order by i."recorded_on" desc, i."id"
  limit ?6)
order by k.key, t."recorded_on" desc, t."id";

-- pupils.nodes.assessments.nodes.point
select k.key, t."name"
from json_each(?1) k
cross join "assessment_point" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- pupils.nodes.assessments.nodes.subject
select k.key, t."name"
from json_each(?1) k
cross join "subject" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- pupils.nodes.assessments.nodes.band
select k.key, t."label"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

