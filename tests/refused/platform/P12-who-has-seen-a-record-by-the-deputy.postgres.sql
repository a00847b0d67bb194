-- accessEvents
select t."at", t."fields", t."operation"
from "access_event" t
where false
order by t."at", t."id"
limit $1::int8;

