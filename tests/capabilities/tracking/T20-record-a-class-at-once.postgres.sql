-- recordAssessments.recorded
select t."id", t."recorded_on", t."at_or_above", t."row_version", t."band_id", t."pupil_id"
from "assessment" t
where (t."trust_id" = $1::uuid
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."pupil_id"
    and (e1."starts_on" <= $2::date
      and (e1."ends_on" is null
        or e1."ends_on" >= $2::date))
    and e1."class_id" = any($3::uuid[]))
  and t."id" = any($4::uuid[]));

-- recordAssessments.recorded.band
select k.ord, t."code"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "band" t on t."id" = k.id
where t."trust_id" = $2::uuid
order by k.ord;

-- recordAssessments.recorded.pupil
select k.ord, t."given_name", t."family_name"
from unnest($1::uuid[]) with ordinality k(id, ord)
join "pupil" t on t."id" = k.id
where (t."trust_id" = $2::uuid
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= $3::date
      and (e1."ends_on" is null
        or e1."ends_on" >= $3::date))
    and e1."class_id" = any($4::uuid[])))
order by k.ord;

-- an action
insert into "assessment" ("id",
  "trust_id",
  "pupil_id",
  "school_id",
  "class_id",
  "subject_id",
  "assessment_point_id",
  "band_id",
  "band_sort",
  "at_or_above",
  "basis",
  "stage",
  "assessor_staff_id",
  "source_value",
  "source_scale",
  "nc_year",
  "recorded_on",
  "updated_at",
  "row_version")
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid, $9::int8, $10::bool, $11::text, $12::text, $13::uuid, $14::text, $15::text, $16::int8, $17::date, $18::timestamptz, $19::int8),
  ($20::uuid, $21::uuid, $22::uuid, $23::uuid, $24::uuid, $25::uuid, $26::uuid, $27::uuid, $28::int8, $29::bool, $30::text, $31::text, $32::uuid, $33::text, $34::text, $35::int8, $36::date, $37::timestamptz, $38::int8),
  ($39::uuid, $40::uuid, $41::uuid, $42::uuid, $43::uuid, $44::uuid, $45::uuid, $46::uuid, $47::int8, $48::bool, $49::text, $50::text, $51::uuid, $52::text, $53::text, $54::int8, $55::date, $56::timestamptz, $57::int8),
  ($58::uuid, $59::uuid, $60::uuid, $61::uuid, $62::uuid, $63::uuid, $64::uuid, $65::uuid, $66::int8, $67::bool, $68::text, $69::text, $70::uuid, $71::text, $72::text, $73::int8, $74::date, $75::timestamptz, $76::int8),
  ($77::uuid, $78::uuid, $79::uuid, $80::uuid, $81::uuid, $82::uuid, $83::uuid, $84::uuid, $85::int8, $86::bool, $87::text, $88::text, $89::uuid, $90::text, $91::text, $92::int8, $93::date, $94::timestamptz, $95::int8),
  ($96::uuid, $97::uuid, $98::uuid, $99::uuid, $100::uuid, $101::uuid, $102::uuid, $103::uuid, $104::int8, $105::bool, $106::text, $107::text, $108::uuid, $109::text, $110::text, $111::int8, $112::date, $113::timestamptz, $114::int8),
  ($115::uuid, $116::uuid, $117::uuid, $118::uuid, $119::uuid, $120::uuid, $121::uuid, $122::uuid, $123::int8, $124::bool, $125::text, $126::text, $127::uuid, $128::text, $129::text, $130::int8, $131::date, $132::timestamptz, $133::int8),
  ($134::uuid, $135::uuid, $136::uuid, $137::uuid, $138::uuid, $139::uuid, $140::uuid, $141::uuid, $142::int8, $143::bool, $144::text, $145::text, $146::uuid, $147::text, $148::text, $149::int8, $150::date, $151::timestamptz, $152::int8),
  ($153::uuid, $154::uuid, $155::uuid, $156::uuid, $157::uuid, $158::uuid, $159::uuid, $160::uuid, $161::int8, $162::bool, $163::text, $164::text, $165::uuid, $166::text, $167::text, $168::int8, $169::date, $170::timestamptz, $171::int8),
  ($172::uuid, $173::uuid, $174::uuid, $175::uuid, $176::uuid, $177::uuid, $178::uuid, $179::uuid, $180::int8, $181::bool, $182::text, $183::text, $184::uuid, $185::text, $186::text, $187::int8, $188::date, $189::timestamptz, $190::int8),
  ($191::uuid, $192::uuid, $193::uuid, $194::uuid, $195::uuid, $196::uuid, $197::uuid, $198::uuid, $199::int8, $200::bool, $201::text, $202::text, $203::uuid, $204::text, $205::text, $206::int8, $207::date, $208::timestamptz, $209::int8),
  ($210::uuid, $211::uuid, $212::uuid, $213::uuid, $214::uuid, $215::uuid, $216::uuid, $217::uuid, $218::int8, $219::bool, $220::text, $221::text, $222::uuid, $223::text, $224::text, $225::int8, $226::date, $227::timestamptz, $228::int8),
  ($229::uuid, $230::uuid, $231::uuid, $232::uuid, $233::uuid, $234::uuid, $235::uuid, $236::uuid, $237::int8, $238::bool, $239::text, $240::text, $241::uuid, $242::text, $243::text, $244::int8, $245::date, $246::timestamptz, $247::int8),
  ($248::uuid, $249::uuid, $250::uuid, $251::uuid, $252::uuid, $253::uuid, $254::uuid, $255::uuid, $256::int8, $257::bool, $258::text, $259::text, $260::uuid, $261::text, $262::text, $263::int8, $264::date, $265::timestamptz, $266::int8),
  ($267::uuid, $268::uuid, $269::uuid, $270::uuid, $271::uuid, $272::uuid, $273::uuid, $274::uuid, $275::int8, $276::bool, $277::text, $278::text, $279::uuid, $280::text, $281::text, $282::int8, $283::date, $284::timestamptz, $285::int8),
  ($286::uuid, $287::uuid, $288::uuid, $289::uuid, $290::uuid, $291::uuid, $292::uuid, $293::uuid, $294::int8, $295::bool, $296::text, $297::text, $298::uuid, $299::text, $300::text, $301::int8, $302::date, $303::timestamptz, $304::int8),
  ($305::uuid, $306::uuid, $307::uuid, $308::uuid, $309::uuid, $310::uuid, $311::uuid, $312::uuid, $313::int8, $314::bool, $315::text, $316::text, $317::uuid, $318::text, $319::text, $320::int8, $321::date, $322::timestamptz, $323::int8),
  ($324::uuid, $325::uuid, $326::uuid, $327::uuid, $328::uuid, $329::uuid, $330::uuid, $331::uuid, $332::int8, $333::bool, $334::text, $335::text, $336::uuid, $337::text, $338::text, $339::int8, $340::date, $341::timestamptz, $342::int8),
  ($343::uuid, $344::uuid, $345::uuid, $346::uuid, $347::uuid, $348::uuid, $349::uuid, $350::uuid, $351::int8, $352::bool, $353::text, $354::text, $355::uuid, $356::text, $357::text, $358::int8, $359::date, $360::timestamptz, $361::int8),
  ($362::uuid, $363::uuid, $364::uuid, $365::uuid, $366::uuid, $367::uuid, $368::uuid, $369::uuid, $370::int8, $371::bool, $372::text, $373::text, $374::uuid, $375::text, $376::text, $377::int8, $378::date, $379::timestamptz, $380::int8),
  ($381::uuid, $382::uuid, $383::uuid, $384::uuid, $385::uuid, $386::uuid, $387::uuid, $388::uuid, $389::int8, $390::bool, $391::text, $392::text, $393::uuid, $394::text, $395::text, $396::int8, $397::date, $398::timestamptz, $399::int8),
  ($400::uuid, $401::uuid, $402::uuid, $403::uuid, $404::uuid, $405::uuid, $406::uuid, $407::uuid, $408::int8, $409::bool, $410::text, $411::text, $412::uuid, $413::text, $414::text, $415::int8, $416::date, $417::timestamptz, $418::int8)
