-- takePupilsIn.pupils
select t."id",
  t."given_name",
  t."family_name",
  t."preferred_name",
  (select py."nc_year" + (extract(year from $1::date) - case when extract(month from $1::date) < 9 then 1 else 0 end)::int8 - py."first_year"
  from "pupil_year" py
  where (py."pupil_id" = t."id"
    and exists (select 1
      from "enrolment" ye
      where (ye."pupil_id" = t."id"
        and ye."status" in ('CURRENT', 'MAIN')
        and (ye."entry_date" <= $1::date
          and (ye."leaving_date" is null
            or ye."leaving_date" >= $1::date)))))
  and py."starts_on" <= $1::date
  order by py."starts_on" desc
  limit 1), t."ethnicity", t."eal", coalesce((select min(sp."provision")
    from "sen_record" sp
    where (sp."pupil_id" = t."id"
      and (sp."starts_on" <= $1::date
        and (sp."ends_on" is null
          or sp."ends_on" >= $1::date)))), 'NONE'), ((t."address_restricted"
    or exists (select 1
      from "contact" e1
      where e1."pupil_id" = t."id"
      and exists (select 1
        from "contact" e2
        where e2."person_id" = e1."person_id"
        and exists (select 1
          from "pupil" e3
          where e3."id" = e2."pupil_id"
          and e3."address_restricted"))))), t."town", t."postcode"
from "pupil" t
where (t."trust_id" = $2::uuid
  and t."id" = any($3::uuid[]));

-- takePupilsIn.pupils.fundingFlags
select k.ord, x.c0, x.c1, x.c2
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."kind" as c0, t."starts_on" as c1, t."ends_on" as c2, t."id" as o1
  from "funding_flag" t
  where t."pupil_id" = k.id
  and t."trust_id" = $2::uuid
  order by t."starts_on" desc, t."id"
  limit $3::int8) x
order by k.ord, x.c1 desc, x.o1;

-- takePupilsIn.pupils.sen
select k.ord, t."provision", t."id", t."pupil_id"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "sen_record" t on t."pupil_id" = k.id
where (t."trust_id" = $2::uuid
  and (t."starts_on" <= $3::date
    and (t."ends_on" is null
      or t."ends_on" >= $3::date)))
order by k.ord;

-- takePupilsIn.pupils.sen.needs
select k.ord, t."id", t."pupil_id", t."need_rank", t."need_type"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "sen_need" t on t."sen_record_id" = k.id
where t."trust_id" = $2::uuid
order by k.ord, t."need_rank", t."id";

-- takePupilsIn.pupils.contacts
select k.ord, x.c0, x.c1
from unnest($1::uuid[]) with ordinality k(id, ord)
cross join lateral (select t."priority" as c0, t."parental_responsibility" as c1, t."id" as o1
  from "contact" t
  where t."pupil_id" = k.id
  and t."trust_id" = $2::uuid
  order by t."priority", t."id"
  limit $3::int8) x
order by k.ord, x.c0, x.o1;

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
  ($17::uuid, $18::uuid, $19::uuid, $20::int8, $21::uuid, $22::uuid, $23::text, $24::text, $25::text, $26::uuid, $27::uuid, $28::uuid, $29::text, $30::timestamptz, $31::text, $32::text),
  ($33::uuid, $34::uuid, $35::uuid, $36::int8, $37::uuid, $38::uuid, $39::text, $40::text, $41::text, $42::uuid, $43::uuid, $44::uuid, $45::text, $46::timestamptz, $47::text, $48::text),
  ($49::uuid, $50::uuid, $51::uuid, $52::int8, $53::uuid, $54::uuid, $55::text, $56::text, $57::text, $58::uuid, $59::uuid, $60::uuid, $61::text, $62::timestamptz, $63::text, $64::text),
  ($65::uuid, $66::uuid, $67::uuid, $68::int8, $69::uuid, $70::uuid, $71::text, $72::text, $73::text, $74::uuid, $75::uuid, $76::uuid, $77::text, $78::timestamptz, $79::text, $80::text),
  ($81::uuid, $82::uuid, $83::uuid, $84::int8, $85::uuid, $86::uuid, $87::text, $88::text, $89::text, $90::uuid, $91::uuid, $92::uuid, $93::text, $94::timestamptz, $95::text, $96::text),
  ($97::uuid, $98::uuid, $99::uuid, $100::int8, $101::uuid, $102::uuid, $103::text, $104::text, $105::text, $106::uuid, $107::uuid, $108::uuid, $109::text, $110::timestamptz, $111::text, $112::text),
  ($113::uuid, $114::uuid, $115::uuid, $116::int8, $117::uuid, $118::uuid, $119::text, $120::text, $121::text, $122::uuid, $123::uuid, $124::uuid, $125::text, $126::timestamptz, $127::text, $128::text);

