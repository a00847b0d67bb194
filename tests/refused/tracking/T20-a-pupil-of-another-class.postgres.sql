-- an action
select 1::int8,
  json_build_array(t."id",
    t."trust_id",
    t."school_id",
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
    t."deprivation_decile",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (t."row_version" + coalesce((select sum(case when e1."part" = $1::text then -e1."version" when ((e1."part" = any($4::text[])
              and exists (select 1
                from "class_membership" e2
                where e2."pupil_id" = t."id"
                and (e2."starts_on" <= $5::date
                  and (e2."ends_on" is null
                    or e2."ends_on" >= $5::date))
                and e2."class_id" = any($6::uuid[])))
            or (e1."part" = any($7::text[])
              and (exists (select 1
                  from "class_membership" e3
                  where e3."pupil_id" = t."id"
                  and (e3."starts_on" <= $5::date
                    and (e3."ends_on" is null
                      or e3."ends_on" >= $5::date))
                  and e3."class_id" = any($8::uuid[]))
                and ((t."address_restricted"
                    or exists (select 1
                      from "contact" e4
                      where e4."pupil_id" = t."id"
                      and exists (select 1
                        from "contact" e5
                        where e5."person_id" = e4."person_id"
                        and exists (select 1
                          from "pupil" e6
                          where e6."id" = e5."pupil_id"
                          and e6."address_restricted"))))) is not true))
            or (e1."part" = any($9::text[])
              and exists (select 1
                from "class_membership" e7
                where e7."pupil_id" = t."id"
                and (e7."starts_on" <= $5::date
                  and (e7."ends_on" is null
                    or e7."ends_on" >= $5::date))
                and e7."class_id" = any($8::uuid[])))
            or (e1."part" = any($10::text[])
              and (exists (select 1
                  from "class_membership" e8
                  where e8."pupil_id" = t."id"
                  and (e8."starts_on" <= $5::date
                    and (e8."ends_on" is null
                      or e8."ends_on" >= $5::date))
                  and e8."class_id" = any($8::uuid[]))
                and exists (select 1
                  from "class_membership" e9
                  where e9."pupil_id" = t."id"
                  and (e9."starts_on" <= $5::date
                    and (e9."ends_on" is null
                      or e9."ends_on" >= $5::date))
                  and e9."class_id" = any($11::uuid[]))))
            or (e1."part" = any($12::text[])
              and (exists (select 1
                  from "class_membership" e10
                  where e10."pupil_id" = t."id"
                  and (e10."starts_on" <= $5::date
                    and (e10."ends_on" is null
                      or e10."ends_on" >= $5::date))
                  and e10."class_id" = any($8::uuid[]))
                and exists (select 1
                  from "class_membership" e11
                  where e11."pupil_id" = t."id"
                  and (e11."starts_on" <= $5::date
                    and (e11."ends_on" is null
                      or e11."ends_on" >= $5::date))
                  and e11."class_id" = any($8::uuid[]))
                and exists (select 1
                  from "contact" e12
                  where e12."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e13
                    where e13."id" = e12."person_id"
                    and exists (select 1
                      from "contact" e14
                      where e14."person_id" = e13."id"
                      and true)))))
            or (e1."part" = any($13::text[])
              and (exists (select 1
                  from "class_membership" e15
                  where e15."pupil_id" = t."id"
                  and (e15."starts_on" <= $5::date
                    and (e15."ends_on" is null
                      or e15."ends_on" >= $5::date))
                  and e15."class_id" = any($8::uuid[]))
                and exists (select 1
                  from "class_membership" e16
                  where e16."pupil_id" = t."id"
                  and (e16."starts_on" <= $5::date
                    and (e16."ends_on" is null
                      or e16."ends_on" >= $5::date))
                  and e16."class_id" = any($8::uuid[]))
                and exists (select 1
                  from "contact" e17
                  where e17."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e18
                    where e18."id" = e17."person_id"
                    and exists (select 1
                      from "contact" e19
                      where e19."person_id" = e18."id"
                      and true)))
                and (exists (select 1
                    from "contact" e20
                    where e20."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e21
                      where e21."id" = e20."person_id"
                      and exists (select 1
                        from "contact" e22
                        where e22."person_id" = e21."id"
                        and exists (select 1
                          from "pupil" e23
                          where e23."id" = e22."pupil_id"
                          and e23."address_restricted"))))) is not true))) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $2::uuid
        and e1."type_name" = $3::text
        and e1."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "class_membership" e24
    where e24."pupil_id" = t."id"
    and (e24."starts_on" <= $5::date
      and (e24."ends_on" is null
        or e24."ends_on" >= $5::date))
    and e24."class_id" = any($14::uuid[]))
  and t."id" = any($15::uuid[]))
union all
select 2::int8, json_build_array(t."id", t."trust_id", t."code", t."name", t."sort")::text
from "subject" t
where (t."trust_id" = $2::uuid
  and t."id" = $16::uuid)
union all
select 3::int8,
  json_build_array(t."id", t."trust_id", t."academic_year_id", t."code", t."name", t."sort", t."on_date")::text
from "assessment_point" t
where (t."trust_id" = $2::uuid
  and t."id" = $17::uuid)
union all
select 4::int8,
  json_build_array(t."id", t."trust_id", t."band_scale_id", t."code", t."label", t."sort", t."at_or_above")::text
from "band" t
where (t."trust_id" = $2::uuid
  and t."id" = any($18::uuid[]))
union all
select 5::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."first_year", t."starts_on", t."nc_year", t."registration_group", t."updated_at", t."row_version", t."row_version")::text
from "pupil_year" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($15::uuid[]))
union all
select 6::int8,
  json_build_array(t."id", t."trust_id", t."kind", t."person_id", t."staff_id", t."name", t."name_fold", t."email", t."oidc_issuer", t."oidc_subject", t."persona", t."active")::text
from "principal" t
where (t."trust_id" = $2::uuid
  and t."id" = $19::uuid)
union all
select 7::int8,
  json_build_array(t."id", t."trust_id", t."school_id", t."academic_year_id", t."subject_id", t."code", t."name", t."name_fold", t."nc_year", t."kind", t."updated_at")::text
from "class" t
where (t."trust_id" = $2::uuid
  and t."id" = any($20::uuid[]))
union all
select 8::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."class_id", t."school_id", t."starts_on", t."ends_on", t."updated_at")::text
from "class_membership" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($20::uuid[])
  and t."class_id" = $21::uuid)
union all
select 9::int8,
  json_build_array(t."id",
    t."trust_id",
    t."pupil_id",
    t."school_id",
    t."class_id",
    t."subject_id",
    t."assessment_point_id",
    t."band_id",
    t."band_sort",
    t."at_or_above",
    t."basis",
    t."stage",
    t."assessor_staff_id",
    t."source_value",
    t."source_scale",
    t."nc_year",
    t."recorded_on",
    t."updated_at",
    t."row_version",
    t."row_version")::text
from "assessment" t
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "class_membership" e25
    where e25."pupil_id" = t."pupil_id"
    and (e25."starts_on" <= $5::date
      and (e25."ends_on" is null
        or e25."ends_on" >= $5::date))
    and e25."class_id" = any($14::uuid[]))
  and t."pupil_id" = any($15::uuid[])
  and t."subject_id" = $16::uuid
  and t."assessment_point_id" = $17::uuid
  and t."basis" = $22::text
  and t."stage" = $23::text);

