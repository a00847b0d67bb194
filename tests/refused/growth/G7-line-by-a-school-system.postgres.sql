-- posts
select t."title"
from "post" t
where (t."trust_id" = $1::uuid
  and t."school_id" = any($2::uuid[])
  and t."title_fold" = $3::text
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $4::text)))
order by t."title_fold", t."id"
limit $5::int8;

