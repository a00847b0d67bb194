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
    and e1."class_id" = any($3::uuid[])))
order by t."family_fold", t."given_fold", t."id"
limit $4::int8;