on conflict ("id") do update
set "pupil_id" = excluded."pupil_id",
  "school_id" = excluded."school_id",
  "class_id" = excluded."class_id",
  "subject_id" = excluded."subject_id",
  "assessment_point_id" = excluded."assessment_point_id",
  "band_id" = excluded."band_id",
  "band_sort" = excluded."band_sort",
  "at_or_above" = excluded."at_or_above",
  "basis" = excluded."basis",
  "stage" = excluded."stage",
  "assessor_staff_id" = excluded."assessor_staff_id",
  "source_value" = excluded."source_value",
  "source_scale" = excluded."source_scale",
  "nc_year" = excluded."nc_year",
  "recorded_on" = excluded."recorded_on",
  "updated_at" = excluded."updated_at",
  "row_version" = excluded."row_version"
where "assessment"."row_version" = excluded."row_version" - 1;

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
  ($113::uuid, $114::uuid, $115::uuid, $116::int8, $117::uuid, $118::uuid, $119::text, $120::text, $121::text, $122::uuid, $123::uuid, $124::uuid, $125::text, $126::timestamptz, $127::text, $128::text),
  ($129::uuid, $130::uuid, $131::uuid, $132::int8, $133::uuid, $134::uuid, $135::text, $136::text, $137::text, $138::uuid, $139::uuid, $140::uuid, $141::text, $142::timestamptz, $143::text, $144::text),
  ($145::uuid, $146::uuid, $147::uuid, $148::int8, $149::uuid, $150::uuid, $151::text, $152::text, $153::text, $154::uuid, $155::uuid, $156::uuid, $157::text, $158::timestamptz, $159::text, $160::text),
  ($161::uuid, $162::uuid, $163::uuid, $164::int8, $165::uuid, $166::uuid, $167::text, $168::text, $169::text, $170::uuid, $171::uuid, $172::uuid, $173::text, $174::timestamptz, $175::text, $176::text),
  ($177::uuid, $178::uuid, $179::uuid, $180::int8, $181::uuid, $182::uuid, $183::text, $184::text, $185::text, $186::uuid, $187::uuid, $188::uuid, $189::text, $190::timestamptz, $191::text, $192::text),
  ($193::uuid, $194::uuid, $195::uuid, $196::int8, $197::uuid, $198::uuid, $199::text, $200::text, $201::text, $202::uuid, $203::uuid, $204::uuid, $205::text, $206::timestamptz, $207::text, $208::text),
  ($209::uuid, $210::uuid, $211::uuid, $212::int8, $213::uuid, $214::uuid, $215::text, $216::text, $217::text, $218::uuid, $219::uuid, $220::uuid, $221::text, $222::timestamptz, $223::text, $224::text),
  ($225::uuid, $226::uuid, $227::uuid, $228::int8, $229::uuid, $230::uuid, $231::text, $232::text, $233::text, $234::uuid, $235::uuid, $236::uuid, $237::text, $238::timestamptz, $239::text, $240::text),
  ($241::uuid, $242::uuid, $243::uuid, $244::int8, $245::uuid, $246::uuid, $247::text, $248::text, $249::text, $250::uuid, $251::uuid, $252::uuid, $253::text, $254::timestamptz, $255::text, $256::text),
  ($257::uuid, $258::uuid, $259::uuid, $260::int8, $261::uuid, $262::uuid, $263::text, $264::text, $265::text, $266::uuid, $267::uuid, $268::uuid, $269::text, $270::timestamptz, $271::text, $272::text),
  ($273::uuid, $274::uuid, $275::uuid, $276::int8, $277::uuid, $278::uuid, $279::text, $280::text, $281::text, $282::uuid, $283::uuid, $284::uuid, $285::text, $286::timestamptz, $287::text, $288::text),
  ($289::uuid, $290::uuid, $291::uuid, $292::int8, $293::uuid, $294::uuid, $295::text, $296::text, $297::text, $298::uuid, $299::uuid, $300::uuid, $301::text, $302::timestamptz, $303::text, $304::text),
  ($305::uuid, $306::uuid, $307::uuid, $308::int8, $309::uuid, $310::uuid, $311::text, $312::text, $313::text, $314::uuid, $315::uuid, $316::uuid, $317::text, $318::timestamptz, $319::text, $320::text),
  ($321::uuid, $322::uuid, $323::uuid, $324::int8, $325::uuid, $326::uuid, $327::text, $328::text, $329::text, $330::uuid, $331::uuid, $332::uuid, $333::text, $334::timestamptz, $335::text, $336::text),
  ($337::uuid, $338::uuid, $339::uuid, $340::int8, $341::uuid, $342::uuid, $343::text, $344::text, $345::text, $346::uuid, $347::uuid, $348::uuid, $349::text, $350::timestamptz, $351::text, $352::text);

