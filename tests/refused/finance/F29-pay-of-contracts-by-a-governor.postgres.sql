-- contracts
select t."person_id", t."id", t."pay_point"
from "contract" t
where (t."trust_id" = $1::uuid
  and t."person_id" = any($2::uuid[]))
order by t."starts_on", t."id"
limit $3::int8;

-- contracts
select count(*)
from "contract" t
where (t."trust_id" = $1::uuid
  and t."person_id" = any($2::uuid[]));

