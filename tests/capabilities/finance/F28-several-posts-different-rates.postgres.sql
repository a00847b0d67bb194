-- staff
select t."family_name", t."id"
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
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4, x.c5, x.c6, x.c7, x.c8, x.c9, x.c10, x.c11
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."hours_per_week_hundredths" as c0,
  t."full_time_hours_hundredths" as c1,
  t."paid_weeks_thousandths" as c2,
  t."id" as c3,
  t."person_id" as c4,
  t."pay_point" as c5,
  t."pay_scale_id" as c6,
  t."protected_salary_pence" as c7,
  t."starts_on" as c8,
  t."ends_on" as c9,
  t."school_id" as c10,
  t."post_id" as c11
  from "contract" t
  where t."staff_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."ends_on" is null)
  order by t."starts_on" desc, t."id"
  limit $3::int8) x
order by k.ord, x.c8 desc, x.c3;

-- staff.nodes.contracts.nodes.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- staff.nodes.contracts.nodes.post
select k.ord, t."title", t."ledger_code_id"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "post" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- staff.nodes.contracts.nodes.post.budgetCode
select k.ord, t."code", t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "ledger_code" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- staff.nodes.contracts.nodes.payScale
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "pay_scale" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- a batch
select t."pay_scale_id", t."point", t."valid_from", t."annual_pence"
from "pay_point" t
where t."trust_id" = $1::uuid
and t."pay_scale_id" = any($2::uuid[]);

