-- schools
select t."name", t."deprivation_decile", t."town", t."urban_rural", t."id"
from "school" t
where (t."trust_id" = ?1
  and t."stage" = ?2)
order by t."deprivation_decile" nulls last, t."id"
limit ?3;

-- schools.nodes.pupils
select k.key, (select count(*)
  from "pupil" t
  where t."school_id" = unhex(k.value)
  and (+t."trust_id" = ?1
    and ((t."address_restricted"
        or exists (select 1
          from "contact" e1
          where e1."pupil_id" = t."id"
          and exists (select 1
            from "contact" e2
            where e2."person_id" = e1."person_id"
            and exists (select 1
              from "pupil" e3
              where e3."id" = e2."pupil_id"
              and e3."address_restricted"))))) is not true
    and t."deprivation_decile" <= ?2))
from json_each(?3) k;

-- pupils
select t."family_name", ((t."address_restricted"
    or exists (select 1
      from "contact" e1
      where e1."pupil_id" = t."id"
      and exists (select 1
        from "contact" e2
        where e2."person_id" = e1."person_id"
        and exists (select 1
          from "pupil" e3
          where e3."id" = e2."pupil_id"
          and e3."address_restricted"))))) is true, t."deprivation_decile"
from "pupil" t
where (t."trust_id" = ?1
  and ((t."address_restricted"
      or exists (select 1
        from "contact" e4
        where e4."pupil_id" = t."id"
        and exists (select 1
          from "contact" e5
          where e5."person_id" = e4."person_id"
          and exists (select 1
            from "pupil" e6
            where e6."id" = e5."pupil_id"
            and e6."address_restricted"))))) is not true
  and t."deprivation_decile" = ?2)
order by t."family_fold", t."given_fold", t."id"
limit ?3;

-- pupils
select count(*)
from "pupil" t
where (t."trust_id" = ?1
  and ((t."address_restricted"
      or exists (select 1
        from "contact" e1
        where e1."pupil_id" = t."id"
        and exists (select 1
          from "contact" e2
          where e2."person_id" = e1."person_id"
          and exists (select 1
            from "pupil" e3
            where e3."id" = e2."pupil_id"
            and e3."address_restricted"))))) is not true
  and t."deprivation_decile" = ?2);

