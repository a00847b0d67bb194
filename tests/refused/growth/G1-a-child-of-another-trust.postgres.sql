-- node
select t."family_name"
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."id" = $2::uuid)
limit 1;

