-- trust
select t."reserves_policy_hundredths", t."id"
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = $1::uuid)
limit 1;

-- a batch
select t."budget_id", t."ledger_code_id", t."period", cast(sum(t."amount_pence") as bigint)
from "budget_line" t
where t."trust_id" = $1::uuid
and t."budget_id" = any($2::uuid[])
group by t."budget_id", t."ledger_code_id", t."period";

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
select t."id", t."school_id", t."version", t."status"
from "budget" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

-- a batch
select t."id", t."type", t."category_code"
from "ledger_code" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."school_id", t."joined_on", t."left_on"
from "trust_membership" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."school_id", t."stream", t."pupils_basis"
from "grant_allocation" t
where t."trust_id" = $1::uuid
and t."academic_year_id" = any($2::uuid[]);