-- an action
insert into "contact" ("id",
  "trust_id",
  "pupil_id",
  "school_id",
  "person_id",
  "relationship",
  "parental_responsibility",
  "priority",
  "lives_with",
  "court_order",
  "updated_at")
values ($1::uuid,
  $2::uuid,
  $3::uuid,
  $4::uuid,
  $5::uuid,
  $6::text,
  $7::bool,
  $8::int8,
  $9::bool,
  $10::text,
  $11::timestamptz)
on conflict ("id") do update
set "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "person_id" = excluded."person_id",
  "relationship" = excluded."relationship",
  "parental_responsibility" = excluded."parental_responsibility",
  "priority" = excluded."priority",
  "lives_with" = excluded."lives_with",
  "court_order" = excluded."court_order",
  "updated_at" = excluded."updated_at";

-- an action
insert into "enrolment" ("id",
  "trust_id",
  "pupil_id",
  "school_id",
  "admission_no",
  "entry_date",
  "leaving_date",
  "status",
  "nc_year",
  "boarder",
  "part_time",
  "leaving_destination",
  "grounds_for_removal",
  "source_system",
  "source_key",
  "imported_at",
  "updated_at",
  "row_version")
values ($1::uuid,
  $2::uuid,
  $3::uuid,
  $4::uuid,
  $5::text,
  $6::date,
  $7::date,
  $8::text,
  $9::int8,
  $10::bool,
  $11::bool,
  $12::text,
  $13::text,
  $14::text,
  $15::text,
  $16::timestamptz,
  $17::timestamptz,
  $18::int8)
on conflict ("id") do update
set "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "admission_no" = excluded."admission_no",
  "entry_date" = excluded."entry_date",
  "leaving_date" = excluded."leaving_date",
  "status" = excluded."status",
  "nc_year" = excluded."nc_year",
  "boarder" = excluded."boarder",
  "part_time" = excluded."part_time",
  "leaving_destination" = excluded."leaving_destination",
  "grounds_for_removal" = excluded."grounds_for_removal",
  "source_system" = excluded."source_system",
  "source_key" = excluded."source_key",
  "imported_at" = excluded."imported_at",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "enrolment"."row_version" = excluded."row_version" - 1;

-- an action
insert into "funding_flag" ("id",
  "trust_id",
  "pupil_id",
  "school_id",
  "kind",
  "starts_on",
  "ends_on",
  "detail",
  "updated_at",
  "row_version")
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, $6::date, $7::date, $8::text, $9::timestamptz, $10::int8)
on conflict ("id") do update
set "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "kind" = excluded."kind",
  "starts_on" = excluded."starts_on",
  "ends_on" = excluded."ends_on",
  "detail" = excluded."detail",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "funding_flag"."row_version" = excluded."row_version" - 1;

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
insert into "pupil" ("id",
  "trust_id",
  "school_id",
  "upn",
  "former_upns",
  "uln",
  "given_name",
  "family_name",
  "preferred_name",
  "name_fold",
  "family_fold",
  "given_fold",
  "date_of_birth",
  "sex",
  "address_line1",
  "town",
  "postcode",
  "address_restricted",
  "photo_consent",
  "medical_flag",
  "medical_conditions",
  "ethnicity",
  "religion",
  "first_language",
  "eal",
  "deprivation_decile",
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
  $12::text,
  $13::date,
  $14::text,
  $15::text,
  $16::text,
  $17::text,
  $18::bool,
  $19::bool,
  $20::bool,
  $21::text,
  $22::text,
  $23::text,
  $24::text,
  $25::bool,
  $26::int8,
  $27::text,
  $28::text,
  $29::timestamptz,
  $30::timestamptz,
  $31::int8)
on conflict ("id") do update
set "school_id" = excluded."school_id",
  "upn" = excluded."upn",
  "former_upns" = excluded."former_upns",
  "uln" = excluded."uln",
  "given_name" = excluded."given_name",
  "family_name" = excluded."family_name",
  "preferred_name" = excluded."preferred_name",
  "name_fold" = excluded."name_fold",
  "family_fold" = excluded."family_fold",
  "given_fold" = excluded."given_fold",
  "date_of_birth" = excluded."date_of_birth",
  "sex" = excluded."sex",
  "address_line1" = excluded."address_line1",
  "town" = excluded."town",
  "postcode" = excluded."postcode",
  "address_restricted" = excluded."address_restricted",
  "photo_consent" = excluded."photo_consent",
  "medical_flag" = excluded."medical_flag",
  "medical_conditions" = excluded."medical_conditions",
  "ethnicity" = excluded."ethnicity",
  "religion" = excluded."religion",
  "first_language" = excluded."first_language",
  "eal" = excluded."eal",
  "deprivation_decile" = excluded."deprivation_decile",
  "source_system" = excluded."source_system",
  "source_key" = excluded."source_key",
  "imported_at" = excluded."imported_at",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "pupil"."row_version" = excluded."row_version" - 1;

