-- posts
select t."trust_id", t."id"
from "post" t
where (t."trust_id" = ?1
  and t."title_fold" = ?2
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?3)))
order by t."title_fold", t."id"
limit ?4;

-- posts.nodes.pastLines
select k.key, t."starts_on", t."ends_on", t."manager_post_id"
from json_each(?1) k
cross join "reporting_line" t on t.rowid in (select i.rowid
  from "reporting_line" i
  where i."post_id" = unhex(k.value)
  and +i."trust_id" = ?2
  order by i."starts_on", i."id"
  limit ?3)
order by k.key, t."starts_on", t."id";

-- posts.nodes.pastLines.nodes.manager
select k.key, t."title"
from json_each(?1) k
cross join "post" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- a batch
select t."id", t."given_name", t."family_name"
from "person" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."given_name", t."family_name"
from "person" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."given_name", t."family_name"
from "staff_member" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."given_name", t."family_name"
from "staff_member" t
where +t."trust_id" = ?1
and t."id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."title", t."school_id", t."line_manager_post_id"
from "post" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."id", t."title", t."school_id", t."line_manager_post_id"
from "post" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."person_id", t."body", t."role_code", t."starts_on", t."ends_on"
from "governance_appointment" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."person_id", t."body", t."role_code", t."starts_on", t."ends_on"
from "governance_appointment" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."post_id", t."manager_post_id", t."starts_on", t."ends_on"
from "reporting_line" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."post_id", t."manager_post_id", t."starts_on", t."ends_on"
from "reporting_line" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."staff_id", t."post_id", t."starts_on", t."ends_on", t."hours_per_week_hundredths"
from "contract" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

-- a batch
select t."staff_id", t."post_id", t."starts_on", t."ends_on", t."hours_per_week_hundredths"
from "contract" t
where +t."trust_id" = ?1
and t."trust_id" in (select unhex(value)
  from json_each(?2));

