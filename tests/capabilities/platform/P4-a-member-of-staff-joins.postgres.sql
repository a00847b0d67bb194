-- createStaffMember.staffMember
select t."id",
  t."staff_no",
  t."given_name",
  t."family_name",
  t."trn",
  t."trust_start",
  (t."row_version" + coalesce((select sum(case when e1."part" = $1::text then -e1."version" when ((e1."part" = any($4::text[])
            and true)
          or (e1."part" = any($5::text[])
            and (exists (select 1
                from "person" e2
                where e2."id" = t."person_id"
                and exists (select 1
                  from "principal" e3
                  where e3."person_id" = e2."id"
                  and true))
              or exists (select 1
                from "person" e4
                where e4."id" = t."person_id"
                and exists (select 1
                  from "staff_member" e5
                  where e5."person_id" = e4."id"
                  and true))
              or exists (select 1
                from "person" e6
                where e6."id" = t."person_id"
                and exists (select 1
                  from "governance_appointment" e7
                  where e7."person_id" = e6."id"
                  and true))))
          or (e1."part" = any($6::text[])
            and ((exists (select 1
                  from "person" e8
                  where e8."id" = t."person_id"
                  and exists (select 1
                    from "principal" e9
                    where e9."person_id" = e8."id"
                    and true))
                or exists (select 1
                  from "person" e10
                  where e10."id" = t."person_id"
                  and exists (select 1
                    from "staff_member" e11
                    where e11."person_id" = e10."id"
                    and true))
                or exists (select 1
                  from "person" e12
                  where e12."id" = t."person_id"
                  and exists (select 1
                    from "governance_appointment" e13
                    where e13."person_id" = e12."id"
                    and true)))
              and (exists (select 1
                  from "person" e14
                  where e14."id" = t."person_id"
                  and exists (select 1
                    from "contact" e15
                    where e15."person_id" = e14."id"
                    and exists (select 1
                      from "pupil" e16
                      where e16."id" = e15."pupil_id"
                      and e16."address_restricted")))) is not true))) then e1."version" else 0 end)
      from "row_stamp" e1
      where e1."trust_id" = $2::uuid
      and e1."type_name" = $3::text
      and e1."row_key" = t."id"), 0)), t."main_school_id", t."person_id"
from "staff_member" t
where (t."trust_id" = $2::uuid
  and t."id" = any($7::uuid[]));

-- createStaffMember.staffMember.person
select k.ord, t."email_work"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "person" t on t."id" = k.id
where (t."trust_id" = $2::uuid
  and (exists (select 1
      from "principal" e1
      where e1."person_id" = t."id"
      and true)
    or exists (select 1
      from "staff_member" e2
      where e2."person_id" = t."id"
      and true)
    or exists (select 1
      from "governance_appointment" e3
      where e3."person_id" = t."id"
      and true)))
order by k.ord;

-- an action
insert into "audit_event" ("id",
  "trust_id",
  "change_key",
  "position",
  "principal_id",
  "acting_for",
  "action",
  "kind",
  "type_name",
  "row_key",
  "owner_before",
  "owner_after",
  "changed_fields",
  "at",
  "operation",
  "purpose")
values ($1::uuid, $2::uuid, $3::uuid, $4::int8, $5::uuid, $6::uuid, $7::text, $8::text, $9::text, $10::uuid, $11::uuid, $12::uuid, $13::text, $14::timestamptz, $15::text, $16::text),
  ($17::uuid, $18::uuid, $19::uuid, $20::int8, $21::uuid, $22::uuid, $23::text, $24::text, $25::text, $26::uuid, $27::uuid, $28::uuid, $29::text, $30::timestamptz, $31::text, $32::text);

-- an action
insert into "person" ("id",
  "trust_id",
  "title",
  "given_name",
  "family_name",
  "preferred_name",
  "former_names",
  "name_fold",
  "family_fold",
  "date_of_birth",
  "sex",
  "address_line1",
  "town",
  "postcode",
  "phone",
  "email_work",
  "email_personal",
  "ni_number",
  "ethnicity",
  "religion",
  "sexual_orientation",
  "disability",
  "nationality",
  "updated_at",
  "row_version")
