-- an action
select 1::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (false),
    (false),
    (false),
    (true))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[])
  and t."id" = $3::uuid)
union all
select 2::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at")::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[])
  and t."id" = $3::uuid)
union all
select 3::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (false))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[])
  and t."id" = $3::uuid)
union all
select 4::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (false),
    (true),
    (false))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[])
  and t."id" = $3::uuid)
union all
select 5::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at")::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[])
  and t."id" = $3::uuid)
union all
select 6::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at")::text
from "school" t
where false
union all
select 7::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (false))::text
from "school" t
where false
union all
select 8::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (false))::text
from "school" t
where false
union all
select 9::int8,
  json_build_array(t."id",
    t."trust_id",
    t."urn",
    t."la_code",
    t."estab_no",
    t."ukprn",
    t."name",
    t."name_fold",
    t."type_code",
    t."type_name",
    t."phase",
    t."status",
    t."stage",
    t."open_date",
    t."close_date",
    t."reason_opened",
    t."reason_closed",
    t."low_age",
    t."high_age",
    t."gender_of_entry",
    t."religious_character",
    t."diocese",
    t."admissions_policy",
    t."has_nursery",
    t."has_sixth_form",
    t."capacity",
    t."pan",
    t."number_on_roll",
    t."fsm_hundredths",
    t."resourced_provision",
    t."sen_unit",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."region",
    t."pay_region",
    t."urban_rural",
    t."deprivation_decile",
    t."floor_area_m2",
    t."pfi",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (false))::text
from "school" t
where false
union all
select 10::int8,
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
    (t."row_version" + coalesce((select sum(case when e1."part" = $4::text then -e1."version" when ((e1."part" = any($6::text[])
              and (t."school_id" = any($7::uuid[])
                and (((t."address_restricted"
                      or exists (select 1
                        from "contact" e2
                        where e2."pupil_id" = t."id"
                        and exists (select 1
                          from "contact" e3
                          where e3."person_id" = e2."person_id"
                          and exists (select 1
                            from "pupil" e4
                            where e4."id" = e3."pupil_id"
                            and e4."address_restricted"))))) is not true
                  or t."school_id" = any($8::uuid[]))))
            or (e1."part" = any($9::text[])
              and t."school_id" = any($10::uuid[]))
            or (e1."part" = any($11::text[])
              and (t."school_id" = any($12::uuid[])
                and (((t."address_restricted"
                      or exists (select 1
                        from "contact" e5
                        where e5."pupil_id" = t."id"
                        and exists (select 1
                          from "contact" e6
                          where e6."person_id" = e5."person_id"
                          and exists (select 1
                            from "pupil" e7
                            where e7."id" = e6."pupil_id"
                            and e7."address_restricted"))))) is not true
                  or t."school_id" = any($8::uuid[]))))
            or (e1."part" = any($13::text[])
              and exists (select 1
                from "pupil" e8
                where e8."id" = t."id"
                and e8."school_id" = any($12::uuid[])))
            or (e1."part" = any($14::text[])
              and exists (select 1
                from "pupil" e9
                where e9."id" = t."id"
                and e9."school_id" = any($7::uuid[])))
            or (e1."part" = any($15::text[])
              and exists (select 1
                from "pupil" e10
                where e10."id" = t."id"
                and e10."school_id" = any($16::uuid[])))
            or (e1."part" = any($17::text[])
              and exists (select 1
                from "pupil" e11
                where e11."id" = t."id"
                and e11."school_id" = any($18::uuid[])))
            or (e1."part" = any($19::text[])
              and (exists (select 1
                  from "pupil" e12
                  where e12."id" = t."id"
                  and e12."school_id" = any($12::uuid[]))
                and exists (select 1
                  from "pupil" e13
                  where e13."id" = t."id"
                  and e13."school_id" = any($20::uuid[]))))
            or (e1."part" = any($21::text[])
              and (exists (select 1
                  from "pupil" e14
                  where e14."id" = t."id"
                  and e14."school_id" = any($12::uuid[]))
                and exists (select 1
                  from "pupil" e15
                  where e15."id" = t."id"
                  and e15."school_id" = any($8::uuid[]))))
            or (e1."part" = any($22::text[])
              and (exists (select 1
                  from "pupil" e16
                  where e16."id" = t."id"
                  and e16."school_id" = any($12::uuid[]))
                and ((exists (select 1
                      from "pupil" e17
                      where e17."id" = t."id"
                      and e17."school_id" = any($23::uuid[]))
                    and (exists (select 1
                        from "contact" e18
                        where e18."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e19
                          where e19."id" = e18."person_id"
                          and exists (select 1
                            from "principal" e20
                            where e20."person_id" = e19."id"
                            and true)))
                      or exists (select 1
                        from "contact" e21
                        where e21."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e22
                          where e22."id" = e21."person_id"
                          and exists (select 1
                            from "staff_member" e23
                            where e23."person_id" = e22."id"
                            and true)))
                      or exists (select 1
                        from "contact" e24
                        where e24."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e25
                          where e25."id" = e24."person_id"
                          and exists (select 1
                            from "governance_appointment" e26
                            where e26."person_id" = e25."id"
                            and true)))))
                  or (exists (select 1
                      from "pupil" e27
                      where e27."id" = t."id"
                      and e27."school_id" = any($12::uuid[]))
                    and exists (select 1
                      from "contact" e28
                      where e28."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e29
                        where e29."id" = e28."person_id"
                        and exists (select 1
                          from "contact" e30
                          where e30."person_id" = e29."id"
                          and true)))))))
            or (e1."part" = any($24::text[])
              and (exists (select 1
                  from "pupil" e31
                  where e31."id" = t."id"
                  and e31."school_id" = any($12::uuid[]))
                and ((exists (select 1
                      from "pupil" e32
                      where e32."id" = t."id"
                      and e32."school_id" = any($23::uuid[]))
                    and (exists (select 1
                        from "contact" e33
                        where e33."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e34
                          where e34."id" = e33."person_id"
                          and exists (select 1
                            from "principal" e35
                            where e35."person_id" = e34."id"
                            and true)))
                      or exists (select 1
                        from "contact" e36
                        where e36."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e37
                          where e37."id" = e36."person_id"
                          and exists (select 1
                            from "staff_member" e38
                            where e38."person_id" = e37."id"
                            and true)))
                      or exists (select 1
                        from "contact" e39
                        where e39."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e40
                          where e40."id" = e39."person_id"
                          and exists (select 1
                            from "governance_appointment" e41
                            where e41."person_id" = e40."id"
                            and true)))))
                  or (exists (select 1
                      from "pupil" e42
                      where e42."id" = t."id"
                      and e42."school_id" = any($12::uuid[]))
                    and exists (select 1
                      from "contact" e43
                      where e43."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e44
                        where e44."id" = e43."person_id"
                        and exists (select 1
                          from "contact" e45
                          where e45."person_id" = e44."id"
                          and true)))))
                and ((exists (select 1
                      from "contact" e46
                      where e46."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e47
                        where e47."id" = e46."person_id"
                        and exists (select 1
                          from "contact" e48
                          where e48."person_id" = e47."id"
                          and exists (select 1
                            from "pupil" e49
                            where e49."id" = e48."pupil_id"
                            and e49."address_restricted"))))) is not true
                  or exists (select 1
                    from "pupil" e50
                    where e50."id" = t."id"
                    and e50."school_id" = any($8::uuid[])))))) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $1::uuid
        and e1."type_name" = $5::text
        and e1."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."upn" = any($25::text[]))
