-- pupils
select t."given_name", t."family_name", t."id"
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and +e1."school_id" in (select unhex(value)
      from json_each(?2)))
  and t."school_id" in (select unhex(value)
    from json_each(?2))
  and (coalesce((select min(sp."provision")
        from "sen_record" sp
        where (sp."pupil_id" = t."id"
          and (sp."starts_on" <= ?3
            and (sp."ends_on" is null
              or sp."ends_on" >= ?3)))), 'NONE')) = ?4)
order by t."family_fold", t."given_fold", t."id"
limit ?5;

-- pupils
select count(*)
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and +e1."school_id" in (select unhex(value)
      from json_each(?2)))
  and t."school_id" in (select unhex(value)
    from json_each(?2))
  and (coalesce((select min(sp."provision")
        from "sen_record" sp
        where (sp."pupil_id" = t."id"
          and (sp."starts_on" <= ?3
            and (sp."ends_on" is null
              or sp."ends_on" >= ?3)))), 'NONE')) = ?4);

-- pupils.nodes.sen
select k.key, t."provision", t."starts_on", t."school_id", (exists (select 1
    from "pupil" e1
    where e1."id" = t."pupil_id"
    and +e1."school_id" in (select unhex(value)
      from json_each(?1)))) is true,
        t."id",
        t."pupil_id",
        t."ehcp_authority",
        t."ehcp_issued_on",
        t."ehcp_review_due_on",
        t."top_up_band"
from json_each(?2) k
cross join "sen_record" t on t."pupil_id" = unhex(k.value)
where (+t."trust_id" = ?3
  and (+t."school_id" in (select unhex(value)
      from json_each(?4))
    or exists (select 1
      from "pupil" e2
      where e2."id" = t."pupil_id"
      and +e2."school_id" in (select unhex(value)
        from json_each(?4))))
  and (t."starts_on" <= ?5
    and (t."ends_on" is null
      or t."ends_on" >= ?5)))
order by k.key;

-- pupils.nodes.sen.needs
select k.key, t."id", t."pupil_id", t."need_rank", t."need_type"
from json_each(?1) k
cross join "sen_need" t on t."sen_record_id" = unhex(k.value)
where (+t."trust_id" = ?2
  and (+t."school_id" in (select unhex(value)
      from json_each(?3))
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?3)))))
order by k.key, t."need_rank", t."id";

