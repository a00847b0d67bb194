-- contracts
select t."person_id", t."id", t."pay_point"
from "contract" t
where (t."trust_id" = ?1
  and t."person_id" in (select unhex(value)
    from json_each(?2)))
order by t."starts_on", t."id"
limit ?3;

-- contracts
select count(*)
from "contract" t
where (t."trust_id" = ?1
  and t."person_id" in (select unhex(value)
    from json_each(?2)));

