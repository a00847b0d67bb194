-- bandScales
select t."name", t."id"
from "band_scale" t
where (t."trust_id" = ?1
  and t."is_default" = ?2)
order by t."name", t."version", t."id"
limit ?3;

-- bandScales.nodes.bands
select k.key, t."sort", t."code", t."label", t."at_or_above"
from json_each(?1) k
cross join "band" t on t."band_scale_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."sort", t."id";

