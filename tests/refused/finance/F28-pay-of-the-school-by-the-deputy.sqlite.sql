-- contracts
select t."hours_per_week_hundredths", t."person_id", t."id", t."pay_point"
from "contract" t
where (t."trust_id" = ?1
  and (t."school_id" in (select unhex(value)
      from json_each(?2))
    or t."person_id" in (select unhex(value)
      from json_each(?3)))
  and t."ends_on" is null
  and exists (select 1
    from "school" e1
    where e1."id" = t."school_id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?4)))
order by t."starts_on", t."id"
limit ?5;

