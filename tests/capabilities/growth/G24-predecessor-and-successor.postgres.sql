-- schools
select t."name", t."urn", t."open_date", t."id"
from "school" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "school_link" e1
    where e1."school_id" = t."id"
    and (e1."trust_id" = $1::uuid
      and e1."link_type" = $2::text)))
order by t."name_fold", t."id"
limit $3::int8;

-- schools.nodes.memberships
select k.ord, t."joined_on", t."route"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "trust_membership" t on t."school_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."joined_on", t."id";

-- schools.nodes.links
select k.ord, t."link_type", t."linked_urn", t."linked_name", t."established_on"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "school_link" t on t."school_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."established_on" nulls last, t."id";

