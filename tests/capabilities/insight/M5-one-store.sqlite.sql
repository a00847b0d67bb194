-- pupils
select t."given_name",
  t."family_name",
  (select py."nc_year" + (strftime('%Y', ?1) - (strftime('%m', ?1) < '09')) - py."first_year"
  from "pupil_year" py
  where (py."pupil_id" = t."id"
    and exists (select 1
      from "enrolment" ye
      where (ye."pupil_id" = t."id"
        and ye."status" in ('CURRENT', 'MAIN')
        and (ye."entry_date" <= ?1
          and (ye."leaving_date" is null
            or ye."leaving_date" >= ?1)))))
  and py."starts_on" <= ?1
  order by py."starts_on" desc
  limit 1), t."source_system", t."school_id"
from "pupil" t
where (t."trust_id" = ?2
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" in (select value
        from json_each(?3))
      and (e1."entry_date" <= ?1
        and (e1."leaving_date" is null
          or e1."leaving_date" >= ?1)))))
order by t."family_fold" desc, t."id"
limit ?4;

-- pupils
select count(*)
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" in (select value
        from json_each(?2))
      and (e1."entry_date" <= ?3
        and (e1."leaving_date" is null
          or e1."leaving_date" >= ?3)))));

-- pupils.nodes.school
select k.key, t."name", t."urn"
from json_each(?1) k
cross join "school" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

