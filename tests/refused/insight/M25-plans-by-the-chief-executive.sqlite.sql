-- pupils
select t."sen_provision", t."id"
from "pupil" t
where (t."trust_id" = ?1
  and t."sen_provision" = ?2)
order by t."family_fold", t."given_fold", t."id"
limit ?3;

-- pupils.nodes.sen
select k.key, t."provision"
from json_each(?1) k
cross join "sen_record" t on t."pupil_id" = unhex(k.value)
where (+t."trust_id" = ?2
  and (t."starts_on" <= ?3
    and (t."ends_on" is null
      or t."ends_on" >= ?3)))
order by k.key;

