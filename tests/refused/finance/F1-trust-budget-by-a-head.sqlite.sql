-- trust
select t."name"
from "trust" t
where (t."trust_id" = ?1
  and t."id" = ?1)
limit 1;

