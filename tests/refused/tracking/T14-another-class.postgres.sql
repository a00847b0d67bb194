-- classes
select t."name", t."id"
from "class" t
where (t."trust_id" = $1::uuid
  and t."name_fold" = $2::text
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $3::text))
  and exists (select 1
    from "academic_year" e2
    where e2."id" = t."academic_year_id"
    and (e2."trust_id" = $1::uuid
      and e2."label" = $4::text)))
order by t."name_fold", t."id"
limit $5::int8;

-- classes.nodes.pupils
select k.ord, x.c0
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."family_name" as c0, t."family_fold" as o0, t."given_fold" as o1, t."id" as o2
  from "class_membership" j
  join "pupil" t on t."id" = j."pupil_id"
  where j."class_id" = k.id
  and (j."trust_id" = $2::uuid
    and j."class_id" = any($3::uuid[]))
  and (j."starts_on" <= $4::date
    and (j."ends_on" is null
      or j."ends_on" >= $4::date))
  and (t."trust_id" = $2::uuid
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = t."id"
      and (e1."starts_on" <= $4::date
        and (e1."ends_on" is null
          or e1."ends_on" >= $4::date))
      and e1."class_id" = any($3::uuid[])))
  order by t."family_fold", t."given_fold", t."id"
  limit $5::int8) x
order by k.ord, x.o0, x.o1, x.o2;

