-- schools
select t."name",
  t."phase",
  t."type_name",
  t."religious_character",
  t."town",
  t."region",
  t."urban_rural",
  t."deprivation_decile"
from "school" t
where (t."trust_id" = $1::uuid
  and t."phase" = $2::text
  and t."stage" = $3::text
  and t."deprivation_decile" <= $4::int8)
order by t."deprivation_decile" nulls last, t."name_fold", t."id"
limit $5::int8;

-- schools
select count(*)
from "school" t
where (t."trust_id" = $1::uuid
  and t."phase" = $2::text
  and t."stage" = $3::text
  and t."deprivation_decile" <= $4::int8);