union all
select 11::int8,
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
    (t."row_version" + coalesce((select sum(case when e51."part" = $4::text then -e51."version" when ((e51."part" = any($6::text[])
              and (t."school_id" = any($7::uuid[])
                and (((t."address_restricted"
                      or exists (select 1
                        from "contact" e52
                        where e52."pupil_id" = t."id"
                        and exists (select 1
                          from "contact" e53
                          where e53."person_id" = e52."person_id"
                          and exists (select 1
                            from "pupil" e54
                            where e54."id" = e53."pupil_id"
                            and e54."address_restricted"))))) is not true
                  or t."school_id" = any($8::uuid[]))))
            or (e51."part" = any($9::text[])
              and t."school_id" = any($10::uuid[]))
            or (e51."part" = any($11::text[])
              and (t."school_id" = any($12::uuid[])
                and (((t."address_restricted"
                      or exists (select 1
                        from "contact" e55
                        where e55."pupil_id" = t."id"
                        and exists (select 1
                          from "contact" e56
                          where e56."person_id" = e55."person_id"
                          and exists (select 1
                            from "pupil" e57
                            where e57."id" = e56."pupil_id"
                            and e57."address_restricted"))))) is not true
                  or t."school_id" = any($8::uuid[]))))
            or (e51."part" = any($13::text[])
              and exists (select 1
                from "pupil" e58
                where e58."id" = t."id"
                and e58."school_id" = any($12::uuid[])))
            or (e51."part" = any($14::text[])
              and exists (select 1
                from "pupil" e59
                where e59."id" = t."id"
                and e59."school_id" = any($7::uuid[])))
            or (e51."part" = any($15::text[])
              and exists (select 1
                from "pupil" e60
                where e60."id" = t."id"
                and e60."school_id" = any($16::uuid[])))
            or (e51."part" = any($17::text[])
              and exists (select 1
                from "pupil" e61
                where e61."id" = t."id"
                and e61."school_id" = any($18::uuid[])))
            or (e51."part" = any($19::text[])
              and (exists (select 1
                  from "pupil" e62
                  where e62."id" = t."id"
                  and e62."school_id" = any($12::uuid[]))
                and exists (select 1
                  from "pupil" e63
                  where e63."id" = t."id"
                  and e63."school_id" = any($20::uuid[]))))
            or (e51."part" = any($21::text[])
              and (exists (select 1
                  from "pupil" e64
                  where e64."id" = t."id"
                  and e64."school_id" = any($12::uuid[]))
                and exists (select 1
                  from "pupil" e65
                  where e65."id" = t."id"
                  and e65."school_id" = any($8::uuid[]))))
            or (e51."part" = any($22::text[])
              and (exists (select 1
                  from "pupil" e66
                  where e66."id" = t."id"
                  and e66."school_id" = any($12::uuid[]))
                and ((exists (select 1
                      from "pupil" e67
                      where e67."id" = t."id"
                      and e67."school_id" = any($23::uuid[]))
                    and (exists (select 1
                        from "contact" e68
                        where e68."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e69
                          where e69."id" = e68."person_id"
                          and exists (select 1
                            from "principal" e70
                            where e70."person_id" = e69."id"
                            and true)))
                      or exists (select 1
                        from "contact" e71
                        where e71."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e72
                          where e72."id" = e71."person_id"
                          and exists (select 1
                            from "staff_member" e73
                            where e73."person_id" = e72."id"
                            and true)))
                      or exists (select 1
                        from "contact" e74
                        where e74."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e75
                          where e75."id" = e74."person_id"
                          and exists (select 1
                            from "governance_appointment" e76
                            where e76."person_id" = e75."id"
                            and true)))))
                  or (exists (select 1
                      from "pupil" e77
                      where e77."id" = t."id"
                      and e77."school_id" = any($12::uuid[]))
                    and exists (select 1
                      from "contact" e78
                      where e78."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e79
                        where e79."id" = e78."person_id"
                        and exists (select 1
                          from "contact" e80
                          where e80."person_id" = e79."id"
                          and true)))))))
            or (e51."part" = any($24::text[])
              and (exists (select 1
                  from "pupil" e81
                  where e81."id" = t."id"
                  and e81."school_id" = any($12::uuid[]))
                and ((exists (select 1
                      from "pupil" e82
                      where e82."id" = t."id"
                      and e82."school_id" = any($23::uuid[]))
                    and (exists (select 1
                        from "contact" e83
                        where e83."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e84
                          where e84."id" = e83."person_id"
                          and exists (select 1
                            from "principal" e85
                            where e85."person_id" = e84."id"
                            and true)))
                      or exists (select 1
                        from "contact" e86
                        where e86."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e87
                          where e87."id" = e86."person_id"
                          and exists (select 1
                            from "staff_member" e88
                            where e88."person_id" = e87."id"
                            and true)))
                      or exists (select 1
                        from "contact" e89
                        where e89."pupil_id" = t."id"
                        and exists (select 1
                          from "person" e90
                          where e90."id" = e89."person_id"
                          and exists (select 1
                            from "governance_appointment" e91
                            where e91."person_id" = e90."id"
                            and true)))))
                  or (exists (select 1
                      from "pupil" e92
                      where e92."id" = t."id"
                      and e92."school_id" = any($12::uuid[]))
                    and exists (select 1
                      from "contact" e93
                      where e93."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e94
                        where e94."id" = e93."person_id"
                        and exists (select 1
                          from "contact" e95
                          where e95."person_id" = e94."id"
                          and true)))))
                and ((exists (select 1
                      from "contact" e96
                      where e96."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e97
                        where e97."id" = e96."person_id"
                        and exists (select 1
                          from "contact" e98
                          where e98."person_id" = e97."id"
                          and exists (select 1
                            from "pupil" e99
                            where e99."id" = e98."pupil_id"
                            and e99."address_restricted"))))) is not true
                  or exists (select 1
                    from "pupil" e100
                    where e100."id" = t."id"
                    and e100."school_id" = any($8::uuid[])))))) then e51."version" else 0 end)
        from "row_stamp" e51
        where e51."trust_id" = $1::uuid
        and e51."type_name" = $5::text
        and e51."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."former_upns" is not null);

