-- recordAssessments.recorded
select t."id", t."recorded_on", t."at_or_above", t."row_version", t."band_id", t."pupil_id"
from "assessment" t
where (t."trust_id" = ?1
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."pupil_id"
    and (e1."starts_on" <= ?2
      and (e1."ends_on" is null
        or e1."ends_on" >= ?2))
    and +e1."class_id" in (select unhex(value)
      from json_each(?3)))
  and t."id" in (select unhex(value)
    from json_each(?4)));

-- recordAssessments.recorded.band
select k.key, t."code"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- recordAssessments.recorded.pupil
select k.key, t."given_name", t."family_name"
from json_each(?1) k
cross join "pupil" t on t."id" = unhex(k.value)
where (+t."trust_id" = ?2
  and exists (select 1
    from "class_membership" e1
    where e1."pupil_id" = t."id"
    and (e1."starts_on" <= ?3
      and (e1."ends_on" is null
        or e1."ends_on" >= ?3))
    and +e1."class_id" in (select unhex(value)
      from json_each(?4))))
order by k.key;

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
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19),
  (?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38),
  (?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57),
  (?58, ?59, ?60, ?61, ?62, ?63, ?64, ?65, ?66, ?67, ?68, ?69, ?70, ?71, ?72, ?73, ?74, ?75, ?76),
  (?77, ?78, ?79, ?80, ?81, ?82, ?83, ?84, ?85, ?86, ?87, ?88, ?89, ?90, ?91, ?92, ?93, ?94, ?95),
  (?96, ?97, ?98, ?99, ?100, ?101, ?102, ?103, ?104, ?105, ?106, ?107, ?108, ?109, ?110, ?111, ?112, ?113, ?114),
  (?115, ?116, ?117, ?118, ?119, ?120, ?121, ?122, ?123, ?124, ?125, ?126, ?127, ?128, ?129, ?130, ?131, ?132, ?133),
  (?134, ?135, ?136, ?137, ?138, ?139, ?140, ?141, ?142, ?143, ?144, ?145, ?146, ?147, ?148, ?149, ?150, ?151, ?152),
  (?153, ?154, ?155, ?156, ?157, ?158, ?159, ?160, ?161, ?162, ?163, ?164, ?165, ?166, ?167, ?168, ?169, ?170, ?171),
  (?172, ?173, ?174, ?175, ?176, ?177, ?178, ?179, ?180, ?181, ?182, ?183, ?184, ?185, ?186, ?187, ?188, ?189, ?190),
  (?191, ?192, ?193, ?194, ?195, ?196, ?197, ?198, ?199, ?200, ?201, ?202, ?203, ?204, ?205, ?206, ?207, ?208, ?209),
  (?210, ?211, ?212, ?213, ?214, ?215, ?216, ?217, ?218, ?219, ?220, ?221, ?222, ?223, ?224, ?225, ?226, ?227, ?228),
  (?229, ?230, ?231, ?232, ?233, ?234, ?235, ?236, ?237, ?238, ?239, ?240, ?241, ?242, ?243, ?244, ?245, ?246, ?247),
  (?248, ?249, ?250, ?251, ?252, ?253, ?254, ?255, ?256, ?257, ?258, ?259, ?260, ?261, ?262, ?263, ?264, ?265, ?266),
  (?267, ?268, ?269, ?270, ?271, ?272, ?273, ?274, ?275, ?276, ?277, ?278, ?279, ?280, ?281, ?282, ?283, ?284, ?285),
  (?286, ?287, ?288, ?289, ?290, ?291, ?292, ?293, ?294, ?295, ?296, ?297, ?298, ?299, ?300, ?301, ?302, ?303, ?304),
  (?305, ?306, ?307, ?308, ?309, ?310, ?311, ?312, ?313, ?314, ?315, ?316, ?317, ?318, ?319, ?320, ?321, ?322, ?323),
  (?324, ?325, ?326, ?327, ?328, ?329, ?330, ?331, ?332, ?333, ?334, ?335, ?336, ?337, ?338, ?339, ?340, ?341, ?342),
  (?343, ?344, ?345, ?346, ?347, ?348, ?349, ?350, ?351, ?352, ?353, ?354, ?355, ?356, ?357, ?358, ?359, ?360, ?361),
  (?362, ?363, ?364, ?365, ?366, ?367, ?368, ?369, ?370, ?371, ?372, ?373, ?374, ?375, ?376, ?377, ?378, ?379, ?380),
  (?381, ?382, ?383, ?384, ?385, ?386, ?387, ?388, ?389, ?390, ?391, ?392, ?393, ?394, ?395, ?396, ?397, ?398, ?399),
  (?400, ?401, ?402, ?403, ?404, ?405, ?406, ?407, ?408, ?409, ?410, ?411, ?412, ?413, ?414, ?415, ?416, ?417, ?418)
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
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16),
  (?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32),
  (?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48),
  (?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59, ?60, ?61, ?62, ?63, ?64),
  (?65, ?66, ?67, ?68, ?69, ?70, ?71, ?72, ?73, ?74, ?75, ?76, ?77, ?78, ?79, ?80),
  (?81, ?82, ?83, ?84, ?85, ?86, ?87, ?88, ?89, ?90, ?91, ?92, ?93, ?94, ?95, ?96),
  (?97, ?98, ?99, ?100, ?101, ?102, ?103, ?104, ?105, ?106, ?107, ?108, ?109, ?110, ?111, ?112),
  (?113, ?114, ?115, ?116, ?117, ?118, ?119, ?120, ?121, ?122, ?123, ?124, ?125, ?126, ?127, ?128),
  (?129, ?130, ?131, ?132, ?133, ?134, ?135, ?136, ?137, ?138, ?139, ?140, ?141, ?142, ?143, ?144),
  (?145, ?146, ?147, ?148, ?149, ?150, ?151, ?152, ?153, ?154, ?155, ?156, ?157, ?158, ?159, ?160),
  (?161, ?162, ?163, ?164, ?165, ?166, ?167, ?168, ?169, ?170, ?171, ?172, ?173, ?174, ?175, ?176),
  (?177, ?178, ?179, ?180, ?181, ?182, ?183, ?184, ?185, ?186, ?187, ?188, ?189, ?190, ?191, ?192),
  (?193, ?194, ?195, ?196, ?197, ?198, ?199, ?200, ?201, ?202, ?203, ?204, ?205, ?206, ?207, ?208),
  (?209, ?210, ?211, ?212, ?213, ?214, ?215, ?216, ?217, ?218, ?219, ?220, ?221, ?222, ?223, ?224),
  (?225, ?226, ?227, ?228, ?229, ?230, ?231, ?232, ?233, ?234, ?235, ?236, ?237, ?238, ?239, ?240),
  (?241, ?242, ?243, ?244, ?245, ?246, ?247, ?248, ?249, ?250, ?251, ?252, ?253, ?254, ?255, ?256),
  (?257, ?258, ?259, ?260, ?261, ?262, ?263, ?264, ?265, ?266, ?267, ?268, ?269, ?270, ?271, ?272),
  (?273, ?274, ?275, ?276, ?277, ?278, ?279, ?280, ?281, ?282, ?283, ?284, ?285, ?286, ?287, ?288),
  (?289, ?290, ?291, ?292, ?293, ?294, ?295, ?296, ?297, ?298, ?299, ?300, ?301, ?302, ?303, ?304),
  (?305, ?306, ?307, ?308, ?309, ?310, ?311, ?312, ?313, ?314, ?315, ?316, ?317, ?318, ?319, ?320),
  (?321, ?322, ?323, ?324, ?325, ?326, ?327, ?328, ?329, ?330, ?331, ?332, ?333, ?334, ?335, ?336),
  (?337, ?338, ?339, ?340, ?341, ?342, ?343, ?344, ?345, ?346, ?347, ?348, ?349, ?350, ?351, ?352);

