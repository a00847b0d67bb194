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
    from "school" e1
    where e1."id" = t."school_id"
    and (e1."trust_id" = $1::uuid
      and exists (select 1
        from "trust_membership" e2
        where e2."school_id" = e1."id"
        and (e2."trust_id" = $1::uuid
          and e2."joined_on" >= $2::date)))));

-- pupilsOfTheRest
select count(*)
from "pupil" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (e1."trust_id" = $1::uuid
      and (exists (select 1
          from "trust_membership" e2
          where e2."school_id" = e1."id"
          and (e2."trust_id" = $1::uuid
            and e2."joined_on" >= $2::date))) is not true)));

