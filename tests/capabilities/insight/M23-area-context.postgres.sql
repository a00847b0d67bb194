-- schools
select t."deprivation_decile", t."id", t."name", t."town", t."urban_rural" from "school" t where (t."trust_id" = $1::uuid and t."stage" = $2::text) order by t."deprivation_decile" nulls last, t."id" limit $3::int8;

-- schools.nodes.pupils
select k.ord, x.n from unnest($1::uuid[]) with ordinality k(id, ord) cross join lateral (select count(*) as n from "pupil" t where t."school_id" = k.id and (t."trust_id" = $2::uuid and t."deprivation_decile" <= $3::int8)) x;

-- pupils
select t."family_fold", t."given_fold", t."id", t."family_name", t."deprivation_decile" from "pupil" t where (t."trust_id" = $1::uuid and t."deprivation_decile" = $2::int8) order by t."family_fold", t."given_fold", t."id" limit $3::int8;

-- pupils
select count(*) from "pupil" t where (t."trust_id" = $1::uuid and t."deprivation_decile" = $2::int8);

