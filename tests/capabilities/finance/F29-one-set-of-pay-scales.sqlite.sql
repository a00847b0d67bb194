-- payScales
select t."code", t."name", t."region", t."is_statutory", t."id"
from "pay_scale" t
where (t."trust_id" = ?1
  and t."region" = ?2
  and t."category" = ?3)
order by t."code", t."id"
limit ?4;

-- payScales.nodes.points
select k.key, t."point", t."annual_pence", t."next_point", t."valid_from"
from json_each(?1) k
cross join "pay_point" t on t.rowid in (select i.rowid
  from "pay_point" i
  where i."pay_scale_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and i."valid_from" >= ?3)
  order by i."sort", i."valid_from", i."id"
  limit ?4)
order by k.key, t."sort", t."valid_from", t."id";

-- contracts
select t."id",
  t."person_id",
  t."pay_point",
  t."hours_per_week_hundredths",
  t."full_time_hours_hundredths",
  t."paid_weeks_thousandths",
  t."agreed_salary_pence",
  t."pay_scale_id",
  t."protected_salary_pence",
  t."starts_on",
  t."ends_on"
from "contract" t
where (t."trust_id" = ?1
  and t."ends_on" is null
  and t."pay_point" = ?2)
order by t."agreed_salary_pence" desc nulls last, t."id"
limit ?3;

-- offTheScale
select t."id", t."person_id", t."pay_point", t."agreed_salary_pence", t."pay_scale_id", t."starts_on", t."ends_on"
from "contract" t
where (t."trust_id" = ?1
  and t."pay_point" = ?2)
order by t."starts_on", t."id"
limit ?3;

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."pay_scale_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."pay_scale_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."pay_scale_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where +t."trust_id" = ?1
and t."pay_scale_id" in (select unhex(value)
  from json_each(?2));

