-- bandScales
select t."name", t."version", t."starts_on"
from "band_scale" t
where t."trust_id" = ?1
order by t."version" desc, t."id"
limit ?2;

