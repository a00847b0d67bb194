-- bandScales
select t."name", t."version", t."starts_on", t."is_default", t."id"
from "band_scale" t
where t."trust_id" = $1::uuid
order by t."name", t."version", t."id"
limit $2::int8;

-- bandScales.nodes.bands
select k.ord, t."code", t."label", t."sort", t."at_or_above"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."band_scale_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."sort", t."id";

-- academicYears
select t."label", t."id"
from "academic_year" t
where (t."trust_id" = $1::uuid
  and t."label" = $2::text)
order by t."starts_on", t."id"
limit $3::int8;

-- academicYears.nodes.assessmentPoints
select k.ord, t."code", t."name", t."on_date"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "assessment_point" t on t."academic_year_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."sort", t."id";

