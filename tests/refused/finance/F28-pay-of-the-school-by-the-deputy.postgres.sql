-- contracts
select t."hours_per_week_hundredths", t."person_id", t."id", t."pay_point"
from "contract" t
where (t."trust_id" = $1::uuid
  and (t."school_id" = any($2::uuid[])
    or t."person_id" = any($3::uuid[]))
  and t."ends_on" is null
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (e1."trust_id" = $1::uuid
      and e1."urn" = $4::text)))
order by t."starts_on", t."id"
limit $5::int8;

