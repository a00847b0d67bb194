-- assessments
select t."source_value", t."source_scale", t."band_id", t."subject_id", t."school_id"
from "assessment" t
where (t."trust_id" = ?1
  and t."source_scale" is not null)
order by t."recorded_on", t."id"
limit ?2;

-- assessments
select count(*)
from "assessment" t
where (t."trust_id" = ?1
  and t."source_scale" is not null);

-- assessments.nodes.band
select k.key, t."code", t."label"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- assessments.nodes.subject
select k.key, t."code"
from json_each(?1) k
cross join "subject" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- assessments.nodes.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

