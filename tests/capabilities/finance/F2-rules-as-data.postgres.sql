-- centralChargePolicies
select t."academic_year_id", t."model", t."rate_hundredths", t."amount_pence", t."school_id", t."id"
from "central_charge_policy" t
where t."trust_id" = $1::uuid
order by t."model", t."id"
limit $2::int8;

-- centralChargePolicies
select count(*)
from "central_charge_policy" t
where t."trust_id" = $1::uuid;

-- centralChargePolicies.nodes.academicYear
select k.ord, t."label"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "academic_year" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- centralChargePolicies.nodes.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- centralChargePolicies.nodes.bands
select k.ord, t."from_pupils", t."rate_hundredths"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "central_charge_band" t on t."policy_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."from_pupils", t."id";

