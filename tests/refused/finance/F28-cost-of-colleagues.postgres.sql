-- staff
select t."main_post_title", t."person_id", t."id", t."trust_id"
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."main_post_title" = $2::text
  and exists (select 1
    from "school" e1
    where e1."id" = t."main_school_id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $3::text)))
order by t."family_fold", t."name_fold", t."id"
limit $4::int8;

-- staff.nodes.contracts
select k.ord, x.c0, x.c1, x.c2, x.c3
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."hours_per_week_hundredths" as c0,
  t."person_id" as c1,
  t."id" as c2,
  t."trust_id" as c3,
  t."starts_on" as o0
  from "contract" t
  where t."staff_id" = k.id
  and (t."trust_id" = $2::uuid
    and (t."school_id" = any($3::uuid[])
      or t."person_id" = any($4::uuid[])))
  order by t."starts_on" desc, t."id"
  limit $5::int8) x
order by k.ord, x.o0 desc, x.c2;

