-- teachers
select count(*)
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."role_category" = $2::text
  and exists (select 1
    from "staff_spell" e2
    join "school" e1 on e1."id" = e2."school_id"
    where e2."trust_id" = $1::uuid
    and (e2."starts_on" <= $3::date
      and (e2."ends_on" is null
        or e2."ends_on" >= $3::date))
    and e2."staff_id" = t."id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $4::text)));

-- assistants
select count(*)
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."role_category" = $2::text
  and exists (select 1
    from "staff_spell" e2
    join "school" e1 on e1."id" = e2."school_id"
    where e2."trust_id" = $1::uuid
    and (e2."starts_on" <= $3::date
      and (e2."ends_on" is null
        or e2."ends_on" >= $3::date))
    and e2."staff_id" = t."id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $4::text)));

-- school
select t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

-- school.staff
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4, x.c5, x.c6, x.c7, x.c8
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."family_name" as c0, t."role_category" as c1, (exists (select 1
      from "staff_spell" e1
      where e1."person_id" = t."person_id"
      and e1."school_id" = any($2::uuid[]))) as c2,
        t."person_id" as c3,
        t."continuous_service_from" as c4,
        t."trust_start" as c5,
        t."qts_status" as c6,
        t."ect_status" as c7,
        t."id" as c8,
        t."family_fold" as o0,
        t."name_fold" as o1
  from "staff_spell" j
  join "staff_member" t on t."id" = j."staff_id"
  where j."school_id" = k.id
  and j."trust_id" = $3::uuid
  and (j."starts_on" <= $4::date
    and (j."ends_on" is null
      or j."ends_on" >= $4::date))
  and t."trust_id" = $3::uuid
  order by t."family_fold", t."name_fold", t."id"
  limit $5::int8) x
order by k.ord, x.o0, x.o1, x.c8;

-- school.staff.nodes.subjects
select k.ord, t."level", t."subject_id"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "staff_subject" t on t."staff_id" = k.id
where (t."trust_id" = $2::uuid
  and (exists (select 1
      from "staff_spell" e1
      where e1."person_id" = t."person_id"
      and e1."school_id" = any($3::uuid[]))
    or t."person_id" = any($4::uuid[])))
order by k.ord, t."level", t."id";

-- school.staff.nodes.subjects.subject
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "subject" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

