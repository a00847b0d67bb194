-- class
select t."name", t."id" from "class" t where (t."trust_id" = $1::uuid and t."id" = $2::uuid) limit 1;

-- class.pupils
select k.ord, x.c0, x.c1, x.c2, x.c3, x.c4 from unnest($1::uuid[]) with ordinality k(id, ord) cross join lateral (select t."family_fold" as c0, t."given_fold" as c1, t."id" as c2, t."given_name" as c3, t."family_name" as c4 from "class_membership" j join "pupil" t on t."id" = j."pupil_id" where j."class_id" = k.id and (j."trust_id" = $2::uuid and j."class_id" = any($3::uuid[])) and (j."starts_on" <= $4::date and (j."ends_on" is null or j."ends_on" > $4::date)) and (t."trust_id" = $2::uuid and exists (select 1 from "class_membership" e1 where e1."pupil_id" = t."id" and (e1."starts_on" <= $4::date and (e1."ends_on" is null or e1."ends_on" > $4::date)) and e1."class_id" = any($3::uuid[]))) order by t."family_fold", t."given_fold", t."id" limit $5::int8) x order by k.ord, x.c0, x.c1, x.c2;

-- class.pupils.nodes.recorded
select k.ord, x.c0, x.c1, x.c2, x.c3 from unnest($1::uuid[]) with ordinality k(id, ord) cross join lateral (select t."recorded_on" as c0, t."id" as c1, t."row_version" as c2, t."band_id" as c3 from "assessment" t where t."pupil_id" = k.id and (t."trust_id" = $2::uuid and exists (select 1 from "class_membership" e1 where e1."pupil_id" = t."pupil_id" and (e1."starts_on" <= $3::date and (e1."ends_on" is null or e1."ends_on" > $3::date)) and e1."class_id" = any($4::uuid[])) and t."basis" = $5::text and t."stage" = $6::text and exists (select 1 from "subject" e2 where e2."id" = t."subject_id" and (e2."trust_id" = $2::uuid and e2."id" = $7::uuid)) and exists (select 1 from "assessment_point" e3 where e3."id" = t."assessment_point_id" and (e3."trust_id" = $2::uuid and e3."id" = $8::uuid))) order by t."recorded_on" desc, t."id" limit $9::int8) x order by k.ord, x.c0 desc, x.c1;

-- class.pupils.nodes.recorded.nodes.band
select k.ord, t."code" from unnest($1::uuid[]) with ordinality k(id, ord) join "band" t on t."id" = k.id where t."trust_id" = $2::uuid order by k.ord;

-- class.pupils.nodes.last
select k.ord, x.c0, x.c1, x.c2 from unnest($1::uuid[]) with ordinality k(id, ord) cross join lateral (select t."recorded_on" as c0, t."id" as c1, t."band_id" as c2 from "assessment" t where t."pupil_id" = k.id and (t."trust_id" = $2::uuid and exists (select 1 from "class_membership" e1 where e1."pupil_id" = t."pupil_id" and (e1."starts_on" <= $3::date and (e1."ends_on" is null or e1."ends_on" > $3::date)) and e1."class_id" = any($4::uuid[])) and t."basis" = $5::text and t."stage" = $6::text and exists (select 1 from "subject" e2 where e2."id" = t."subject_id" and (e2."trust_id" = $2::uuid and e2."id" = $7::uuid)) and (exists (select 1 from "assessment_point" e3 where e3."id" = t."assessment_point_id" and (e3."trust_id" = $2::uuid and e3."id" = $8::uuid))) is not true) order by t."recorded_on" desc, t."id" limit $9::int8) x order by k.ord, x.c0 desc, x.c1;

-- class.pupils.nodes.last.nodes.band
select k.ord, t."code" from unnest($1::uuid[]) with ordinality k(id, ord) join "band" t on t."id" = k.id where t."trust_id" = $2::uuid order by k.ord;

