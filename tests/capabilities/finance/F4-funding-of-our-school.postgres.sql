-- school
select t."id", t."trust_id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

-- school.funding.school
select k.ord, t."name", t."urn"
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
select t."policy_id", t."from_pupils", t."rate_hundredths"
from "central_charge_band" t
where t."trust_id" = $1::uuid
and t."policy_id" = any($2::uuid[]);

-- a batch
select t."school_id", t."contribution_pence", t."pfi_pence", t."allocation_pence", t."driver", t."reason"
from "pool_allocation" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

-- a batch
select t."school_id", t."stream", t."amount_pence", t."pupils_basis"
from "grant_allocation" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

