-- school
select t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."urn" = $2::text)
limit 1;

-- school.pupils
select k.ord, x.c0, x.c1
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."family_name" as c0, t."id" as c1, t."family_fold" as o0, t."given_fold" as o1
  from "pupil" t
  where t."school_id" = k.id
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "enrolment" e1
      where e1."pupil_id" = t."id"
      and e1."school_id" = any($3::uuid[]))
    and exists (select 1
      from "sen_record" e2
      where e2."pupil_id" = t."id"
      and (e2."trust_id" = $2::uuid
        and (e2."school_id" = any($3::uuid[])
          or exists (select 1
            from "pupil" e3
            where e3."id" = e2."pupil_id"
            and e3."school_id" = any($3::uuid[])))
        and (e2."starts_on" <= $4::date
          and (e2."ends_on" is null
            or e2."ends_on" >= $4::date))
        and e2."provision" = $5::text)))
  order by t."family_fold", t."given_fold", t."id"
  limit $6::int8) x
order by k.ord, x.o0, x.o1, x.c1;

