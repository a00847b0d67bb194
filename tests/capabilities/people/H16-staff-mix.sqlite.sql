-- teachers
select count(*)
from "staff_member" t
where (t."trust_id" = ?1
  and t."role_category" = ?2
  and exists (select 1
    from "staff_spell" e2
    join "school" e1 on e1."id" = e2."school_id"
    where +e2."trust_id" = ?1
    and (e2."starts_on" <= ?3
      and (e2."ends_on" is null
        or e2."ends_on" >= ?3))
    and e2."staff_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?4)));

-- assistants
select count(*)
from "staff_member" t
where (t."trust_id" = ?1
  and t."role_category" = ?2
  and exists (select 1
    from "staff_spell" e2
    join "school" e1 on e1."id" = e2."school_id"
    where +e2."trust_id" = ?1
    and (e2."starts_on" <= ?3
      and (e2."ends_on" is null
        or e2."ends_on" >= ?3))
    and e2."staff_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?4)));

-- school
select t."id"
from "school" t
where (t."trust_id" = ?1
  and t."urn" = ?2)
limit 1;

-- school.staff
select k.key, t."family_name", t."role_category", (exists (select 1
    from "staff_spell" e1
    where e1."person_id" = t."person_id"
    and +e1."school_id" in (select unhex(value)
      from json_each(?1)))) is true,
        t."person_id",
        t."continuous_service_from",
        t."trust_start",
        t."qts_status",
        t."ect_status",
        t."id"
from json_each(?2) k
cross join "staff_member" t on t.rowid in (select i.rowid
  from "staff_spell" j
  join "staff_member" i on i."id" = j."staff_id"
  where j."school_id" = unhex(k.value)
  and +j."trust_id" = ?3
  and (j."starts_on" <= ?4
    and (j."ends_on" is null
      or j."ends_on" >= ?4))
  and +i."trust_id" = ?3
  order by i."family_fold", i."name_fold", i."id"
  limit ?5)
order by k.key, t."family_fold", t."name_fold", t."id";

-- school.staff.nodes.subjects
select k.key, t."level", t."subject_id"
from json_each(?1) k
cross join "staff_subject" t on t."staff_id" = unhex(k.value)
where (+t."trust_id" = ?2
  and (exists (select 1
      from "staff_spell" e1
      where e1."person_id" = t."person_id"
      and +e1."school_id" in (select unhex(value)
        from json_each(?3)))
    or +t."person_id" in (select unhex(value)
      from json_each(?4))))
order by k.key, t."level", t."id";

-- school.staff.nodes.subjects.subject
select k.key, t."name"
from json_each(?1) k
cross join "subject" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

