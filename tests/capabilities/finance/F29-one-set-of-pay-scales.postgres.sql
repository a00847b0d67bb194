-- payScales
select t."code", t."name", t."region", t."is_statutory", t."id"
from "pay_scale" t
where (t."trust_id" = $1::uuid
  and t."region" = $2::text
  and t."category" = $3::text)
order by t."code", t."id"
limit $4::int8;

-- payScales.nodes.points
select k.ord, x.c0, x.c1, x.c2, x.c3
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."point" as c0,
  t."annual_pence" as c1,
  t."next_point" as c2,
  t."valid_from" as c3,
  t."sort" as o0,
  t."id" as o2
  from "pay_point" t
  where t."pay_scale_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."valid_from" >= $3::date)
  order by t."sort", t."valid_from", t."id"
  limit $4::int8) x
order by k.ord, x.o0, x.c3, x.o2;

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
where (t."trust_id" = $1::uuid
  and t."ends_on" is null
  and t."pay_point" = $2::text)
order by t."agreed_salary_pence" desc nulls last, t."id"
limit $3::int8;

-- offTheScale
select t."id", t."person_id", t."pay_point", t."agreed_salary_pence", t."pay_scale_id", t."starts_on", t."ends_on"
from "contract" t
where (t."trust_id" = $1::uuid
  and t."pay_point" = $2::text)
order by t."starts_on", t."id"
limit $3::int8;

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."pay_scale_id" = any($2::uuid[]);

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."pay_scale_id" = any($2::uuid[]);

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."pay_scale_id" = any($2::uuid[]);

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."pay_scale_id" = any($2::uuid[]);

