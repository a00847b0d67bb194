-- bandScales
select t."version", t."id", t."name", t."starts_on" from "band_scale" t where t."trust_id" = $1::uuid order by t."version" desc, t."id" limit $2::int8;

