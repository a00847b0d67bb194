-- school
select t."name"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

-- trust
select 1
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = $1::uuid)
limit 1;

