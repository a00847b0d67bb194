-- classes
select t."name", t."id"
from "class" t
where (t."trust_id" = ?1
  and t."name_fold" = ?2
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?3))
  and exists (select 1
    from "academic_year" e2
    where e2."id" = t."academic_year_id"
    and (+e2."trust_id" = ?1
      and e2."label" = ?4)))
order by t."name_fold", t."id"
limit ?5;

-- classes.nodes.pupils
select k.key, t."family_name"
from json_each(?1) k
cross join "pupil" t on t.rowid in (select i.rowid
  from "class_membership" j
  join "pupil" i on i."id" = j."pupil_id"
  where j."class_id" = unhex(k.value)
  and (+j."trust_id" = ?2
    and +j."class_id" in (select unhex(value)
      from json_each(?3)))
  and (j."starts_on" <= ?4
    and (j."ends_on" is null
      or j."ends_on" >= ?4))
  and (+i."trust_id" = ?2
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = i."id"
      and (e1."starts_on" <= ?4
        and (e1."ends_on" is null
          or e1."ends_on" >= ?4))
      and +e1."class_id" in (select unhex(value)
        from json_each(?3))))
  order by i."family_fold", i."given_fold", i."id"
  limit ?5)
order by k.key, t."family_fold", t."given_fold", t."id";

