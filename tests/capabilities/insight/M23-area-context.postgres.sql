-- schools
select t."name", t."deprivation_decile", t."town", t."urban_rural", t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and t."stage" = $2::text)
order by t."deprivation_decile" nulls last, t."id"
limit $3::int8;

-- schools.nodes.pupils
select k.ord, x.n
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select count(*) as n
  from "pupil" t
  where t."school_id" = k.id
  and (t."trust_id" = $2::uuid
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
    and t."deprivation_decile" <= $3::int8)) x;

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
          and e3."address_restricted"))))), t."deprivation_decile"
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "enrolment" e4
    where e4."pupil_id" = t."id"
    and (e4."status" = any($2::text[])
      and (e4."entry_date" <= $3::date
        and (e4."leaving_date" is null
          or e4."leaving_date" >= $3::date))))
  and ((t."address_restricted"
      or exists (select 1
        from "contact" e5
        where e5."pupil_id" = t."id"
        and exists (select 1
          from "contact" e6
          where e6."person_id" = e5."person_id"
          and exists (select 1
            from "pupil" e7
            where e7."id" = e6."pupil_id"
            and e7."address_restricted"))))) is not true
  and t."deprivation_decile" = $4::int8)
order by t."family_fold", t."given_fold", t."id"
limit $5::int8;

-- pupils
select count(*)
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" = any($2::text[])
      and (e1."entry_date" <= $3::date
        and (e1."leaving_date" is null
          or e1."leaving_date" >= $3::date))))
  and ((t."address_restricted"
      or exists (select 1
        from "contact" e2
        where e2."pupil_id" = t."id"
        and exists (select 1
          from "contact" e3
          where e3."person_id" = e2."person_id"
          and exists (select 1
            from "pupil" e4
            where e4."id" = e3."pupil_id"
            and e4."address_restricted"))))) is not true
  and t."deprivation_decile" = $4::int8);

