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
    t."deprivation_decile",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (t."row_version" + coalesce((select sum(case when e1."part" = ?1 then -e1."version" when ((e1."part" in (select value
                from json_each(?4))
              and exists (select 1
                from "class_membership" e2
                where e2."pupil_id" = t."id"
                and (e2."starts_on" <= ?5
                  and (e2."ends_on" is null
                    or e2."ends_on" >= ?5))
                and +e2."class_id" in (select unhex(value)
                  from json_each(?6))))
            or (e1."part" in (select value
                from json_each(?7))
              and (exists (select 1
                  from "class_membership" e3
                  where e3."pupil_id" = t."id"
                  and (e3."starts_on" <= ?5
                    and (e3."ends_on" is null
                      or e3."ends_on" >= ?5))
                  and +e3."class_id" in (select unhex(value)
                    from json_each(?8)))
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
            or (e1."part" in (select value
                from json_each(?9))
              and exists (select 1
                from "class_membership" e7
                where e7."pupil_id" = t."id"
                and (e7."starts_on" <= ?5
                  and (e7."ends_on" is null
                    or e7."ends_on" >= ?5))
                and +e7."class_id" in (select unhex(value)
                  from json_each(?8))))
            or (e1."part" in (select value
                from json_each(?10))
              and (exists (select 1
                  from "class_membership" e8
                  where e8."pupil_id" = t."id"
                  and (e8."starts_on" <= ?5
                    and (e8."ends_on" is null
                      or e8."ends_on" >= ?5))
                  and +e8."class_id" in (select unhex(value)
                    from json_each(?8)))
                and exists (select 1
                  from "class_membership" e9
                  where e9."pupil_id" = t."id"
                  and (e9."starts_on" <= ?5
                    and (e9."ends_on" is null
                      or e9."ends_on" >= ?5))
                  and +e9."class_id" in (select unhex(value)
                    from json_each(?11)))))
            or (e1."part" in (select value
                from json_each(?12))
              and (exists (select 1
                  from "class_membership" e10
                  where e10."pupil_id" = t."id"
                  and (e10."starts_on" <= ?5
                    and (e10."ends_on" is null
                      or e10."ends_on" >= ?5))
                  and +e10."class_id" in (select unhex(value)
                    from json_each(?8)))
                and exists (select 1
                  from "class_membership" e11
                  where e11."pupil_id" = t."id"
                  and (e11."starts_on" <= ?5
                    and (e11."ends_on" is null
                      or e11."ends_on" >= ?5))
                  and +e11."class_id" in (select unhex(value)
                    from json_each(?8)))
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
            or (e1."part" in (select value
                from json_each(?13))
              and (exists (select 1
                  from "class_membership" e15
                  where e15."pupil_id" = t."id"
                  and (e15."starts_on" <= ?5
                    and (e15."ends_on" is null
                      or e15."ends_on" >= ?5))
                  and +e15."class_id" in (select unhex(value)
                    from json_each(?8)))
                and exists (select 1
                  from "class_membership" e16
                  where e16."pupil_id" = t."id"
                  and (e16."starts_on" <= ?5
                    and (e16."ends_on" is null
                      or e16."ends_on" >= ?5))
                  and +e16."class_id" in (select unhex(value)
                    from json_each(?8)))
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
        where e1."trust_id" = ?2
        and e1."type_name" = ?3
        and e1."row_key" = t."id"), 0)), t."row_version")
from "pupil" t
where (t."trust_id" = ?2
  and exists (select 1
    from "class_membership" e24
    where e24."pupil_id" = t."id"
    and (e24."starts_on" <= ?5
      and (e24."ends_on" is null
        or e24."ends_on" >= ?5))
    and +e24."class_id" in (select unhex(value)
      from json_each(?14)))
  and t."id" in (select unhex(value)
    from json_each(?15)))
union all
select 1, json_array(lower(hex(t."id")), lower(hex(t."trust_id")), t."code", t."name", t."sort")
from "subject" t
where (t."trust_id" = ?2
  and t."id" = ?16)
union all
select 2,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."academic_year_id")), t."code", t."name", t."sort", t."on_date")
from "assessment_point" t
where (t."trust_id" = ?2
  and t."id" = ?17)
union all
select 3,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."band_scale_id")), t."code", t."label", t."sort", t."at_or_above")
from "band" t
where (t."trust_id" = ?2
  and t."id" in (select unhex(value)
    from json_each(?18)))
union all
select 4, json_array(lower(hex(t."id")), lower(hex(t."trust_id")), t."label", t."starts_on", t."ends_on")
from "academic_year" t
where t."trust_id" = ?2
union all
select 5,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), t."kind", lower(hex(t."person_id")), lower(hex(t."staff_id")), t."name", t."name_fold", t."email", t."oidc_issuer", t."oidc_subject", t."persona", t."active")
from "principal" t
where (t."trust_id" = ?2
  and t."id" = ?19)
union all
select 6,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."school_id")), lower(hex(t."academic_year_id")), lower(hex(t."subject_id")), t."code", t."name", t."name_fold", t."nc_year", t."kind", t."updated_at")
from "class" t
where (t."trust_id" = ?2
  and t."id" in (select unhex(value)
    from json_each(?20)))
union all
select 7,
  json_array(lower(hex(t."id")), lower(hex(t."trust_id")), lower(hex(t."pupil_id")), lower(hex(t."class_id")), lower(hex(t."school_id")), t."starts_on", t."ends_on", t."updated_at")
from "class_membership" t
where (t."trust_id" = ?2
  and t."pupil_id" in (select unhex(value)
    from json_each(?20))
  and t."class_id" = ?21)
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
    t."row_version",
    t."row_version")
from "assessment" t
where (t."trust_id" = ?2
  and exists (select 1
    from "class_membership" e25
    where e25."pupil_id" = t."pupil_id"
    and (e25."starts_on" <= ?5
      and (e25."ends_on" is null
        or e25."ends_on" >= ?5))
    and +e25."class_id" in (select unhex(value)
      from json_each(?14)))
  and t."pupil_id" in (select unhex(value)
    from json_each(?15))
  and t."subject_id" = ?16
  and t."assessment_point_id" = ?17
  and t."basis" = ?22
  and t."stage" = ?23);

