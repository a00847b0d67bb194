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
    from "enrolment" e1
    where e1."pupil_id" = t."id"
    and (e1."status" in (select value
        from json_each(?2))
      and (e1."entry_date" <= ?3
        and (e1."leaving_date" is null
          or e1."leaving_date" >= ?3))))
  and exists (select 1
    from "school" e2
    where e2."id" = t."school_id"
    and (+e2."trust_id" = ?1
      and exists (select 1
        from "trust_membership" e3
        where e3."school_id" = e2."id"
        and (+e3."trust_id" = ?1
          and e3."joined_on" >= ?4)))));

-- pupilsOfTheRest
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
          or e1."leaving_date" >= ?3))))
  and exists (select 1
    from "school" e2
    where e2."id" = t."school_id"
    and (+e2."trust_id" = ?1
      and (exists (select 1
          from "trust_membership" e3
          where e3."school_id" = e2."id"
          and (+e3."trust_id" = ?1
            and e3."joined_on" >= ?4))) is not true)));

