-- pupils
select t."given_name", t."family_name", t."nc_year", t."source_system", t."school_id"
from "pupil" t
where t."trust_id" = $1::uuid
order by t."family_fold" desc, t."id"
limit $2::int8;

-- pupils
select count(*)
from "pupil" t
where t."trust_id" = $1::uuid;

-- pupils.nodes.school
select k.ord, t."name", t."urn"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

