-- betweenSchools
select t."given_name", t."family_name", t."main_school_id", t."id"
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

-- betweenSchools.nodes.mainSchool
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- betweenSchools.nodes.contracts
select k.ord, x.c0, x.c1, x.c2, x.c3
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."hours_per_week_hundredths" as c0,
  t."full_time_hours_hundredths" as c1,
  t."post_id" as c2,
  t."school_id" as c3,
  t."starts_on" as o0,
  t."id" as o1
  from "contract" t
  where t."staff_id" = k.id
  and (t."trust_id" = $2::uuid
    and t."ends_on" is null)
  order by t."starts_on" desc, t."id"
  limit $3::int8) x
order by k.ord, x.o0 desc, x.o1;

-- betweenSchools.nodes.contracts.nodes.post
select k.ord, t."title"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "post" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- betweenSchools.nodes.contracts.nodes.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- central
select t."given_name", t."family_name", t."main_post_title"
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."role_category" = $2::text)
order by t."family_fold", t."name_fold", t."id"
limit $3::int8;

-- central
select count(*)
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."role_category" = $2::text);

