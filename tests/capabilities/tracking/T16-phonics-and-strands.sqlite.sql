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
  and exists (select 1
    from "enrolment" e2
    where e2."pupil_id" = t."id"
    and (e2."status" in (select value
        from json_each(?3))
      and (e2."entry_date" <= ?4
        and (e2."leaving_date" is null
          or e2."leaving_date" >= ?4))))
  and t."school_id" in (select unhex(value)
    from json_each(?2))
  and ((select py."nc_year" + (strftime('%Y', ?4) - (strftime('%m', ?4) < '09')) - py."first_year"
      from "pupil_year" py
      where (py."pupil_id" = t."id"
        and exists (select 1
          from "enrolment" ye
          where (ye."pupil_id" = t."id"
            and ye."status" in ('CURRENT', 'MAIN')
            and (ye."entry_date" <= ?4
              and (ye."leaving_date" is null
                or ye."leaving_date" >= ?4)))))
      and py."starts_on" <= ?4
      order by py."starts_on" desc
      limit 1)) = ?5
  and exists (select 1
    from "statutory_result" e3
    where e3."pupil_id" = t."id"
    and (+e3."trust_id" = ?1
      and (+e3."school_id" in (select unhex(value)
          from json_each(?6))
        or exists (select 1
          from "pupil" e4
          where e4."id" = e3."pupil_id"
          and +e4."school_id" in (select unhex(value)
            from json_each(?6))))
      and e3."component" = ?7)))
order by t."family_fold", t."given_fold", t."id"
limit ?8;

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

