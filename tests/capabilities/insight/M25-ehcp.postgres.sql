-- pupils
select t."given_name", t."family_name", t."id"
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
  and (coalesce((select min(sp."provision")
        from "sen_record" sp
        where (sp."pupil_id" = t."id"
          and (sp."starts_on" <= $4::date
            and (sp."ends_on" is null
              or sp."ends_on" >= $4::date)))), 'NONE')) = $5::text)
order by t."family_fold", t."given_fold", t."id"
limit $6::int8;

-- pupils
select count(*)
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
  and (coalesce((select min(sp."provision")
        from "sen_record" sp
        where (sp."pupil_id" = t."id"
          and (sp."starts_on" <= $4::date
            and (sp."ends_on" is null
              or sp."ends_on" >= $4::date)))), 'NONE')) = $5::text);

-- pupils.nodes.sen
select k.ord, t."provision", t."starts_on", t."school_id", (exists (select 1
    from "pupil" e1
    where e1."id" = t."pupil_id"
    and e1."school_id" = any($1::uuid[]))),
      t."id",
      t."pupil_id",
      t."ehcp_authority",
      t."ehcp_issued_on",
      t."ehcp_review_due_on",
      t."top_up_band"
from unnest($2::uuid[]) with ordinality k(id, ord)
join "sen_record" t on t."pupil_id" = k.id
where (t."trust_id" = $3::uuid
  and (t."school_id" = any($4::uuid[])
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and e2."school_id" = any($4::uuid[])))
  and (t."starts_on" <= $5::date
    and (t."ends_on" is null
      or t."ends_on" >= $5::date)))
order by k.ord;

-- pupils.nodes.sen.needs
select k.ord, t."id", t."pupil_id", t."need_rank", t."need_type"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "sen_need" t on t."sen_record_id" = k.id
where (t."trust_id" = $2::uuid
  and (t."school_id" = any($3::uuid[])
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and e1."school_id" = any($3::uuid[]))))
order by k.ord, t."need_rank", t."id";