-- an action
insert into "row_stamp" ("id", "trust_id", "type_name", "row_key", "part", "changed_at", "version", "changed_in")
values ($1::uuid, $2::uuid, $3::text, $4::uuid, $5::text, $6::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($7::uuid, $8::uuid, $9::text, $10::uuid, $11::text, $12::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($13::uuid, $14::uuid, $15::text, $16::uuid, $17::text, $18::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($19::uuid, $20::uuid, $21::text, $22::uuid, $23::text, $24::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($25::uuid, $26::uuid, $27::text, $28::uuid, $29::text, $30::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($31::uuid, $32::uuid, $33::text, $34::uuid, $35::text, $36::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($37::uuid, $38::uuid, $39::text, $40::uuid, $41::text, $42::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($43::uuid, $44::uuid, $45::text, $46::uuid, $47::text, $48::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($49::uuid, $50::uuid, $51::text, $52::uuid, $53::text, $54::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($55::uuid, $56::uuid, $57::text, $58::uuid, $59::text, $60::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($61::uuid, $62::uuid, $63::text, $64::uuid, $65::text, $66::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($67::uuid, $68::uuid, $69::text, $70::uuid, $71::text, $72::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($73::uuid, $74::uuid, $75::text, $76::uuid, $77::text, $78::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($79::uuid, $80::uuid, $81::text, $82::uuid, $83::text, $84::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($85::uuid, $86::uuid, $87::text, $88::uuid, $89::text, $90::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($91::uuid, $92::uuid, $93::text, $94::uuid, $95::text, $96::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($97::uuid, $98::uuid, $99::text, $100::uuid, $101::text, $102::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($103::uuid, $104::uuid, $105::text, $106::uuid, $107::text, $108::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($109::uuid, $110::uuid, $111::text, $112::uuid, $113::text, $114::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($115::uuid, $116::uuid, $117::text, $118::uuid, $119::text, $120::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($121::uuid, $122::uuid, $123::text, $124::uuid, $125::text, $126::timestamptz, 1, pg_current_xact_id()::text::int8),
  ($127::uuid, $128::uuid, $129::text, $130::uuid, $131::text, $132::timestamptz, 1, pg_current_xact_id()::text::int8)
on conflict ("trust_id", "type_name", "row_key", "part") do update
set "version" = "row_stamp"."version" + 1, "changed_at" = excluded."changed_at", "changed_in" = excluded."changed_in";

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
  and t."pupil_id" = any($15::uuid[])
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