-- an action
insert into "pupil_year" ("id",
  "trust_id",
  "pupil_id",
  "school_id",
  "first_year",
  "starts_on",
  "nc_year",
  "registration_group",
  "updated_at",
  "row_version")
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::int8, $6::date, $7::int8, $8::text, $9::timestamptz, $10::int8)
on conflict ("id") do update
set "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "first_year" = excluded."first_year",
  "starts_on" = excluded."starts_on",
  "nc_year" = excluded."nc_year",
  "registration_group" = excluded."registration_group",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "pupil_year"."row_version" = excluded."row_version" - 1;

-- an action
insert into "row_stamp" ("id", "trust_id", "type_name", "row_key", "part", "changed_at", "version", "changed_in")
values ($1::uuid, $2::uuid, $3::text, $4::uuid, $5::text, $6::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($7::uuid, $8::uuid, $9::text, $10::uuid, $11::text, $12::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($13::uuid, $14::uuid, $15::text, $16::uuid, $17::text, $18::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($19::uuid, $20::uuid, $21::text, $22::uuid, $23::text, $24::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($25::uuid, $26::uuid, $27::text, $28::uuid, $29::text, $30::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($31::uuid, $32::uuid, $33::text, $34::uuid, $35::text, $36::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($37::uuid, $38::uuid, $39::text, $40::uuid, $41::text, $42::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($43::uuid, $44::uuid, $45::text, $46::uuid, $47::text, $48::timestamptz, 1, pg_current_xact_id()::text::int8)
on conflict ("trust_id", "type_name", "row_key", "part") do update
set "version" = "row_stamp"."version" + 1, "changed_at" = excluded."changed_at", "changed_in" = excluded."changed_in";

-- an action
insert into "sen_need" ("id",
  "trust_id",
  "sen_record_id",
  "pupil_id",
  "school_id",
  "need_rank",
  "need_type",
  "updated_at")
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::int8, $7::text, $8::timestamptz)
on conflict ("id") do update
set "sen_record_id" = excluded."sen_record_id",
  "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "need_rank" = excluded."need_rank",
  "need_type" = excluded."need_type",
  "updated_at" = excluded."updated_at";

-- an action
insert into "sen_record" ("id",
  "trust_id",
  "pupil_id",
  "school_id",
  "provision",
  "starts_on",
  "ends_on",
  "ehcp_authority",
  "ehcp_issued_on",
  "ehcp_review_due_on",
  "top_up_band",
  "updated_at")
values ($1::uuid,
  $2::uuid,
  $3::uuid,
  $4::uuid,
  $5::text,
  $6::date,
  $7::date,
  $8::text,
  $9::date,
  $10::date,
  $11::text,
  $12::timestamptz)
on conflict ("id") do update
set "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "provision" = excluded."provision",
  "starts_on" = excluded."starts_on",
  "ends_on" = excluded."ends_on",
  "ehcp_authority" = excluded."ehcp_authority",
  "ehcp_issued_on" = excluded."ehcp_issued_on",
  "ehcp_review_due_on" = excluded."ehcp_review_due_on",
  "top_up_band" = excluded."top_up_band",
  "updated_at" = excluded."updated_at";

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
              and ((t."address_restricted"
                  or exists (select 1
                    from "contact" e2
                    where e2."pupil_id" = t."id"
                    and exists (select 1
                      from "contact" e3
                      where e3."person_id" = e2."person_id"
                      and exists (select 1
                        from "pupil" e4
                        where e4."id" = e3."pupil_id"
                        and e4."address_restricted"))))) is not true)
            or (e1."part" = any($5::text[])
              and true)
            or (e1."part" = any($6::text[])
              and ((exists (select 1
                    from "contact" e5
                    where e5."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e6
                      where e6."id" = e5."person_id"
                      and exists (select 1
                        from "principal" e7
                        where e7."person_id" = e6."id"
                        and true)))
                  or exists (select 1
                    from "contact" e8
                    where e8."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e9
                      where e9."id" = e8."person_id"
                      and exists (select 1
                        from "staff_member" e10
                        where e10."person_id" = e9."id"
                        and true)))
                  or exists (select 1
                    from "contact" e11
                    where e11."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e12
                      where e12."id" = e11."person_id"
                      and exists (select 1
                        from "governance_appointment" e13
                        where e13."person_id" = e12."id"
                        and true))))
                or exists (select 1
                  from "contact" e14
                  where e14."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e15
                    where e15."id" = e14."person_id"
                    and exists (select 1
                      from "contact" e16
                      where e16."person_id" = e15."id"
                      and true)))))
            or (e1."part" = any($7::text[])
              and (((exists (select 1
                      from "contact" e17
                      where e17."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e18
                        where e18."id" = e17."person_id"
                        and exists (select 1
                          from "principal" e19
                          where e19."person_id" = e18."id"
                          and true)))
                    or exists (select 1
                      from "contact" e20
                      where e20."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e21
                        where e21."id" = e20."person_id"
                        and exists (select 1
                          from "staff_member" e22
                          where e22."person_id" = e21."id"
                          and true)))
                    or exists (select 1
                      from "contact" e23
                      where e23."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e24
                        where e24."id" = e23."person_id"
                        and exists (select 1
                          from "governance_appointment" e25
                          where e25."person_id" = e24."id"
                          and true))))
                  or exists (select 1
                    from "contact" e26
                    where e26."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e27
                      where e27."id" = e26."person_id"
                      and exists (select 1
                        from "contact" e28
                        where e28."person_id" = e27."id"
                        and true))))
                and (exists (select 1
                    from "contact" e29
                    where e29."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e30
                      where e30."id" = e29."person_id"
                      and exists (select 1
                        from "contact" e31
                        where e31."person_id" = e30."id"
                        and exists (select 1
                          from "pupil" e32
                          where e32."id" = e31."pupil_id"
                          and e32."address_restricted"))))) is not true))) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $2::uuid
        and e1."type_name" = $3::text
        and e1."row_key" = t."id"),
          0)),
          t."row_version",
          (t."trust_id" = $2::uuid),
          (t."trust_id" = $2::uuid),
          (false),
          ((false
      or ((t."address_restricted"
          or exists (select 1
            from "contact" e33
            where e33."pupil_id" = t."id"
            and exists (select 1
              from "contact" e34
              where e34."person_id" = e33."person_id"
              and exists (select 1
                from "pupil" e35
                where e35."id" = e34."pupil_id"
                and e35."address_restricted"))))) is not true)))::text
