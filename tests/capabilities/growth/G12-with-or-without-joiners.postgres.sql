-- joined
select t."name", t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "trust_membership" e1
    where e1."school_id" = t."id"
    and (e1."trust_id" = $1::uuid
      and e1."joined_on" >= $2::date)))
order by t."name_fold", t."id"
limit $3::int8;

-- joined.nodes.memberships
select k.ord, t."joined_on", t."route"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "trust_membership" t on t."school_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."joined_on", t."id";

-- likeForLike
select count(*)
from "school" t
where (t."trust_id" = $1::uuid
  and t."stage" = $2::text
  and (exists (select 1
      from "trust_membership" e1
      where e1."school_id" = t."id"
      and (e1."trust_id" = $1::uuid
        and e1."joined_on" >= $3::date))) is not true);

-- pupilsOfJoiners
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
  and exists (select 1
    from "school" e2
    where e2."id" = t."school_id"
    and (e2."trust_id" = $1::uuid
      and exists (select 1
        from "trust_membership" e3
        where e3."school_id" = e2."id"
        and (e3."trust_id" = $1::uuid
          and e3."joined_on" >= $4::date)))));

-- pupilsOfTheRest
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
  and exists (select 1
    from "school" e2
    where e2."id" = t."school_id"
    and (e2."trust_id" = $1::uuid
      and (exists (select 1
          from "trust_membership" e3
          where e3."school_id" = e2."id"
          and (e3."trust_id" = $1::uuid
            and e3."joined_on" >= $4::date))) is not true)));

