-- school
select t."name"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