values ($1::uuid,
  $2::uuid,
  $3::text,
  $4::text,
  $5::text,
  $6::text,
  $7::text,
  $8::text,
  $9::text,
  $10::date,
  $11::text,
  $12::text,
  $13::text,
  $14::text,
  $15::text,
  $16::text,
  $17::text,
  $18::text,
  $19::text,
  $20::text,
  $21::text,
  $22::text,
  $23::text,
  $24::timestamptz,
  $25::int8)
on conflict ("id") do update
set "title" = excluded."title",
  "given_name" = excluded."given_name",
  "family_name" = excluded."family_name",
  "preferred_name" = excluded."preferred_name",
  "former_names" = excluded."former_names",
  "name_fold" = excluded."name_fold",
  "family_fold" = excluded."family_fold",
  "date_of_birth" = excluded."date_of_birth",
  "sex" = excluded."sex",
  "address_line1" = excluded."address_line1",
  "town" = excluded."town",
  "postcode" = excluded."postcode",
  "phone" = excluded."phone",
  "email_work" = excluded."email_work",
  "email_personal" = excluded."email_personal",
  "ni_number" = excluded."ni_number",
  "ethnicity" = excluded."ethnicity",
  "religion" = excluded."religion",
  "sexual_orientation" = excluded."sexual_orientation",
  "disability" = excluded."disability",
  "nationality" = excluded."nationality",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "person"."row_version" = excluded."row_version" - 1;

-- an action
insert into "row_stamp" ("id", "trust_id", "type_name", "row_key", "part", "changed_at", "version", "changed_in")
values ($1::uuid, $2::uuid, $3::text, $4::uuid, $5::text, $6::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($7::uuid, $8::uuid, $9::text, $10::uuid, $11::text, $12::timestamptz, 1, pg_current_xact_id()::text::int8)
on conflict ("trust_id", "type_name", "row_key", "part") do update
set "version" = "row_stamp"."version" + 1, "changed_at" = excluded."changed_at", "changed_in" = excluded."changed_in";

-- an action
insert into "staff_member" ("id",
  "trust_id",
  "person_id",
  "staff_no",
  "given_name",
  "family_name",
  "name_fold",
  "family_fold",
  "email_work",
  "role_category",
  "main_post_title",
  "main_school_id",
  "trn",
  "continuous_service_from",
  "trust_start",
  "leaving_date",
  "leaving_reason",
  "qts_status",
  "qts_date",
  "ect_status",
  "ect_period_end",
  "right_to_work_expiry",
  "teacher_pension_no",
  "source_system",
  "source_key",
  "imported_at",
  "updated_at",
  "row_version")
values ($1::uuid,
  $2::uuid,
  $3::uuid,
  $4::text,
  $5::text,
  $6::text,
  $7::text,
  $8::text,
  $9::text,
  $10::text,
  $11::text,
  $12::uuid,
  $13::text,
  $14::date,
  $15::date,
  $16::date,
  $17::text,
  $18::text,
  $19::date,
  $20::text,
  $21::date,
  $22::date,
  $23::text,
  $24::text,
  $25::text,
  $26::timestamptz,
  $27::timestamptz,
  $28::int8)
on conflict ("id") do update
set "person_id" = excluded."person_id",
  "staff_no" = excluded."staff_no",
  "given_name" = excluded."given_name",
  "family_name" = excluded."family_name",
  "name_fold" = excluded."name_fold",
  "family_fold" = excluded."family_fold",
  "email_work" = excluded."email_work",
  "role_category" = excluded."role_category",
  "main_post_title" = excluded."main_post_title",
  "main_school_id" = excluded."main_school_id",
  "trn" = excluded."trn",
  "continuous_service_from" = excluded."continuous_service_from",
  "trust_start" = excluded."trust_start",
  "leaving_date" = excluded."leaving_date",
  "leaving_reason" = excluded."leaving_reason",
  "qts_status" = excluded."qts_status",
  "qts_date" = excluded."qts_date",
  "ect_status" = excluded."ect_status",
  "ect_period_end" = excluded."ect_period_end",
  "right_to_work_expiry" = excluded."right_to_work_expiry",
  "teacher_pension_no" = excluded."teacher_pension_no",
  "source_system" = excluded."source_system",
  "source_key" = excluded."source_key",
  "imported_at" = excluded."imported_at",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "staff_member"."row_version" = excluded."row_version" - 1;

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
    (t."trust_id" = $1::uuid))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[]))
