-- bandScales
select t."name", t."id"
from "band_scale" t
where (t."trust_id" = $1::uuid
  and t."is_default" = $2::bool)
order by t."name", t."version", t."id"
limit $3::int8;

-- bandScales.nodes.bands
select k.ord, t."sort", t."code", t."label", t."at_or_above"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."band_scale_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."sort", t."id";