from "pupil" t
where (t."trust_id" = $2::uuid
  and t."id" = any($8::uuid[]))
union all
select 2::int8,
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
    (t."row_version" + coalesce((select sum(case when e36."part" = $1::text then -e36."version" when ((e36."part" = any($4::text[])
              and ((t."address_restricted"
                  or exists (select 1
                    from "contact" e37
                    where e37."pupil_id" = t."id"
                    and exists (select 1
                      from "contact" e38
                      where e38."person_id" = e37."person_id"
                      and exists (select 1
                        from "pupil" e39
                        where e39."id" = e38."pupil_id"
                        and e39."address_restricted"))))) is not true)
            or (e36."part" = any($5::text[])
              and true)
            or (e36."part" = any($6::text[])
              and ((exists (select 1
                    from "contact" e40
                    where e40."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e41
                      where e41."id" = e40."person_id"
                      and exists (select 1
                        from "principal" e42
                        where e42."person_id" = e41."id"
                        and true)))
                  or exists (select 1
                    from "contact" e43
                    where e43."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e44
                      where e44."id" = e43."person_id"
                      and exists (select 1
                        from "staff_member" e45
                        where e45."person_id" = e44."id"
                        and true)))
                  or exists (select 1
                    from "contact" e46
                    where e46."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e47
                      where e47."id" = e46."person_id"
                      and exists (select 1
                        from "governance_appointment" e48
                        where e48."person_id" = e47."id"
                        and true))))
                or exists (select 1
                  from "contact" e49
                  where e49."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e50
                    where e50."id" = e49."person_id"
                    and exists (select 1
                      from "contact" e51
                      where e51."person_id" = e50."id"
                      and true)))))
            or (e36."part" = any($7::text[])
              and (((exists (select 1
                      from "contact" e52
                      where e52."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e53
                        where e53."id" = e52."person_id"
                        and exists (select 1
                          from "principal" e54
                          where e54."person_id" = e53."id"
                          and true)))
                    or exists (select 1
                      from "contact" e55
                      where e55."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e56
                        where e56."id" = e55."person_id"
                        and exists (select 1
                          from "staff_member" e57
                          where e57."person_id" = e56."id"
                          and true)))
                    or exists (select 1
                      from "contact" e58
                      where e58."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e59
                        where e59."id" = e58."person_id"
                        and exists (select 1
                          from "governance_appointment" e60
                          where e60."person_id" = e59."id"
                          and true))))
                  or exists (select 1
                    from "contact" e61
                    where e61."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e62
                      where e62."id" = e61."person_id"
                      and exists (select 1
                        from "contact" e63
                        where e63."person_id" = e62."id"
                        and true))))
                and (exists (select 1
                    from "contact" e64
                    where e64."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e65
                      where e65."id" = e64."person_id"
                      and exists (select 1
                        from "contact" e66
                        where e66."person_id" = e65."id"
                        and exists (select 1
                          from "pupil" e67
                          where e67."id" = e66."pupil_id"
                          and e67."address_restricted"))))) is not true))) then e36."version" else 0 end)
        from "row_stamp" e36
        where e36."trust_id" = $2::uuid
        and e36."type_name" = $3::text
        and e36."row_key" = t."id"),
          0)),
          t."row_version",
          (t."trust_id" = $2::uuid),
          (t."trust_id" = $2::uuid),
          (false),
          ((false
      or ((t."address_restricted"
          or exists (select 1
            from "contact" e68
            where e68."pupil_id" = t."id"
            and exists (select 1
              from "contact" e69
              where e69."person_id" = e68."person_id"
              and exists (select 1
                from "pupil" e70
                where e70."id" = e69."pupil_id"
                and e70."address_restricted"))))) is not true)))::text
