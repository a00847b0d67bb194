-- school
select t."name", t."id", t."trust_id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