union all
select 2::int8,
  json_build_array(t."id",
    t."trust_id",
    t."name",
    t."name_fold",
    t."companies_house_no",
    t."ukprn",
    t."gias_group_uid",
    t."gias_group_id",
    t."trust_type",
    t."status",
    t."incorporated_on",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."website",
    t."central_charge_model",
    t."reserves_policy_hundredths",
    t."dbs_renewal_months",
    t."suppression_threshold",
    (false),
    (t."trust_id" = $1::uuid))::text
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = any($3::uuid[]))
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
    (false),
    (true),
    (t."trust_id" = $1::uuid))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = any($2::uuid[]))
union all
select 4::int8,
  json_build_array(t."id",
    t."trust_id",
    t."name",
    t."name_fold",
    t."companies_house_no",
    t."ukprn",
    t."gias_group_uid",
    t."gias_group_id",
    t."trust_type",
    t."status",
    t."incorporated_on",
    t."address_line1",
    t."town",
    t."county",
    t."postcode",
    t."website",
    t."central_charge_model",
    t."reserves_policy_hundredths",
    t."dbs_renewal_months",
    t."suppression_threshold",
    (false),
    (true),
    (t."trust_id" = $1::uuid))::text
from "trust" t
where (t."trust_id" = $1::uuid
  and t."id" = any($3::uuid[]))
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
  and t."id" = any($2::uuid[]))