from "pupil" t
where (t."trust_id" = $2::uuid
  and t."school_id" is null
  and t."id" = any($8::uuid[]))
union all
select 3::int8,
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
    (t."row_version" + coalesce((select sum(case when e71."part" = $1::text then -e71."version" when ((e71."part" = any($4::text[])
              and ((t."address_restricted"
                  or exists (select 1
                    from "contact" e72
                    where e72."pupil_id" = t."id"
                    and exists (select 1
                      from "contact" e73
                      where e73."person_id" = e72."person_id"
                      and exists (select 1
                        from "pupil" e74
                        where e74."id" = e73."pupil_id"
                        and e74."address_restricted"))))) is not true)
            or (e71."part" = any($5::text[])
              and true)
            or (e71."part" = any($6::text[])
              and ((exists (select 1
                    from "contact" e75
                    where e75."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e76
                      where e76."id" = e75."person_id"
                      and exists (select 1
                        from "principal" e77
                        where e77."person_id" = e76."id"
                        and true)))
                  or exists (select 1
                    from "contact" e78
                    where e78."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e79
                      where e79."id" = e78."person_id"
                      and exists (select 1
                        from "staff_member" e80
                        where e80."person_id" = e79."id"
                        and true)))
                  or exists (select 1
                    from "contact" e81
                    where e81."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e82
                      where e82."id" = e81."person_id"
                      and exists (select 1
                        from "governance_appointment" e83
                        where e83."person_id" = e82."id"
                        and true))))
                or exists (select 1
                  from "contact" e84
                  where e84."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e85
                    where e85."id" = e84."person_id"
                    and exists (select 1
                      from "contact" e86
                      where e86."person_id" = e85."id"
                      and true)))))
            or (e71."part" = any($7::text[])
              and (((exists (select 1
                      from "contact" e87
                      where e87."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e88
                        where e88."id" = e87."person_id"
                        and exists (select 1
                          from "principal" e89
                          where e89."person_id" = e88."id"
                          and true)))
                    or exists (select 1
                      from "contact" e90
                      where e90."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e91
                        where e91."id" = e90."person_id"
                        and exists (select 1
                          from "staff_member" e92
                          where e92."person_id" = e91."id"
                          and true)))
                    or exists (select 1
                      from "contact" e93
                      where e93."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e94
                        where e94."id" = e93."person_id"
                        and exists (select 1
                          from "governance_appointment" e95
                          where e95."person_id" = e94."id"
                          and true))))
                  or exists (select 1
                    from "contact" e96
                    where e96."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e97
                      where e97."id" = e96."person_id"
                      and exists (select 1
                        from "contact" e98
                        where e98."person_id" = e97."id"
                        and true))))
                and (exists (select 1
                    from "contact" e99
                    where e99."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e100
                      where e100."id" = e99."person_id"
                      and exists (select 1
                        from "contact" e101
                        where e101."person_id" = e100."id"
                        and exists (select 1
                          from "pupil" e102
                          where e102."id" = e101."pupil_id"
                          and e102."address_restricted"))))) is not true))) then e71."version" else 0 end)
        from "row_stamp" e71
        where e71."trust_id" = $2::uuid
        and e71."type_name" = $3::text
        and e71."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $2::uuid
  and t."id" = any($8::uuid[]))
union all
select 4::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."class_id", t."school_id", t."starts_on", t."ends_on", t."updated_at")::text
from "class_membership" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 5::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."first_year", t."starts_on", t."nc_year", t."registration_group", t."updated_at", t."row_version", t."row_version")::text
from "pupil_year" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 6::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."first_year", t."starts_on", t."nc_year", t."registration_group", t."updated_at", t."row_version", t."row_version")::text
from "pupil_year" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
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
    (t."row_version" + coalesce((select sum(case when e103."part" = $1::text then -e103."version" when ((e103."part" = any($10::text[])
              and ((exists (select 1
                    from "principal" e104
                    where e104."person_id" = t."id"
                    and true)
                  or exists (select 1
                    from "staff_member" e105
                    where e105."person_id" = t."id"
                    and true)
                  or exists (select 1
                    from "governance_appointment" e106
                    where e106."person_id" = t."id"
                    and true))
                or exists (select 1
                  from "contact" e107
                  where e107."person_id" = t."id"
                  and true)))
            or (e103."part" = any($11::text[])
              and (((exists (select 1
                      from "principal" e108
                      where e108."person_id" = t."id"
                      and true)
                    or exists (select 1
                      from "staff_member" e109
                      where e109."person_id" = t."id"
                      and true)
                    or exists (select 1
                      from "governance_appointment" e110
                      where e110."person_id" = t."id"
                      and true))
                  or exists (select 1
                    from "contact" e111
                    where e111."person_id" = t."id"
                    and true))
                and (exists (select 1
                    from "contact" e112
                    where e112."person_id" = t."id"
                    and exists (select 1
                      from "pupil" e113
                      where e113."id" = e112."pupil_id"
                      and e113."address_restricted"))) is not true))
            or (e103."part" = any($12::text[])
              and t."id" = any($13::uuid[]))
            or (e103."part" = any($14::text[])
              and t."id" = any($15::uuid[]))
            or (e103."part" = any($16::text[])
              and t."id" = any($17::uuid[]))) then e103."version" else 0 end)
        from "row_stamp" e103
        where e103."trust_id" = $2::uuid
        and e103."type_name" = $9::text
        and e103."row_key" = t."id"), 0)), t."row_version", (false), ((false
      or (exists (select 1
          from "contact" e114
          where e114."person_id" = t."id"
          and exists (select 1
            from "pupil" e115
            where e115."id" = e114."pupil_id"
            and e115."address_restricted"))) is not true)), (false))::text
