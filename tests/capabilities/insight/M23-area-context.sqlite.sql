-- schools
select t."deprivation_decile", t."id", t."name", t."town", t."urban_rural" from "school" t where (t."trust_id" = ?1 and t."stage" = ?2) order by t."deprivation_decile" nulls last, t."id" limit ?3;

-- schools.nodes.pupils
select k.key, (select count(*) from "pupil" t where t."school_id" = unhex(k.value) and (+t."trust_id" = ?1 and t."deprivation_decile" <= ?2)) from json_each(?3) k;

-- pupils
select t."family_fold", t."given_fold", t."id", t."family_name", t."deprivation_decile" from "pupil" t where (t."trust_id" = ?1 and t."deprivation_decile" = ?2) order by t."family_fold", t."given_fold", t."id" limit ?3;

-- pupils
select count(*) from "pupil" t where (t."trust_id" = ?1 and t."deprivation_decile" = ?2);

