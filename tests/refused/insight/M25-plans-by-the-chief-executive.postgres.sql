-- pupils
select t."sen_provision", t."id"
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."sen_provision" = $2::text)
order by t."family_fold", t."given_fold", t."id"
limit $3::int8;

-- pupils.nodes.sen
select k.ord, t."provision"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "sen_record" t on t."pupil_id" = k.id
where (t."trust_id" = $2::uuid
  and (t."starts_on" <= $3::date
    and (t."ends_on" is null
      or t."ends_on" >= $3::date)))
order by k.ord;

