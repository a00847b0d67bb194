-- staff
select t."id", t."person_id", t."trust_id"
from "staff_member" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "contract" e1
    where e1."staff_id" = t."id"
    and (e1."trust_id" = $1::uuid
      and e1."ends_on" is null
      and exists (select 1
        from "school" e2
        where e2."id" = e1."school_id"
        and (e2."trust_id" = $1::uuid
          and strpos(e2."name_fold", $2::text) > 0))))
  and exists (select 1
    from "contract" e3
    where e3."staff_id" = t."id"
    and (e3."trust_id" = $1::uuid
      and e3."ends_on" is null
      and exists (select 1
        from "school" e4
        where e4."id" = e3."school_id"
        and (e4."trust_id" = $1::uuid
          and strpos(e4."name_fold", $3::text) > 0)))))
order by t."family_fold", t."name_fold", t."id"
limit $4::int8;

-- staff.nodes.contracts
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4, x.c5, x.c6
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."hours_per_week_hundredths" as c0,
  t."full_time_hours_hundredths" as c1,
  t."paid_weeks_thousandths" as c2,
  t."school_id" as c3,
  t."id" as c4,
  t."person_id" as c5,
  t."trust_id" as c6,
  t."starts_on" as o0
  from "contract" t
  where t."staff_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."ends_on" is null)
  order by t."starts_on" desc, t."id"
  limit $3::int8) x
order by k.ord, x.o0 desc, x.c4;

-- staff.nodes.contracts.nodes.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- payrollRates
select t."kind", t."valid_from", t."rate_hundredths", t."annual_pence", t."monthly_pence", t."young_pence"
from "payroll_rate" t
where t."trust_id" = $1::uuid
order by t."kind", t."valid_from", t."id"
limit $2::int8;

-- a batch
select t."contract_id", t."starts_on", t."ends_on", t."amount_pence", t."share_thousandths"
from "contract_allowance" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."contract_id", t."starts_on", t."ends_on", t."amount_pence", t."share_thousandths"
from "contract_allowance" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."id", t."date_of_birth"
from "person" t
where t."trust_id" = $1::uuid
and t."id" = any($2::uuid[]);

-- a batch
select t."id", t."date_of_birth"
from "person" t
where t."trust_id" = $1::uuid
and t."id" = any($2::uuid[]);

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
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

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
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."kind", t."valid_from", t."rate_hundredths", t."annual_pence", t."monthly_pence", t."young_pence"
from "payroll_rate" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."kind", t."valid_from", t."rate_hundredths", t."annual_pence", t."monthly_pence", t."young_pence"
from "payroll_rate" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

