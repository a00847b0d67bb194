-- assessmentRecorded
select t."recorded_on", t."pupil_id", t."subject_id", t."band_id"
from "assessment" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."pupil_id"
    and (e1."starts_on" <= $2::date
      and (e1."ends_on" is null
        or e1."ends_on" >= $2::date))
    and e1."class_id" = any($3::uuid[]))
  and t."id" = $4::uuid)
limit 1;

-- assessmentRecorded.pupil
select k.ord, t."given_name", t."family_name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "pupil" t on t."id" = k.id
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= $3::date
      and (e1."ends_on" is null
        or e1."ends_on" >= $3::date))
    and e1."class_id" = any($4::uuid[])))
order by k.ord;

-- assessmentRecorded.subject
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "subject" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- assessmentRecorded.band
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

