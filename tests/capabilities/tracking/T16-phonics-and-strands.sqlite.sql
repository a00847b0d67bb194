-- check
select count(*)
from "statutory_result" t
where (t."trust_id" = ?1
  and (t."school_id" in (select unhex(value)
      from json_each(?2))
    or exists (select 1
      from "pupil" e1
      where e1."id" = t."pupil_id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?2))))
  and t."component" = ?3
  and t."met_standard" = ?4);

-- pupils
select t."family_name", t."id"
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and +e1."school_id" in (select unhex(value)
      from json_each(?2)))
  and t."nc_year" = ?3
  and exists (select 1
    from "statutory_result" e2
    where e2."pupil_id" = t."id"
    and (+e2."trust_id" = ?1
      and (+e2."school_id" in (select unhex(value)
          from json_each(?4))
        or exists (select 1
          from "pupil" e3
          where e3."id" = e2."pupil_id"
          and +e3."school_id" in (select unhex(value)
            from json_each(?4))))
      and e2."component" = ?5)))
order by t."family_fold", t."given_fold", t."id"
limit ?6;

-- pupils.nodes.statutoryResults
select k.key, t."component", t."score", t."value", t."met_standard", t."year"
from json_each(?1) k
cross join "statutory_result" t on t.rowid in (select i.rowid
  from "statutory_result" i
  where i."pupil_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and (+i."school_id" in (select unhex(value)
        from json_each(?3))
      or exists (select 1
        from "pupil" e1
        where e1."id" = i."pupil_id"
        and +e1."school_id" in (select unhex(value)
          from json_each(?3))))
    and i."subject_code" is not null)
  order by i."component" desc, i."id"
  limit ?4)
order by k.key, t."component" desc, t."id";

