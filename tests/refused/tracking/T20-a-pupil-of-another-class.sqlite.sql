-- an action
select 0,
  json_array(lower(hex(t."id")),
    lower(hex(t."trust_id")),
    lower(hex(t."school_id")),
    t."upn",
    t."former_upns",
    t."uln",
    t."given_name",
    t."family_name",
    t."preferred_name",
    t."name_fold",
    t."family_fold",
    t."given_fold",
    t."date_of_birth",
    t."sex",
    t."nc_year",
    t."registration_group",
    t."address_line1",
    t."town",
    t."postcode",
    t."address_restricted",
    t."photo_consent",
    t."medical_flag",
    t."medical_conditions",
    t."ethnicity",
    t."religion",
    t."first_language",
    t."eal",
    t."pupil_premium",
    t."sen_provision",
    t."deprivation_decile",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    t."row_version")
from "pupil" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?2
      and (e1."ends_on" is null
        or e1."ends_on" >= ?2))
    and +e1."class_id" in (select unhex(value)
      from json_each(?3)))
  and t."id" in (select unhex(value)
    from json_each(?4)))
union all
select 1, json_array(lower(hex(t."id")), lower(hex(t."trust_id")), t."code", t."name", t."sort")
from "subject" t
where (t."trust_id" = ?1
  and t."id" = ?5)
union all
select 2,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."academic_year_id")), t."code", t."name", t."sort", t."on_date")
from "assessment_point" t
where (t."trust_id" = ?1
  and t."id" = ?6)
union all
select 3,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."band_scale_id")), t."code", t."label", t."sort", t."at_or_above")
from "band" t
where (t."trust_id" = ?1
  and t."id" in (select unhex(value)
    from json_each(?7)))
union all
select 4, json_array(lower(hex(t."id")), lower(hex(t."trust_id")), t."label", t."starts_on", t."ends_on")
from "academic_year" t
where t."trust_id" = ?1
union all
select 5,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), t."kind", lower(hex(t."person_id")), lower(hex(t."staff_id")), t."name", t."name_fold", t."email", t."oidc_issuer", t."oidc_subject", t."persona", t."active")
from "principal" t
where (t."trust_id" = ?1
  and t."id" = ?8)
union all
select 6,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."school_id")), lower(hex(t."academic_year_id")), lower(hex(t."subject_id")), t."code", t."name", t."name_fold", t."nc_year", t."kind", t."updated_at")
from "class" t
where (t."trust_id" = ?1
  and t."id" in (select unhex(value)
    from json_each(?9)))
union all
select 7,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."pupil_id")), lower(hex(t."class_id")), lower(hex(t."school_id")), t."starts_on", t."ends_on")
from "class_membership" t
where (t."trust_id" = ?1
  and t."pupil_id" in (select unhex(value)
    from json_each(?9))
  and t."class_id" = ?10)
union all
select 8,
  json_array(lower(hex(t."id")),
    lower(hex(t."trust_id")),
    lower(hex(t."pupil_id")),
    lower(hex(t."school_id")),
    lower(hex(t."class_id")),
    lower(hex(t."subject_id")),
    lower(hex(t."assessment_point_id")),
    lower(hex(t."band_id")),
    t."band_sort",
    t."at_or_above",
    t."basis",
    t."stage",
    lower(hex(t."assessor_staff_id")),
    t."source_value",
    t."source_scale",
    t."nc_year",
    t."recorded_on",
    t."updated_at",
    t."row_version")
from "assessment" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e2
    where e2."pupil_id" = t."pupil_id"
    and (e2."starts_on" <= ?2
      and (e2."ends_on" is null
        or e2."ends_on" >= ?2))
    and +e2."class_id" in (select unhex(value)
      from json_each(?3)))
  and t."pupil_id" in (select unhex(value)
    from json_each(?4))
  and t."subject_id" = ?5
  and t."assessment_point_id" = ?6
  and t."basis" = ?11
  and t."stage" = ?12);

