-- accessEvents
select t."at",
  t."subject_type",
  t."subject_key",
  t."type_name",
  t."row_key",
  t."fields",
  t."operation",
  t."purpose",
  t."principal_id"
from "access_event" t
where (t."trust_id" = ?1
  and t."at" < ?2
  and t."subject_key" = ?3)
order by t."at" desc, t."id"
limit ?4;

-- accessEvents
select count(*)
from "access_event" t
where (t."trust_id" = ?1
  and t."at" < ?2
  and t."subject_key" = ?3);

-- accessEvents.nodes.principal
select k.key, t."name"
from json_each(?1) k
cross join "principal" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