union all
select 6::int8,
  json_build_array(t."id",
    t."trust_id",
    t."title",
    t."given_name",
    t."family_name",
    t."preferred_name",
    t."former_names",
    t."name_fold",
    t."family_fold",
    t."date_of_birth",
    t."sex",
    t."address_line1",
    t."town",
    t."postcode",
    t."phone",
    t."email_work",
    t."email_personal",
    t."ni_number",
    t."ethnicity",
    t."religion",
    t."sexual_orientation",
    t."disability",
    t."nationality",
    t."updated_at",
    (t."row_version" + coalesce((select sum(case when e1."part" = $4::text then -e1."version" when ((e1."part" = any($6::text[])
              and (exists (select 1
                  from "principal" e2
                  where e2."person_id" = t."id"
                  and true)
                or exists (select 1
                  from "staff_member" e3
                  where e3."person_id" = t."id"
                  and true)
                or exists (select 1
                  from "governance_appointment" e4
                  where e4."person_id" = t."id"
                  and true)))
            or (e1."part" = any($7::text[])
              and ((exists (select 1
                    from "principal" e5
                    where e5."person_id" = t."id"
                    and true)
                  or exists (select 1
                    from "staff_member" e6
                    where e6."person_id" = t."id"
                    and true)
                  or exists (select 1
                    from "governance_appointment" e7
                    where e7."person_id" = t."id"
                    and true))
                and (exists (select 1
                    from "contact" e8
                    where e8."person_id" = t."id"
                    and exists (select 1
                      from "pupil" e9
                      where e9."id" = e8."pupil_id"
                      and e9."address_restricted"))) is not true))
            or (e1."part" = any($8::text[])
              and true)) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $1::uuid
        and e1."type_name" = $5::text
        and e1."row_key" = t."id"), 0)), t."row_version", (false), ((false
      or (exists (select 1
          from "contact" e10
          where e10."person_id" = t."id"
          and exists (select 1
            from "pupil" e11
            where e11."id" = e10."pupil_id"
            and e11."address_restricted"))) is not true)), (t."trust_id" = $1::uuid))::text
from "person" t
where (t."trust_id" = $1::uuid
  and (exists (select 1
      from "principal" e12
      where e12."person_id" = t."id"
      and true)
    or exists (select 1
      from "staff_member" e13
      where e13."person_id" = t."id"
      and true)
    or exists (select 1
      from "governance_appointment" e14
      where e14."person_id" = t."id"
      and true))
  and t."id" = any($2::uuid[]))
union all
select 7::int8,
  json_build_array(t."id",
    t."trust_id",
    t."title",
    t."given_name",
    t."family_name",
    t."preferred_name",
    t."former_names",
    t."name_fold",
    t."family_fold",
    t."date_of_birth",
    t."sex",
    t."address_line1",
    t."town",
    t."postcode",
    t."phone",
    t."email_work",
    t."email_personal",
    t."ni_number",
    t."ethnicity",
    t."religion",
    t."sexual_orientation",
    t."disability",
    t."nationality",
    t."updated_at",
    (t."row_version" + coalesce((select sum(case when e15."part" = $4::text then -e15."version" when ((e15."part" = any($6::text[])
              and (exists (select 1
                  from "principal" e16
                  where e16."person_id" = t."id"
                  and true)
                or exists (select 1
                  from "staff_member" e17
                  where e17."person_id" = t."id"
                  and true)
                or exists (select 1
                  from "governance_appointment" e18
                  where e18."person_id" = t."id"
                  and true)))
            or (e15."part" = any($7::text[])
              and ((exists (select 1
                    from "principal" e19
                    where e19."person_id" = t."id"
                    and true)
                  or exists (select 1
                    from "staff_member" e20
                    where e20."person_id" = t."id"
                    and true)
                  or exists (select 1
                    from "governance_appointment" e21
                    where e21."person_id" = t."id"
                    and true))
                and (exists (select 1
                    from "contact" e22
                    where e22."person_id" = t."id"
                    and exists (select 1
                      from "pupil" e23
                      where e23."id" = e22."pupil_id"
                      and e23."address_restricted"))) is not true))
            or (e15."part" = any($8::text[])
              and true)) then e15."version" else 0 end)
        from "row_stamp" e15
        where e15."trust_id" = $1::uuid
        and e15."type_name" = $5::text
        and e15."row_key" = t."id"), 0)), t."row_version", (false), ((false
      or (exists (select 1
          from "contact" e24
          where e24."person_id" = t."id"
          and exists (select 1
            from "pupil" e25
            where e25."id" = e24."pupil_id"
            and e25."address_restricted"))) is not true)), (t."trust_id" = $1::uuid))::text
from "person" t
where (t."trust_id" = $1::uuid
  and (exists (select 1
      from "principal" e26
      where e26."person_id" = t."id"
      and true)
    or exists (select 1
      from "staff_member" e27
      where e27."person_id" = t."id"
      and true)
    or exists (select 1
      from "governance_appointment" e28
      where e28."person_id" = t."id"
      and true))
  and t."family_fold" = $9::text
  and t."date_of_birth" = $10::date)
union all
select 8::int8,
  json_build_array(t."id",
    t."trust_id",
    t."person_id",
    t."staff_no",
    t."given_name",
    t."family_name",
    t."name_fold",
    t."family_fold",
    t."email_work",
    t."role_category",
    t."main_post_title",
    t."main_school_id",
    t."trn",
    t."continuous_service_from",
    t."trust_start",
    t."leaving_date",
    t."leaving_reason",
    t."qts_status",
    t."qts_date",
    t."ect_status",
    t."ect_period_end",
    t."right_to_work_expiry",
    t."teacher_pension_no",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (t."row_version" + coalesce((select sum(case when e29."part" = $4::text then -e29."version" when ((e29."part" = any($12::text[])
              and true)
            or (e29."part" = any($13::text[])
              and (exists (select 1
                  from "person" e30
                  where e30."id" = t."person_id"
                  and exists (select 1
                    from "principal" e31
                    where e31."person_id" = e30."id"
                    and true))
                or exists (select 1
                  from "person" e32
                  where e32."id" = t."person_id"
                  and exists (select 1
                    from "staff_member" e33
                    where e33."person_id" = e32."id"
                    and true))
                or exists (select 1
                  from "person" e34
                  where e34."id" = t."person_id"
                  and exists (select 1
                    from "governance_appointment" e35
                    where e35."person_id" = e34."id"
                    and true))))
            or (e29."part" = any($14::text[])
              and ((exists (select 1
                    from "person" e36
                    where e36."id" = t."person_id"
                    and exists (select 1
                      from "principal" e37
                      where e37."person_id" = e36."id"
                      and true))
                  or exists (select 1
                    from "person" e38
                    where e38."id" = t."person_id"
                    and exists (select 1
                      from "staff_member" e39
                      where e39."person_id" = e38."id"
                      and true))
                  or exists (select 1
                    from "person" e40
                    where e40."id" = t."person_id"
                    and exists (select 1
                      from "governance_appointment" e41
                      where e41."person_id" = e40."id"
                      and true)))
                and (exists (select 1
                    from "person" e42
                    where e42."id" = t."person_id"
                    and exists (select 1
                      from "contact" e43
                      where e43."person_id" = e42."id"
                      and exists (select 1
                        from "pupil" e44
                        where e44."id" = e43."pupil_id"
                        and e44."address_restricted")))) is not true))) then e29."version" else 0 end)
        from "row_stamp" e29
        where e29."trust_id" = $1::uuid
        and e29."type_name" = $11::text
        and e29."row_key" = t."id"), 0)), t."row_version")::text
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."person_id" = any($2::uuid[]))
union all
select 9::int8,
  json_build_array(t."id",
    t."trust_id",
    t."person_id",
    t."staff_no",
    t."given_name",
    t."family_name",
    t."name_fold",
    t."family_fold",
    t."email_work",
    t."role_category",
    t."main_post_title",
    t."main_school_id",
    t."trn",
    t."continuous_service_from",
    t."trust_start",
    t."leaving_date",
    t."leaving_reason",
    t."qts_status",
    t."qts_date",
    t."ect_status",
    t."ect_period_end",
    t."right_to_work_expiry",
    t."teacher_pension_no",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    (t."row_version" + coalesce((select sum(case when e45."part" = $4::text then -e45."version" when ((e45."part" = any($12::text[])
              and true)
            or (e45."part" = any($13::text[])
              and (exists (select 1
                  from "person" e46
                  where e46."id" = t."person_id"
                  and exists (select 1
                    from "principal" e47
                    where e47."person_id" = e46."id"
                    and true))
                or exists (select 1
                  from "person" e48
                  where e48."id" = t."person_id"
                  and exists (select 1
                    from "staff_member" e49
                    where e49."person_id" = e48."id"
                    and true))
                or exists (select 1
                  from "person" e50
                  where e50."id" = t."person_id"
                  and exists (select 1
                    from "governance_appointment" e51
                    where e51."person_id" = e50."id"
                    and true))))
            or (e45."part" = any($14::text[])
              and ((exists (select 1
                    from "person" e52
                    where e52."id" = t."person_id"
                    and exists (select 1
                      from "principal" e53
                      where e53."person_id" = e52."id"
                      and true))
                  or exists (select 1
                    from "person" e54
                    where e54."id" = t."person_id"
                    and exists (select 1
                      from "staff_member" e55
                      where e55."person_id" = e54."id"
                      and true))
                  or exists (select 1
                    from "person" e56
                    where e56."id" = t."person_id"
                    and exists (select 1
                      from "governance_appointment" e57
                      where e57."person_id" = e56."id"
                      and true)))
                and (exists (select 1
                    from "person" e58
                    where e58."id" = t."person_id"
                    and exists (select 1
                      from "contact" e59
                      where e59."person_id" = e58."id"
                      and exists (select 1
                        from "pupil" e60
                        where e60."id" = e59."pupil_id"
                        and e60."address_restricted")))) is not true))) then e45."version" else 0 end)
        from "row_stamp" e45
        where e45."trust_id" = $1::uuid
        and e45."type_name" = $11::text
        and e45."row_key" = t."id"), 0)), t."row_version")::text
from "staff_member" t
where (t."trust_id" = $1::uuid
  and t."staff_no" = $15::text);

