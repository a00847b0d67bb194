-- school
select t."name"
from "school" t
where (t."trust_id" = ?1
  and t."urn" = ?2)
limit 1;

