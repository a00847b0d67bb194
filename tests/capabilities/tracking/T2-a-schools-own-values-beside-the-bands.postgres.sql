-- assessments
select t."source_value", t."source_scale", t."band_id", t."subject_id", t."school_id"
from "assessment" t
where (t."trust_id" = $1::uuid
  and t."source_scale" is not null)
order by t."recorded_on", t."id"
limit $2::int8;

-- assessments
select count(*)
from "assessment" t
where (t."trust_id" = $1::uuid
  and t."source_scale" is not null);

-- assessments.nodes.band
select k.ord, t."code", t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- assessments.nodes.subject
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "subject" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- assessments.nodes.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

