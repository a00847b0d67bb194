-- schools
select t."name", t."urn", t."open_date", t."id"
from "school" t
where (t."trust_id" = ?1
  and exists (select 1
    from "school_link" e1
    where e1."school_id" = t."id"
    and (+e1."trust_id" = ?1
      and e1."link_type" = ?2)))
order by t."name_fold", t."id"
limit ?3;

-- schools.nodes.memberships
select k.key, t."joined_on", t."route"
from json_each(?1) k
cross join "trust_membership" t on t."school_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."joined_on", t."id";

-- schools.nodes.links
select k.key, t."link_type", t."linked_urn", t."linked_name", t."established_on"
from json_each(?1) k
cross join "school_link" t on t."school_id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key, t."established_on" nulls last, t."id";

