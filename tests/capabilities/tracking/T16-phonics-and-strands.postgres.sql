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
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" = any($3::text[])
      and (e2."entry_date" <= $4::date
        and (e2."leaving_date" is null
          or e2."leaving_date" >= $4::date))))
  and t."school_id" = any($2::uuid[])
  and ((select py."nc_year" + (extract(year from $4::date) - case when extract(month from $4::date) < 9 then 1 else 0 end)::int8 - py."first_year"
      from "pupil_year" py
      where (py."pupil_id" = t."id"
        and exists (select 1
          from "enrolment" ye
          where (ye."pupil_id" = t."id"
            and ye."status" in ('CURRENT', 'MAIN')
            and (ye."entry_date" <= $4::date
              and (ye."leaving_date" is null
                or ye."leaving_date" >= $4::date)))))
      and py."starts_on" <= $4::date
      order by py."starts_on" desc
      limit 1)) = $5::int8
  and exists (select 1
    from "statutory_result" e3
    where e3."pupil_id" = t."id"
    and (e3."trust_id" = $1::uuid
      and (e3."school_id" = any($6::uuid[])
        or exists (select 1
          from "pupil" e4
          where e4."id" = e3."pupil_id"
          and e4."school_id" = any($6::uuid[])))
      and e3."component" = $7::text)))
order by t."family_fold", t."given_fold", t."id"
limit $8::int8;

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

