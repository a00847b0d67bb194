-- posts
select t."title", t."school_id", t."trust_id", t."id"
from "post" t
where (t."trust_id" = $1::uuid
  and t."title_fold" = $2::text
  and t."status" = $3::text
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $4::text)))
order by t."title_fold", t."id"
limit $5::int8;

-- posts.nodes.school
select k.ord, t."name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- a batch
select t."id", t."given_name", t."family_name"
from "person" t
where t."trust_id" = $1::uuid
and t."id" = any($2::uuid[]);

-- a batch
select t."id", t."given_name", t."family_name"
from "staff_member" t
where t."trust_id" = $1::uuid
and t."id" = any($2::uuid[]);

-- a batch
select t."id", t."title", t."school_id", t."line_manager_post_id"
from "post" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."person_id", t."body", t."role_code", t."starts_on", t."ends_on"
from "governance_appointment" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."post_id", t."manager_post_id", t."starts_on", t."ends_on"
from "reporting_line" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

-- a batch
select t."staff_id", t."post_id", t."starts_on", t."ends_on", t."hours_per_week_hundredths"
from "contract" t
where t."trust_id" = $1::uuid
and t."trust_id" = any($2::uuid[]);

