-- pupils
select t."given_name",
  t."family_name",
  (select py."nc_year" + (extract(year from $1::date) - case when extract(month from $1::date) < 9 then 1 else 0 end)::int8 - py."first_year"
  from "pupil_year" py
  where (py."pupil_id" = t."id"
    and exists (select 1
      from "enrolment" ye
      where (ye."pupil_id" = t."id"
        and ye."status" in ('CURRENT', 'MAIN')
        and (ye."entry_date" <= $1::date
          and (ye."leaving_date" is null
            or ye."leaving_date" >= $1::date)))))
  and py."starts_on" <= $1::date
  order by py."starts_on" desc
  limit 1), t."source_system", t."school_id"
from "pupil" t
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" = any($3::text[])
      and (e1."entry_date" <= $1::date
        and (e1."leaving_date" is null
          or e1."leaving_date" >= $1::date)))))
order by t."family_fold" desc, t."id"
limit $4::int8;

-- pupils
select count(*)
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" = any($2::text[])
      and (e1."entry_date" <= $3::date
        and (e1."leaving_date" is null
          or e1."leaving_date" >= $3::date)))));

-- pupils.nodes.school
select k.ord, t."name", t."urn"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

