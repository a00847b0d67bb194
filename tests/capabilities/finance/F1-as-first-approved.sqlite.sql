-- trust
select t."id", t."reserves_policy_hundredths"
from "trust" t
where (t."trust_id" = ?1
  and t."id" = ?1)
limit 1;

-- trust.lastYear.schools.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- a batch
select t."budget_id", t."ledger_code_id", t."period", cast(sum(t."amount_pence") as bigint)
from "budget_line" t
where +t."trust_id" = ?1
and t."budget_id" in (select unhex(value)
  from json_each(?2))
group by t."budget_id", t."ledger_code_id", t."period";

-- a batch
select t."budget_id", t."ledger_code_id", t."period", cast(sum(t."amount_pence") as bigint)
from "budget_line" t
where +t."trust_id" = ?1
and t."budget_id" in (select unhex(value)
  from json_each(?2))
group by t."budget_id", t."ledger_code_id", t."period";

-- a batch
select t."id", t."label", t."starts_on", t."ends_on"
from "academic_year" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."label", t."starts_on", t."ends_on"
from "academic_year" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."name_fold", t."name"
from "school" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."name_fold", t."name"
from "school" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."school_id", t."version", t."status"
from "budget" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."school_id", t."version", t."status"
from "budget" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."type", t."category_code"
from "ledger_code" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."type", t."category_code"
from "ledger_code" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."school_id", t."joined_on", t."left_on"
from "trust_membership" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."school_id", t."joined_on", t."left_on"
from "trust_membership" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."school_id", t."stream", t."pupils_basis"
from "grant_allocation" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."school_id", t."stream", t."pupils_basis"
from "grant_allocation" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