-- an action
insert into "row_stamp" ("id", "trust_id", "type_name", "row_key", "part", "changed_at", "version", "changed_in")
values (?1, ?2, ?3, ?4, ?5, ?6, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?7, ?8, ?9, ?10, ?11, ?12, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?13, ?14, ?15, ?16, ?17, ?18, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?19, ?20, ?21, ?22, ?23, ?24, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?25, ?26, ?27, ?28, ?29, ?30, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?31, ?32, ?33, ?34, ?35, ?36, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?37, ?38, ?39, ?40, ?41, ?42, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?43, ?44, ?45, ?46, ?47, ?48, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?49, ?50, ?51, ?52, ?53, ?54, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?55, ?56, ?57, ?58, ?59, ?60, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?61, ?62, ?63, ?64, ?65, ?66, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?67, ?68, ?69, ?70, ?71, ?72, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?73, ?74, ?75, ?76, ?77, ?78, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?79, ?80, ?81, ?82, ?83, ?84, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?85, ?86, ?87, ?88, ?89, ?90, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?91, ?92, ?93, ?94, ?95, ?96, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?97, ?98, ?99, ?100, ?101, ?102, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?103, ?104, ?105, ?106, ?107, ?108, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?109, ?110, ?111, ?112, ?113, ?114, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?115, ?116, ?117, ?118, ?119, ?120, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?121, ?122, ?123, ?124, ?125, ?126, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0)), (?127, ?128, ?129, ?130, ?131, ?132, 1, coalesce((select max("seq")
      from "sqlite_sequence"
      where "name" = 'outbox'), 0))
on conflict ("trust_id", "type_name", "row_key", "part") do update
set "version" = "row_stamp"."version" + 1, "changed_at" = excluded."changed_at", "changed_in" = excluded."changed_in";

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
    from json_each(?15))
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

