-- pupils
select t."family_name"
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= $2::date
      and (e1."ends_on" is null
        or e1."ends_on" >= $2::date))
    and e1."class_id" = any($3::uuid[]))
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" = any($4::text[])
      and (e2."entry_date" <= $2::date
        and (e2."leaving_date" is null
          or e2."leaving_date" >= $2::date)))))
order by t."family_fold", t."given_fold", t."id"
limit $5::int8;

