-- pupils
select t."given_name", t."family_name", t."nc_year", t."source_system", t."school_id"
from "pupil" t
where t."trust_id" = ?1
order by t."family_fold" desc, t."id"
limit ?2;

-- pupils
select count(*)
from "pupil" t
where t."trust_id" = ?1;

-- pupils.nodes.school
select k.key, t."name", t."urn"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

