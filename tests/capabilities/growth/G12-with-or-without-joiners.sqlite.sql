-- joined
select t."name", t."id"
from "school" t
where (t."trust_id" = ?1
  and exists (select 1
    from "trust_membership" e1
    where e1."school_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."joined_on" >= ?2)))
order by t."name_fold", t."id"
limit ?3;

-- joined.nodes.memberships
select k.key, t."joined_on", t."route"
from json_each(?1) k
cross join "trust_membership" t on t."school_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."joined_on", t."id";

-- likeForLike
select count(*)
from "school" t
where (t."trust_id" = ?1
  and t."stage" = ?2
  and (exists (select 1
      from "trust_membership" e1
      where e1."school_id" = t."id"
      and (+e1."trust_id" = ?1
        and e1."joined_on" >= ?3))) is not true);

-- pupilsOfJoiners
select count(*)
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (+e1."trust_id" = ?1
      and exists (select 1
        from "trust_membership" e2
        where e2."school_id" = e1."id"
        and (+e2."trust_id" = ?1
          and e2."joined_on" >= ?2)))));

-- pupilsOfTheRest
select count(*)
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (+e1."trust_id" = ?1
      and (exists (select 1
          from "trust_membership" e2
          where e2."school_id" = e1."id"
          and (+e2."trust_id" = ?1
            and e2."joined_on" >= ?2))) is not true)));

