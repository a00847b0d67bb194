-- pupils
select coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."id"
      and (sp."starts_on" <= $1::date
        and (sp."ends_on" is null
          or sp."ends_on" >= $1::date)))), 'NONE'), t."id"
from "pupil" t
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" = any($3::text[])
      and (e1."entry_date" <= $1::date
        and (e1."leaving_date" is null
          or e1."leaving_date" >= $1::date))))
  and (coalesce((select min(sp."provision")
        from "sen_record" sp
        where (sp."pupil_id" = t."id"
          and (sp."starts_on" <= $1::date
            and (sp."ends_on" is null
              or sp."ends_on" >= $1::date)))), 'NONE')) = $4::text)
order by t."family_fold", t."given_fold", t."id"
limit $5::int8;

-- pupils.nodes.sen
select k.ord, t."provision"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "sen_record" t on t."pupil_id" = k.id
where (t."trust_id" = $2::uuid
  and (t."starts_on" <= $3::date
    and (t."ends_on" is null
      or t."ends_on" >= $3::date)))
order by k.ord;

