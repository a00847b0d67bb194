-- staff
select t."id", t."person_id", t."trust_id"
from "staff_member" t
where (t."trust_id" = ?1
  and exists (select 1
    from "contract" e1
    where e1."staff_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."ends_on" is null
      and exists (select 1
        from "school" e2
        where e2."id" = e1."school_id"
        and (+e2."trust_id" = ?1
          and instr(e2."name_fold", ?2) > 0))))
  and exists (select 1
    from "contract" e3
    where e3."staff_id" = t."id"
    and (+e3."trust_id" = ?1
      and e3."ends_on" is null
      and exists (select 1
        from "school" e4
        where e4."id" = e3."school_id"
        and (+e4."trust_id" = ?1
          and instr(e4."name_fold", ?3) > 0)))))
order by t."family_fold", t."name_fold", t."id"
limit ?4;

-- staff.nodes.contracts
select k.key,
  t."hours_per_week_hundredths",
  t."full_time_hours_hundredths",
  t."paid_weeks_thousandths",
  t."school_id",
  t."id",
  t."person_id",
  t."trust_id"
from json_each(?1) k
cross join "contract" t on t.rowid in (select i.rowid
  from "contract" i
  where i."staff_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and i."ends_on" is null)
  order by i."starts_on" desc, i."id"
  limit ?3)
order by k.key, t."starts_on" desc, t."id";

-- staff.nodes.contracts.nodes.school
select k.key, t."name"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- payrollRates
select t."kind", t."valid_from", t."rate_hundredths", t."annual_pence", t."monthly_pence", t."young_pence"
from "payroll_rate" t
where t."trust_id" = ?1
order by t."kind", t."valid_from", t."id"
limit ?2;

-- a batch
select t."contract_id", t."starts_on", t."ends_on", t."amount_pence", t."share_thousandths"
from "contract_allowance" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."contract_id", t."starts_on", t."ends_on", t."amount_pence", t."share_thousandths"
from "contract_allowance" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."date_of_birth"
from "person" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."date_of_birth"
from "person" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

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
select t."id",
  t."person_id",
  t."school_id",
  t."contract_type",
  t."pension_scheme",
  t."pension_opt_out",
  t."starts_on",
  t."ends_on",
  t."hours_per_week_hundredths",
  t."full_time_hours_hundredths",
  t."paid_weeks_thousandths",
  t."pay_scale_id",
  t."pay_point",
  t."agreed_salary_pence",
  t."protected_salary_pence"
from "contract" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id",
  t."person_id",
  t."school_id",
  t."contract_type",
  t."pension_scheme",
  t."pension_opt_out",
  t."starts_on",
  t."ends_on",
  t."hours_per_week_hundredths",
  t."full_time_hours_hundredths",
  t."paid_weeks_thousandths",
  t."pay_scale_id",
  t."pay_point",
  t."agreed_salary_pence",
  t."protected_salary_pence"
from "contract" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."kind", t."valid_from", t."rate_hundredths", t."annual_pence", t."monthly_pence", t."young_pence"
from "payroll_rate" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."kind", t."valid_from", t."rate_hundredths", t."annual_pence", t."monthly_pence", t."young_pence"
from "payroll_rate" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

