-- pupils
select t."family_name"
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?2
      and (e1."ends_on" is null
        or e1."ends_on" >= ?2))
    and +e1."class_id" in (select unhex(value)
      from json_each(?3))))
order by t."family_fold", t."given_fold", t."id"
limit ?4;

