-- bandScales
select t."name", t."version", t."starts_on", t."is_default", t."id"
from "band_scale" t
where t."trust_id" = ?1
order by t."name", t."version", t."id"
limit ?2;

-- bandScales.nodes.bands
select k.key, t."code", t."label", t."sort", t."at_or_above"
from json_each(?1) k
cross join "band" t on t."band_scale_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."sort", t."id";

-- academicYears
select t."label", t."id"
from "academic_year" t
where (t."trust_id" = ?1
  and t."label" = ?2)
order by t."starts_on", t."id"
limit ?3;

-- academicYears.nodes.assessmentPoints
select k.key, t."code", t."name", t."on_date"
from json_each(?1) k
cross join "assessment_point" t on t."academic_year_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."sort", t."id";

