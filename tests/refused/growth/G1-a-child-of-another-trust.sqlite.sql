-- node
select t."family_name"
from "pupil" t
where (t."trust_id" = ?1
  and t."id" = ?2)
limit 1;

