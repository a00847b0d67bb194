-- trust
select t."id"
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = $1::uuid)
limit 1;

-- trust.thisYear.schools.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- trust.lastYear.schools.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- a batch
select t."id", t."label", t."starts_on", t."ends_on"
from "academic_year" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."id", t."label", t."starts_on", t."ends_on"
from "academic_year" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."id", t."name_fold", t."name"
from "school" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."id", t."name_fold", t."name"
from "school" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."id", t."school_id", t."model", t."rate_hundredths", t."amount_pence", t."services", t."appeal_route"
from "central_charge_policy" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

-- a batch
select t."id", t."school_id", t."model", t."rate_hundredths", t."amount_pence", t."services", t."appeal_route"
from "central_charge_policy" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

-- a batch
select t."policy_id", t."from_pupils", t."rate_hundredths"
from "central_charge_band" t
where t."trust_id" = $1::uuid
and t."policy_id" = any($2::uuid[]);

-- a batch
select t."policy_id", t."from_pupils", t."rate_hundredths"
from "central_charge_band" t
where t."trust_id" = $1::uuid
and t."policy_id" = any($2::uuid[]);

-- a batch
select t."school_id", t."stream", t."amount_pence", t."pupils_basis"
from "grant_allocation" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

-- a batch
select t."school_id", t."stream", t."amount_pence", t."pupils_basis"
from "grant_allocation" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

