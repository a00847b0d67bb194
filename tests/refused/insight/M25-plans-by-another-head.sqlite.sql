-- school
select t."id"
from "school" t
where (t."trust_id" = ?1
  and t."urn" = ?2)
limit 1;

-- school.pupils
select k.key, t."family_name", t."id"
from json_each(?1) k
cross join "pupil" t on t.rowid in (select i.rowid
  from "pupil" i
  where i."school_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and exists (select 1
      from "enrolment" e1
      where e1."pupil_id" = i."id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?3)))
    and exists (select 1
      from "sen_record" e2
      where e2."pupil_id" = i."id"
      and (+e2."trust_id" = ?2
        and (+e2."school_id" in (select unhex(value)
            from json_each(?3))
          or exists (select 1
            from "pupil" e3
            where e3."id" = e2."pupil_id"
            and +e3."school_id" in (select unhex(value)
              from json_each(?3))))
        and (e2."starts_on" <= ?4
          and (e2."ends_on" is null
            or e2."ends_on" >= ?4))
        and e2."provision" = ?5)))
  order by i."family_fold", i."given_fold", i."id"
  limit ?6)
order by k.key, t."family_fold", t."given_fold", t."id";

