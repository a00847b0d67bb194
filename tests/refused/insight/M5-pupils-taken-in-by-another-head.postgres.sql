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
where false
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
    t."updated_at",
    (false))::text
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
                  or t."school_id" = any($8::uuid[]))))) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $1::uuid
        and e1."type_name" = $5::text
        and e1."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."upn" = any($13::text[]))
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
    (t."row_version" + coalesce((select sum(case when e8."part" = $4::text then -e8."version" when ((e8."part" = any($6::text[])
              and (t."school_id" = any($7::uuid[])
                and (((t."address_restricted"
                      or exists (select 1
                        from "contact" e9
                        where e9."pupil_id" = t."id"
                        and exists (select 1
                          from "contact" e10
                          where e10."person_id" = e9."person_id"
                          and exists (select 1
                            from "pupil" e11
                            where e11."id" = e10."pupil_id"
                            and e11."address_restricted"))))) is not true
                  or t."school_id" = any($8::uuid[]))))
            or (e8."part" = any($9::text[])
              and t."school_id" = any($10::uuid[]))
            or (e8."part" = any($11::text[])
              and (t."school_id" = any($12::uuid[])
                and (((t."address_restricted"
                      or exists (select 1
                        from "contact" e12
                        where e12."pupil_id" = t."id"
                        and exists (select 1
                          from "contact" e13
                          where e13."person_id" = e12."person_id"
                          and exists (select 1
                            from "pupil" e14
                            where e14."id" = e13."pupil_id"
                            and e14."address_restricted"))))) is not true
                  or t."school_id" = any($8::uuid[]))))) then e8."version" else 0 end)
        from "row_stamp" e8
        where e8."trust_id" = $1::uuid
        and e8."type_name" = $5::text
        and e8."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."former_upns" is not null);

