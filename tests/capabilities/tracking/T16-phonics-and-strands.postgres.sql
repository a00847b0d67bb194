-- check
select count(*)
from "statutory_result" t
where (t."trust_id" = $1::uuid
  and (t."school_id" = any($2::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($2::uuid[])))
  and t."component" = $3::text
  and t."met_standard" = $4::bool);

-- pupils
select t."family_name", t."id"
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and e1."school_id" = any($2::uuid[]))
  and t."nc_year" = $3::int8
  and exists (select 1
    from "statutory_result" e2
    where e2."pupil_id" = t."id"
    and (e2."trust_id" = $1::uuid
      and (e2."school_id" = any($4::uuid[])
        or exists (select 1
          from "pupil" e3
          where e3."id" = e2."pupil_id"
          and e3."school_id" = any($4::uuid[])))
      and e2."component" = $5::text)))
order by t."family_fold", t."given_fold", t."id"
limit $6::int8;

-- pupils.nodes.statutoryResults
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."component" as c0,
  t."score" as c1,
  t."value" as c2,
  t."met_standard" as c3,
  t."year" as c4,
  t."id" as o1
  from "statutory_result" t
  where t."pupil_id" = k.id
  and (t."trust_id" = $2::uuid
    and (t."school_id" = any($3::uuid[])
      or exists (select 1
        from "pupil" e1
        where e1."id" = t."pupil_id"
        and e1."school_id" = any($3::uuid[])))
    and t."subject_code" is not null)
  order by t."component" desc, t."id"
  limit $4::int8) x
order by k.ord, x.c0 desc, x.o1;

