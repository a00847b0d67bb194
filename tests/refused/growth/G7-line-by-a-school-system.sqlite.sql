-- posts
select t."title"
from "post" t
where (t."trust_id" = ?1
  and t."school_id" in (select unhex(value)
    from json_each(?2))
  and t."title_fold" = ?3
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?4)))
order by t."title_fold", t."id"
limit ?5;

