-- centralChargePolicies
select t."academic_year_id", t."model", t."rate_hundredths", t."amount_pence", t."school_id", t."id"
from "central_charge_policy" t
where t."trust_id" = ?1
order by t."model", t."id"
limit ?2;

-- centralChargePolicies
select count(*)
from "central_charge_policy" t
where t."trust_id" = ?1;

-- centralChargePolicies.nodes.academicYear
select k.key, t."label"
from json_each(?1) k
cross join "academic_year" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- centralChargePolicies.nodes.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- centralChargePolicies.nodes.bands
select k.key, t."from_pupils", t."rate_hundredths"
from json_each(?1) k
cross join "central_charge_band" t on t."policy_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."from_pupils", t."id";