from "person" t
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "contact" e116
    where e116."person_id" = t."id"
    and true)
  and t."name_fold" = any($18::text[]))
union all
select 8::int8,
  json_build_array(t."id",
    t."trust_id",
    t."pupil_id",
    t."school_id",
    t."admission_no",
    t."entry_date",
    t."leaving_date",
    t."status",
    t."nc_year",
    t."boarder",
    t."part_time",
    t."leaving_destination",
    t."grounds_for_removal",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    t."row_version",
    t."row_version")::text
from "enrolment" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 9::int8,
  json_build_array(t."id",
    t."trust_id",
    t."pupil_id",
    t."school_id",
    t."admission_no",
    t."entry_date",
    t."leaving_date",
    t."status",
    t."nc_year",
    t."boarder",
    t."part_time",
    t."leaving_destination",
    t."grounds_for_removal",
    t."source_system",
    t."source_key",
    t."imported_at",
    t."updated_at",
    t."row_version",
    t."row_version")::text
from "enrolment" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 10::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."kind", t."starts_on", t."ends_on", t."detail", t."updated_at", t."row_version", t."row_version")::text
from "funding_flag" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 11::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."kind", t."starts_on", t."ends_on", t."detail", t."updated_at", t."row_version", t."row_version")::text
from "funding_flag" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 12::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."kind", t."starts_on", t."ends_on", t."detail", t."updated_at", t."row_version", t."row_version")::text
from "care_flag" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 13::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."kind", t."starts_on", t."ends_on", t."detail", t."updated_at", t."row_version", t."row_version", (false))::text
from "care_flag" t
where false
union all
select 14::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."provision", t."starts_on", t."ends_on", t."ehcp_authority", t."ehcp_issued_on", t."ehcp_review_due_on", t."top_up_band", t."updated_at")::text
from "sen_record" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 15::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."provision", t."starts_on", t."ends_on", t."ehcp_authority", t."ehcp_issued_on", t."ehcp_review_due_on", t."top_up_band", t."updated_at", (t."trust_id" = $2::uuid))::text
from "sen_record" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 16::int8,
  json_build_array(t."id", t."trust_id", t."sen_record_id", t."pupil_id", t."school_id", t."need_rank", t."need_type", t."updated_at")::text
from "sen_need" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 17::int8,
  json_build_array(t."id", t."trust_id", t."sen_record_id", t."pupil_id", t."school_id", t."need_rank", t."need_type", t."updated_at", (t."trust_id" = $2::uuid))::text
from "sen_need" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 18::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."person_id", t."relationship", t."parental_responsibility", t."priority", t."lives_with", t."court_order", t."updated_at")::text
from "contact" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]))
union all
select 19::int8,
  json_build_array(t."id", t."trust_id", t."pupil_id", t."school_id", t."person_id", t."relationship", t."parental_responsibility", t."priority", t."lives_with", t."court_order", t."updated_at", (false))::text
from "contact" t
where (t."trust_id" = $2::uuid
  and t."pupil_id" = any($8::uuid[]));

