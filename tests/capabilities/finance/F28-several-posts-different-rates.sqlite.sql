-- staff
select t."family_name", t."id"
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
  t."id",
  t."person_id",
  t."pay_point",
  t."pay_scale_id",
  t."protected_salary_pence",
  t."starts_on",
  t."ends_on",
  t."school_id",
  t."post_id"
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

-- staff.nodes.contracts.nodes.post
select k.key, t."title", t."ledger_code_id"
from json_each(?1) k
cross join "post" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- staff.nodes.contracts.nodes.post.budgetCode
select k.key, t."code", t."name"
from json_each(?1) k
cross join "ledger_code" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- staff.nodes.contracts.nodes.payScale
select k.key, t."code"
from json_each(?1) k
cross join "pay_scale" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."pay_scale_id" in (select unhex(value)
  from json_each(?2));

