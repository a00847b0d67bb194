-- trust
select t."name"
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = $1::uuid)
limit 1;