-- an action
select 1::int8,
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
    (t."row_version" + coalesce((select sum(case when e1."part" = $1::text then -e1."version" when ((e1."part" = any($4::text[])
              and ((exists (select 1
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
                    and true))
                or exists (select 1
                  from "contact" e5
                  where e5."person_id" = t."id"
                  and true)))
            or (e1."part" = any($5::text[])
              and (((exists (select 1
                      from "principal" e6
                      where e6."person_id" = t."id"
                      and true)
                    or exists (select 1
                      from "staff_member" e7
                      where e7."person_id" = t."id"
                      and true)
                    or exists (select 1
                      from "governance_appointment" e8
                      where e8."person_id" = t."id"
                      and true))
                  or exists (select 1
                    from "contact" e9
                    where e9."person_id" = t."id"
                    and true))
                and (exists (select 1
                    from "contact" e10
                    where e10."person_id" = t."id"
                    and exists (select 1
                      from "pupil" e11
                      where e11."id" = e10."pupil_id"
                      and e11."address_restricted"))) is not true))
            or (e1."part" = any($6::text[])
              and t."id" = any($7::uuid[]))
            or (e1."part" = any($8::text[])
              and t."id" = any($9::uuid[]))
            or (e1."part" = any($10::text[])
              and t."id" = any($11::uuid[]))) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $2::uuid
        and e1."type_name" = $3::text
        and e1."row_key" = t."id"), 0)), t."row_version", (false), ((false
      or (exists (select 1
          from "contact" e12
          where e12."person_id" = t."id"
          and exists (select 1
            from "pupil" e13
            where e13."id" = e12."pupil_id"
            and e13."address_restricted"))) is not true)), (false))::text
from "person" t
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "contact" e14
    where e14."person_id" = t."id"
    and true)
  and t."id" = any($12::uuid[]))
union all
select 2::int8,
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
    (t."row_version" + coalesce((select sum(case when e15."part" = $1::text then -e15."version" when ((e15."part" = any($4::text[])
              and ((exists (select 1
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
                    and true))
                or exists (select 1
                  from "contact" e19
                  where e19."person_id" = t."id"
                  and true)))
            or (e15."part" = any($5::text[])
              and (((exists (select 1
                      from "principal" e20
                      where e20."person_id" = t."id"
                      and true)
                    or exists (select 1
                      from "staff_member" e21
                      where e21."person_id" = t."id"
                      and true)
                    or exists (select 1
                      from "governance_appointment" e22
                      where e22."person_id" = t."id"
                      and true))
                  or exists (select 1
                    from "contact" e23
                    where e23."person_id" = t."id"
                    and true))
                and (exists (select 1
                    from "contact" e24
                    where e24."person_id" = t."id"
                    and exists (select 1
                      from "pupil" e25
                      where e25."id" = e24."pupil_id"
                      and e25."address_restricted"))) is not true))
            or (e15."part" = any($6::text[])
              and t."id" = any($7::uuid[]))
            or (e15."part" = any($8::text[])
              and t."id" = any($9::uuid[]))
            or (e15."part" = any($10::text[])
              and t."id" = any($11::uuid[]))) then e15."version" else 0 end)
        from "row_stamp" e15
        where e15."trust_id" = $2::uuid
        and e15."type_name" = $3::text
        and e15."row_key" = t."id"), 0)), t."row_version")::text
from "person" t
where (t."trust_id" = $2::uuid
  and t."id" = any($12::uuid[]));

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
    (t."trust_id" = $1::uuid),
    (t."trust_id" = $1::uuid),
    (false),
    (true))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = $2::uuid)
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
  and t."id" = $2::uuid)
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
  and t."id" = $2::uuid)
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
  and t."id" = $2::uuid)
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
  and t."id" = $2::uuid)
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
where (t."trust_id" = $1::uuid
  and t."id" = $2::uuid)
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
    (t."trust_id" = $1::uuid))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = $2::uuid)
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
    (t."trust_id" = $1::uuid))::text
