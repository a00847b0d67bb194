-- staff
select t."family_name", t."main_post_title", t."trust_id", t."id"
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."main_post_title" = $2::text)
order by t."family_fold", t."name_fold", t."id"
limit $3::int8;

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

