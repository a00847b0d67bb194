-- posts
select t."title", t."fte_established_hundredths", t."id"
from "post" t
where (t."trust_id" = $1::uuid
  and t."role_category" = $2::text
  and t."fte_established_hundredths" = $3::float8
  and t."status" = $4::text
  and exists (select 1
    from "contract" e1
    where e1."post_id" = t."id"
    and (e1."trust_id" = $1::uuid
      and e1."working_pattern" = $5::text
      and e1."ends_on" is null)))
order by t."title_fold", t."id"
limit $6::int8;

-- posts.nodes.contracts
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."hours_per_week_hundredths" as c0,
  t."full_time_hours_hundredths" as c1,
  t."staff_id" as c2,
  t."starts_on" as o0,
  t."id" as o1
  from "contract" t
  where t."post_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."ends_on" is null)
  order by t."starts_on" desc, t."id"
  limit $3::int8) x
order by k.ord, x.o0 desc, x.o1;

-- posts.nodes.contracts.nodes.staffMember
select k.ord, t."given_name", t."family_name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "staff_member" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

