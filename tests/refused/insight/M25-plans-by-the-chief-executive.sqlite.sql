-- pupils
select coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."id"
      and (sp."starts_on" <= ?1
        and (sp."ends_on" is null
          or sp."ends_on" >= ?1)))), 'NONE'), t."id"
from "pupil" t
where (t."trust_id" = ?2
  and (coalesce((select min(sp."provision")
        from "sen_record" sp
        where (sp."pupil_id" = t."id"
          and (sp."starts_on" <= ?1
            and (sp."ends_on" is null
              or sp."ends_on" >= ?1)))), 'NONE')) = ?3)
order by t."family_fold", t."given_fold", t."id"
limit ?4;

-- pupils.nodes.sen
select k.key, t."provision"
from json_each(?1) k
cross join "sen_record" t on t."pupil_id" = unhex(k.value)
where (+t."trust_id" = ?2
  and (t."starts_on" <= ?3
    and (t."ends_on" is null
      or t."ends_on" >= ?3)))
order by k.key;

