-- trust
select t."id"
from "trust" t
where (t."trust_id" = ?1
  and t."id" = ?1)
limit 1;

-- trust.thisYear.schools.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- trust.lastYear.schools.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

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
select t."id", t."school_id", t."model", t."rate_hundredths", t."amount_pence", t."services", t."appeal_route"
from "central_charge_policy" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."school_id", t."model", t."rate_hundredths", t."amount_pence", t."services", t."appeal_route"
from "central_charge_policy" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."policy_id", t."from_pupils", t."rate_hundredths"
from "central_charge_band" t
where +t."trust_id" = ?1
and t."policy_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."policy_id", t."from_pupils", t."rate_hundredths"
from "central_charge_band" t
where +t."trust_id" = ?1
and t."policy_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."school_id", t."stream", t."amount_pence", t."pupils_basis"
from "grant_allocation" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."school_id", t."stream", t."amount_pence", t."pupils_basis"
from "grant_allocation" t
where +t."trust_id" = ?1
and t."academic_year_id" in (select unhex(value)
  from json_each(?2));

