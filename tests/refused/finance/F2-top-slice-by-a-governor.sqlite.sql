-- school
select t."name"
from "school" t
where (t."trust_id" = ?1
  and t."urn" = ?2)
limit 1;

-- trust
select 1
from "trust" t
where (t."trust_id" = ?1
  and t."id" = ?1)
limit 1;