from "school" t
where (t."trust_id" = $1::uuid
  and t."id" = $2::uuid)
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
    (t."row_version" + coalesce((select sum(case when e1."part" = $3::text then -e1."version" when ((e1."part" = any($5::text[])
              and ((t."address_restricted"
                  or exists (select 1
                    from "contact" e2
                    where e2."pupil_id" = t."id"
                    and exists (select 1
                      from "contact" e3
                      where e3."person_id" = e2."person_id"
                      and exists (select 1
                        from "pupil" e4
                        where e4."id" = e3."pupil_id"
                        and e4."address_restricted"))))) is not true)
            or (e1."part" = any($6::text[])
              and true)
            or (e1."part" = any($7::text[])
              and ((exists (select 1
                    from "contact" e5
                    where e5."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e6
                      where e6."id" = e5."person_id"
                      and exists (select 1
                        from "principal" e7
                        where e7."person_id" = e6."id"
                        and true)))
                  or exists (select 1
                    from "contact" e8
                    where e8."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e9
                      where e9."id" = e8."person_id"
                      and exists (select 1
                        from "staff_member" e10
                        where e10."person_id" = e9."id"
                        and true)))
                  or exists (select 1
                    from "contact" e11
                    where e11."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e12
                      where e12."id" = e11."person_id"
                      and exists (select 1
                        from "governance_appointment" e13
                        where e13."person_id" = e12."id"
                        and true))))
                or exists (select 1
                  from "contact" e14
                  where e14."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e15
                    where e15."id" = e14."person_id"
                    and exists (select 1
                      from "contact" e16
                      where e16."person_id" = e15."id"
                      and true)))))
            or (e1."part" = any($8::text[])
              and (((exists (select 1
                      from "contact" e17
                      where e17."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e18
                        where e18."id" = e17."person_id"
                        and exists (select 1
                          from "principal" e19
                          where e19."person_id" = e18."id"
                          and true)))
                    or exists (select 1
                      from "contact" e20
                      where e20."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e21
                        where e21."id" = e20."person_id"
                        and exists (select 1
                          from "staff_member" e22
                          where e22."person_id" = e21."id"
                          and true)))
                    or exists (select 1
                      from "contact" e23
                      where e23."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e24
                        where e24."id" = e23."person_id"
                        and exists (select 1
                          from "governance_appointment" e25
                          where e25."person_id" = e24."id"
                          and true))))
                  or exists (select 1
                    from "contact" e26
                    where e26."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e27
                      where e27."id" = e26."person_id"
                      and exists (select 1
                        from "contact" e28
                        where e28."person_id" = e27."id"
                        and true))))
                and (exists (select 1
                    from "contact" e29
                    where e29."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e30
                      where e30."id" = e29."person_id"
                      and exists (select 1
                        from "contact" e31
                        where e31."person_id" = e30."id"
                        and exists (select 1
                          from "pupil" e32
                          where e32."id" = e31."pupil_id"
                          and e32."address_restricted"))))) is not true))) then e1."version" else 0 end)
        from "row_stamp" e1
        where e1."trust_id" = $1::uuid
        and e1."type_name" = $4::text
        and e1."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."upn" = any($9::text[]))
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
    (t."row_version" + coalesce((select sum(case when e33."part" = $3::text then -e33."version" when ((e33."part" = any($5::text[])
              and ((t."address_restricted"
                  or exists (select 1
                    from "contact" e34
                    where e34."pupil_id" = t."id"
                    and exists (select 1
                      from "contact" e35
                      where e35."person_id" = e34."person_id"
                      and exists (select 1
                        from "pupil" e36
                        where e36."id" = e35."pupil_id"
                        and e36."address_restricted"))))) is not true)
            or (e33."part" = any($6::text[])
              and true)
            or (e33."part" = any($7::text[])
              and ((exists (select 1
                    from "contact" e37
                    where e37."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e38
                      where e38."id" = e37."person_id"
                      and exists (select 1
                        from "principal" e39
                        where e39."person_id" = e38."id"
                        and true)))
                  or exists (select 1
                    from "contact" e40
                    where e40."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e41
                      where e41."id" = e40."person_id"
                      and exists (select 1
                        from "staff_member" e42
                        where e42."person_id" = e41."id"
                        and true)))
                  or exists (select 1
                    from "contact" e43
                    where e43."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e44
                      where e44."id" = e43."person_id"
                      and exists (select 1
                        from "governance_appointment" e45
                        where e45."person_id" = e44."id"
                        and true))))
                or exists (select 1
                  from "contact" e46
                  where e46."pupil_id" = t."id"
                  and exists (select 1
                    from "person" e47
                    where e47."id" = e46."person_id"
                    and exists (select 1
                      from "contact" e48
                      where e48."person_id" = e47."id"
                      and true)))))
            or (e33."part" = any($8::text[])
              and (((exists (select 1
                      from "contact" e49
                      where e49."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e50
                        where e50."id" = e49."person_id"
                        and exists (select 1
                          from "principal" e51
                          where e51."person_id" = e50."id"
                          and true)))
                    or exists (select 1
                      from "contact" e52
                      where e52."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e53
                        where e53."id" = e52."person_id"
                        and exists (select 1
                          from "staff_member" e54
                          where e54."person_id" = e53."id"
                          and true)))
                    or exists (select 1
                      from "contact" e55
                      where e55."pupil_id" = t."id"
                      and exists (select 1
                        from "person" e56
                        where e56."id" = e55."person_id"
                        and exists (select 1
                          from "governance_appointment" e57
                          where e57."person_id" = e56."id"
                          and true))))
                  or exists (select 1
                    from "contact" e58
                    where e58."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e59
                      where e59."id" = e58."person_id"
                      and exists (select 1
                        from "contact" e60
                        where e60."person_id" = e59."id"
                        and true))))
                and (exists (select 1
                    from "contact" e61
                    where e61."pupil_id" = t."id"
                    and exists (select 1
                      from "person" e62
                      where e62."id" = e61."person_id"
                      and exists (select 1
                        from "contact" e63
                        where e63."person_id" = e62."id"
                        and exists (select 1
                          from "pupil" e64
                          where e64."id" = e63."pupil_id"
                          and e64."address_restricted"))))) is not true))) then e33."version" else 0 end)
        from "row_stamp" e33
        where e33."trust_id" = $1::uuid
        and e33."type_name" = $4::text
        and e33."row_key" = t."id"), 0)), t."row_version")::text
from "pupil" t
where (t."trust_id" = $1::uuid
  and t."former_upns" is not null);

