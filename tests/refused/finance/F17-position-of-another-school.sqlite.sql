-- school
select t."name", t."id", t."trust_id"
from "school" t
where (t."trust_id" = ?1
  and t."urn" = ?2)
limit 1;

