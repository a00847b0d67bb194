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
where (t."trust_id" = $1::uuid
  and t."at" < $2::timestamptz
  and t."subject_key" = $3::uuid)
order by t."at" desc, t."id"
limit $4::int8;

-- accessEvents
select count(*)
from "access_event" t
where (t."trust_id" = $1::uuid
  and t."at" < $2::timestamptz
  and t."subject_key" = $3::uuid);

-- accessEvents.nodes.principal
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "principal" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

