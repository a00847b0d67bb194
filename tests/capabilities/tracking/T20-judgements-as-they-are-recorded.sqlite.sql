-- assessmentRecorded
select t."recorded_on", t."pupil_id", t."subject_id", t."band_id"
from "assessment" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."pupil_id"
    and (e1."starts_on" <= ?2
      and (e1."ends_on" is null
        or e1."ends_on" >= ?2))
    and +e1."class_id" in (select unhex(value)
      from json_each(?3)))
  and t."id" = ?4)
limit 1;

-- assessmentRecorded.pupil
select k.key, t."given_name", t."family_name"
from json_each(?1) k
cross join "pupil" t on t."id" = unhex(k.value)
where (+t."trust_id" = ?2
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?3
      and (e1."ends_on" is null
        or e1."ends_on" >= ?3))
    and +e1."class_id" in (select unhex(value)
      from json_each(?4))))
order by k.key;

-- assessmentRecorded.subject
select k.key, t."name"
from json_each(?1) k
cross join "subject" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- assessmentRecorded.band
select k.key, t."code"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

