//! What an import does with the pupils of a transfer file: new ones, known ones, those who move.

use chrono::NaiveDate;
use domain::platform::academic_year;
use entity::codes::ClassKind;
use entity::codes::SchoolStage;
use entity::{
    care_flag, class_membership, contact, enrolment, funding_flag, person, pupil, pupil_year, sen_need, sen_record,
};
use import::ctf::How;
use scratch::{Kind, on_both};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryOrder};

use super::trust::{DAY, REST, Trust, add_caller, add_school, add_trust, child, detailed, file, file_of, upn};

on_both!(
    every_part_is_stored
    a_second_run_changes_nothing
    a_trial_writes_nothing
    a_permanent_number_replaces_a_temporary_one_and_not_the_reverse
    a_later_file_brings_up_to_date_what_it_says_and_nothing_else
    a_file_of_the_new_year_sets_the_year_group_where_it_names_one
    a_child_moves_between_schools_of_the_trust
    classes_end_with_the_move
    spells_that_overlap_are_left_out_with_a_warning
    brothers_and_sisters_share_a_parent
    a_number_or_an_address_that_is_none_is_left_out
    another_trust_does_not_matter
    the_school_is_named_by_the_file_or_by_the_option
    the_school_history_gives_the_first_day
    a_folder_stands_for_its_files
);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A child with every part that is stored.
fn whole() -> String {
    child(
        &upn(REST),
        "O'Rourke",
        "<UniqueLearnerNumber>1000000043</UniqueLearnerNumber>
         <BasicDetails><PreferredForename>Rob</PreferredForename><NCyearActual>6</NCyearActual><Ethnicity>WIRT</Ethnicity>
           <Languages><Type><LanguageType>F</LanguageType><Language>POL</Language></Type></Languages>
           <MedicalFlag>true</MedicalFlag><EnrolStatus>C</EnrolStatus></BasicDetails>
         <FSMhistory><FSMreviewDate>2025-07-01</FSMreviewDate>
           <FSMinstance><FSMstartDate>2020-01-10</FSMstartDate><FSMendDate>2021-08-31</FSMendDate></FSMinstance>
           <FSMinstance><FSMstartDate>2022-01-10</FSMstartDate><UKcountry>ENG</UKcountry></FSMinstance></FSMhistory>
         <LookedAfter><InCare>true</InCare><CareAuthority>384</CareAuthority></LookedAfter>
         <SENhistory><SEN><StartDate>2021-09-06</StartDate><SENprovision>K</SENprovision></SEN>
           <SEN><StartDate>2023-01-09</StartDate><SENprovision>E</SENprovision></SEN>
           <SENneeds><SENneed><SENtypeRank>2</SENtypeRank><SENtype>HI</SENtype></SENneed>
             <SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed></SENneeds></SENhistory>
         <Address><BS7666Address><PAON>12</PAON><Street>Field Road</Street><PostTown>Ely</PostTown></BS7666Address>
           <PostCode>cb6 1ew</PostCode></Address>
         <Contacts><Contact><Order>1</Order><Title>Ms</Title><Surname>O&apos;Rourke</Surname><Forename>Ann</Forename>
           <Relationship>MOT</Relationship><Responsibility>true</Responsibility>
           <Address><AddressLines><AddressLine1>12 Field Road</AddressLine1></AddressLines><PostCode>CB6 1EW</PostCode></Address>
           <Phones><Phone><TelephoneType>H</TelephoneType><PhoneNo>01632 960001</PhoneNo></Phone></Phones></Contact></Contacts>",
    )
}

async fn every_part_is_stored(on: Kind) {
    let trust = Trust::new(on).await;
    let report = trust.import(&file(&[whole()])).await;
    assert_eq!(report.exit_code(), 0, "{report}");
    assert_eq!((report.files[0].tally.inserted, report.files[0].tally.warned), (1, 0), "{report}");
    let (db, school) = (&trust.world.db, trust.school("900001").await);
    let pupil = trust.pupil(&upn(REST)).await.expect("the child");
    assert_eq!((pupil.family_fold.as_str(), pupil.name_fold.as_str()), ("orourke", "robin orourke rob"));
    assert_eq!((pupil.sex.code(), pupil.school_id), ("FEMALE", Some(school)));
    let year = pupil_year::Entity::find().one(db).await.unwrap().expect("a year");
    let (starts_on, first_year) = (day(DAY), academic_year::first_year_of(day(DAY)));
    assert_eq!((year.pupil_id, year.school_id, year.nc_year), (pupil.id, school, 6));
    assert_eq!((year.starts_on, year.first_year), (starts_on, first_year));
    assert_eq!((pupil.ethnicity.as_deref(), pupil.first_language.as_deref()), (Some("WIRT"), Some("POL")));
    assert!(pupil.eal == Some(true) && pupil.medical_flag);
    assert_eq!(pupil.uln.as_deref(), Some("1000000043"));
    let address = (pupil.address_line1.as_deref(), pupil.town.as_deref(), pupil.postcode.as_deref());
    assert_eq!(address, (Some("12 Field Road"), Some("Ely"), Some("CB6 1EW")));

    let enrolment = enrolment::Entity::find().one(db).await.unwrap().expect("an enrolment");
    assert_eq!((enrolment.pupil_id, enrolment.school_id, enrolment.entry_date), (pupil.id, school, day(DAY)));
    assert_eq!((enrolment.status.code(), enrolment.nc_year, enrolment.leaving_date), ("CURRENT", 6, None));
    let meals = funding_flag::Entity::find().order_by_asc(funding_flag::Column::StartsOn).all(db).await.unwrap();
    let meals: Vec<_> = meals.iter().map(|flag| (flag.kind.code(), flag.starts_on, flag.ends_on)).collect();
    let expected = [("FSM", day("2020-01-10"), Some(day("2021-08-31"))), ("FSM", day("2022-01-10"), None)];
    assert_eq!(meals, expected);
    let care = care_flag::Entity::find().one(db).await.unwrap().expect("care");
    assert_eq!(
        (care.kind.code(), care.starts_on, care.detail.as_deref()),
        ("LAC", day(DAY), Some("Local authority 384"))
    );
    let sen = sen_record::Entity::find().order_by_asc(sen_record::Column::StartsOn).all(db).await.unwrap();
    let spells: Vec<_> = sen.iter().map(|record| (record.provision.code(), record.starts_on, record.ends_on)).collect();
    let expected = [("SUPPORT", day("2021-09-06"), Some(day("2023-01-08"))), ("EHCP", day("2023-01-09"), None)];
    assert_eq!(spells, expected);
    let needs = sen_need::Entity::find().order_by_asc(sen_need::Column::NeedRank).all(db).await.unwrap();
    let needs: Vec<_> =
        needs.iter().map(|need| (need.sen_record_id, need.need_rank, need.need_type.as_str())).collect();
    assert_eq!(needs, [(sen[1].id, 1, "SLCN"), (sen[1].id, 2, "HI")]);
    let contact = contact::Entity::find().one(db).await.unwrap().expect("a contact");
    assert_eq!((contact.relationship.as_str(), contact.priority, contact.school_id), ("Mother", 1, Some(school)));
    assert!(contact.parental_responsibility && contact.lives_with);
    let person = person::Entity::find_by_id(contact.person_id).one(db).await.unwrap().expect("a person");
    assert_eq!((person.name_fold.as_str(), person.phone.as_deref()), ("ann orourke", Some("01632960001")));
}

async fn a_second_run_changes_nothing(on: Kind) {
    let trust = Trust::new(on).await;
    let document = file(&[whole(), child(&upn("384999019002"), "Second", "")]);
    trust.import(&document).await;
    let before = trust.everything().await;
    let report = trust.import(&document).await;
    assert_eq!((report.exit_code(), report.files[0].tally.unchanged), (0, 2), "{report}");
    assert_eq!(trust.everything().await, before);
}

async fn a_trial_writes_nothing(on: Kind) {
    let trust = Trust::new(on).await;
    let trial = How { dry_run: true, ..trust.how() };
    let report = trust.import_with(&file(&[whole()]), &trial).await;
    assert_eq!((report.exit_code(), report.files[0].tally.inserted), (0, 1));
    assert!(report.to_string().contains("A trial: nothing was stored."));
    assert_eq!(trust.everything().await, "");
}

async fn a_permanent_number_replaces_a_temporary_one_and_not_the_reverse(on: Kind) {
    let trust = Trust::new(on).await;
    let (temporary, permanent) = (upn("38499901900A"), upn(REST));
    let early = file(&[child(&temporary, "Ashdown", "")]);
    let late = file(&[detailed(&permanent, "Ashdown", &format!("<FormerUPN>{temporary}</FormerUPN>"))]);
    trust.import(&early).await;
    let id = trust.pupil(&temporary).await.expect("the child").id;
    assert_eq!(trust.import(&late).await.files[0].tally.updated, 1);
    let pupil = trust.pupil(&permanent).await.expect("the same child");
    assert_eq!((pupil.id, pupil.former_upns.as_deref()), (id, Some(temporary.as_str())));
    for document in [&early, &late] {
        let report = trust.import(document).await;
        assert_eq!((report.exit_code(), report.files[0].tally.unchanged), (0, 1), "{report}");
        assert_eq!(trust.pupil(&permanent).await.expect("still").id, id);
    }
    assert_eq!(pupil::Entity::find().all(&trust.world.db).await.unwrap().len(), 1);
}

async fn a_later_file_brings_up_to_date_what_it_says_and_nothing_else(on: Kind) {
    let trust = Trust::new(on).await;
    trust.import(&file(&[whole()])).await;
    let before = trust.pupil(&upn(REST)).await.expect("the child");
    let later = file(&[child(&upn(REST), "O'Rourke-Bell", "<Address><PostCode>CB7 4AA</PostCode></Address>")]);
    assert_eq!(trust.import(&later).await.files[0].tally.updated, 1);
    let after = trust.pupil(&upn(REST)).await.expect("the child");
    assert_eq!((after.family_name.as_str(), after.postcode.as_deref()), ("O'Rourke-Bell", Some("CB7 4AA")));
    assert!(after.updated_at > before.updated_at);
    let same = pupil::Model {
        family_name: before.family_name.clone(),
        family_fold: before.family_fold.clone(),
        name_fold: before.name_fold.clone(),
        postcode: before.postcode.clone(),
        updated_at: before.updated_at,
        imported_at: before.imported_at,
        row_version: before.row_version,
        ..after
    };
    assert_eq!(same, before);
}

async fn a_file_of_the_new_year_sets_the_year_group_where_it_names_one(on: Kind) {
    let trust = Trust::new(on).await;
    let years = async || -> Vec<(i32, i32)> {
        let found = pupil_year::Entity::find().order_by_asc(pupil_year::Column::StartsOn).all(&trust.world.db).await;
        found.unwrap().iter().map(|year| (year.first_year, year.nc_year)).collect()
    };
    let year = |nc_year: u8| detailed(&upn(REST), "Ashdown", &format!("<NCyearActual>{nc_year}</NCyearActual>"));
    // By age the child would be in Year 6: it was kept back before it came.
    trust.import(&file(&[year(5)])).await;
    assert_eq!(years().await, [(2024, 5)]);
    let autumn = |child: String| file_of("2025-09-15", "9991", &[child]);
    // A file that names no year group leaves what follows: Year 6, and not the Year 7 of its age.
    let report = trust.import(&autumn(child(&upn(REST), "Ashdown", ""))).await;
    assert_eq!((report.files[0].tally.unchanged, years().await), (1, vec![(2024, 5)]), "{report}");
    assert_eq!(trust.import(&autumn(year(6))).await.files[0].tally.unchanged, 1, "Year 6 follows by itself");
    assert_eq!(years().await, [(2024, 5)]);
    // Kept back once more, then moved up after all.
    assert_eq!(trust.import(&autumn(year(5))).await.files[0].tally.updated, 1);
    assert_eq!(years().await, [(2024, 5), (2025, 5)]);
    assert_eq!(trust.import(&autumn(year(6))).await.files[0].tally.updated, 1);
    assert_eq!(years().await, [(2024, 5), (2025, 6)]);
    assert_eq!(trust.import(&autumn(year(6))).await.files[0].tally.unchanged, 1);
}

async fn a_child_moves_between_schools_of_the_trust(on: Kind) {
    let trust = Trust::new(on).await;
    trust.import(&file(&[whole()])).await;
    let (db, upper) = (&trust.world.db, trust.school("900002").await);
    let moved = file_of("2025-09-01", "9992", &[child(&upn(REST), "O'Rourke", "")]);
    let report = trust.import(&moved).await;
    assert_eq!((report.exit_code(), report.files[0].tally.updated), (0, 1), "{report}");
    assert!(report.to_string().contains("moved: the child was on roll at another school"), "{report}");
    let spells = enrolment::Entity::find().order_by_asc(enrolment::Column::EntryDate).all(db).await.unwrap();
    let ends: Vec<_> =
        spells.iter().map(|spell| (spell.school_id == upper, spell.entry_date, spell.leaving_date)).collect();
    assert_eq!(ends, [(false, day(DAY), Some(day("2025-08-31"))), (true, day("2025-09-01"), None)]);
    assert_eq!(trust.pupil(&upn(REST)).await.expect("the child").school_id, Some(upper));
    assert_eq!(contact::Entity::find().one(db).await.unwrap().expect("a contact").school_id, Some(upper));

    // The first file again is older than that.
    let before = trust.everything().await;
    let report = trust.import(&file(&[whole()])).await;
    assert_eq!((report.exit_code(), report.files[0].tally.unchanged), (0, 1), "{report}");
    assert!(report.to_string().contains("after this file"), "{report}");
    assert_eq!(trust.everything().await, before);
}

async fn classes_end_with_the_move(on: Kind) {
    let trust = Trust::new(on).await;
    trust.import(&file(&[whole()])).await;
    let (db, school) = (&trust.world.db, trust.school("900001").await);
    let year = uuid::Uuid::now_v7();
    entity::academic_year::Entity::insert(entity::academic_year::ActiveModel {
        id: Set(year),
        trust_id: Set(trust.id),
        label: Set("2024/25".into()),
        starts_on: Set(day("2024-09-01")),
        ends_on: Set(day("2025-08-31")),
    })
    .exec_without_returning(db)
    .await
    .unwrap();
    let class = uuid::Uuid::now_v7();
    entity::class::Entity::insert(entity::class::ActiveModel {
        id: Set(class),
        trust_id: Set(trust.id),
        school_id: Set(school),
        academic_year_id: Set(year),
        code: Set("6M".into()),
        name: Set("6M".into()),
        name_fold: Set("6m".into()),
        kind: Set(ClassKind::Registration),
        updated_at: Set("2025-01-01T00:00:00Z".parse().expect("a time")),
        ..Default::default()
    })
    .exec_without_returning(db)
    .await
    .unwrap();
    let pupil = trust.pupil(&upn(REST)).await.expect("the child");
    class_membership::Entity::insert(class_membership::ActiveModel {
        id: Set(uuid::Uuid::now_v7()),
        trust_id: Set(trust.id),
        pupil_id: Set(pupil.id),
        class_id: Set(class),
        school_id: Set(school),
        starts_on: Set(day(DAY)),
        ends_on: Set(None),
        updated_at: Set("2025-01-01T00:00:00Z".parse().expect("a time")),
    })
    .exec_without_returning(db)
    .await
    .unwrap();
    trust.import(&file_of("2025-09-01", "9992", &[child(&upn(REST), "O'Rourke", "")])).await;
    let membership = class_membership::Entity::find().one(db).await.unwrap().expect("a membership");
    assert_eq!(membership.ends_on, Some(day("2025-08-31")));
}

async fn spells_that_overlap_are_left_out_with_a_warning(on: Kind) {
    let trust = Trust::new(on).await;
    let meals = |from: &str, to: &str| {
        format!("<FSMhistory><FSMinstance><FSMstartDate>{from}</FSMstartDate>{to}</FSMinstance></FSMhistory>")
    };
    trust.import(&file(&[child(&upn(REST), "Ashdown", &meals("2022-01-10", ""))])).await;
    let report = trust.import(&file(&[child(&upn(REST), "Ashdown", &meals("2023-01-10", ""))])).await;
    assert_eq!((report.exit_code(), report.files[0].tally.warned), (0, 1), "{report}");
    assert!(report.to_string().contains("overlaps a spell of free meals"), "{report}");
    let ended = meals("2022-01-10", "<FSMendDate>2022-12-31</FSMendDate>");
    assert_eq!(trust.import(&file(&[child(&upn(REST), "Ashdown", &ended)])).await.files[0].tally.updated, 1);
    let flags = funding_flag::Entity::find().all(&trust.world.db).await.unwrap();
    assert_eq!((flags.len(), flags[0].ends_on), (1, Some(day("2022-12-31"))));
}

async fn brothers_and_sisters_share_a_parent(on: Kind) {
    let trust = Trust::new(on).await;
    let parent = |phone: &str| {
        format!(
            "<Contacts><Contact><Surname>Ashdown</Surname><Forename>Sam</Forename>\
             <Phones><Phone><PhoneNo>{phone}</PhoneNo></Phone></Phones></Contact></Contacts>"
        )
    };
    let pupils =
        [(REST, "01632 960001"), ("384999019002", "+44 (0)1632\u{a0}960001"), ("384999019003", "01632 960002")];
    let pupils = pupils.map(|(rest, phone)| child(&upn(rest), "Ashdown", &parent(phone)));
    trust.import(&file(&pupils)).await;
    let db = &trust.world.db;
    assert_eq!(contact::Entity::find().all(db).await.unwrap().len(), 3);
    assert_eq!(person::Entity::find().all(db).await.unwrap().len(), 2, "the same name alone is not enough");
}

async fn another_trust_does_not_matter(on: Kind) {
    let trust = Trust::new(on).await;
    trust.import(&file(&[whole()])).await;
    let other = add_trust(&trust.world, "Second Trust").await;
    add_school(&trust.world, other, "900003", "9993", "Far Field").await;
    let before = trust.pupil(&upn(REST)).await.expect("the child");
    let document = file_of("2025-09-01", "9993", &[child(&upn(REST), "Other", "")]);
    let own = trust.import(&document).await;
    assert_eq!(own.exit_code(), 1, "its school is none of this trust's: {own}");
    let caller = add_caller(&trust.world, other).await;
    let report = trust.import_with(&document, &How { caller: &caller, ..trust.how() }).await;
    assert_eq!(report.files[0].tally.inserted, 1, "a child of that trust, whatever this one knows: {report}");
    assert_eq!(trust.pupil(&upn(REST)).await.expect("the child"), before);
}

async fn the_school_is_named_by_the_file_or_by_the_option(on: Kind) {
    let trust = Trust::new(on).await;
    for estab in ["LLLL", "1234"] {
        let document = file_of(DAY, estab, &[child(&upn(REST), "Ashdown", "")]);
        let report = trust.import(&document).await;
        assert_eq!(report.exit_code(), 1);
        assert!(report.to_string().contains("give the URN of the school with --school"), "{report}");
    }
    let named = How { school: Some("900002"), as_of: Some(day("2025-09-03")), ..trust.how() };
    let document = file_of(DAY, "LLLL", &[child(&upn(REST), "Ashdown", "")]);
    assert_eq!(trust.import_with(&document, &named).await.exit_code(), 0);
    let spell = enrolment::Entity::find().one(&trust.world.db).await.unwrap().expect("an enrolment");
    assert_eq!((spell.school_id, spell.entry_date), (trust.school("900002").await, day("2025-09-03")));
    let mut school = entity::school::Entity::find_by_id(spell.school_id)
        .one(&trust.world.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    school.stage = Set(SchoolStage::Former);
    school.update(&trust.world.db).await.unwrap();
    assert_eq!(trust.import_with(&document, &named).await.exit_code(), 1, "a former school takes nobody in");
}

async fn the_school_history_gives_the_first_day(on: Kind) {
    let trust = Trust::new(on).await;
    let history = "<SchoolHistory><School><LEA>384</LEA><Estab>9990</Estab><EntryDate>2018-09-04</EntryDate></School>\
                   <School><LEA>384</LEA><Estab>9991</Estab><EntryDate>2025-06-02</EntryDate></School></SchoolHistory>";
    trust.import(&file(&[child(&upn(REST), "Ashdown", history)])).await;
    let spell = enrolment::Entity::find().one(&trust.world.db).await.unwrap().expect("an enrolment");
    assert_eq!(spell.entry_date, day("2025-06-02"));
}

async fn a_folder_stands_for_its_files(on: Kind) {
    let trust = Trust::new(on).await;
    trust.file("a.xml", file(&[child(&upn(REST), "Ashdown", "")]));
    trust.file("b.XML", file(&[child(&upn("384999019002"), "Second", "")]));
    trust.file("notes.txt", "not one of them");
    let report = trust.import_files(&[trust.folder()], &trust.how()).await;
    assert_eq!((report.exit_code(), report.files.len()), (0, 2), "{report}");
    assert_eq!(pupil::Entity::find().all(&trust.world.db).await.unwrap().len(), 2);
}

async fn a_number_or_an_address_that_is_none_is_left_out(on: Kind) {
    let trust = Trust::new(on).await;
    let contacts = "<Contacts><Contact><Surname>O\u{2019}Rourke\u{200b}</Surname><Forename>Si\u{e2}n\u{a0}Mair</Forename>\
         <Phones><Phone><PhoneNo>07700 900123 (mum)</PhoneNo></Phone></Phones><Email>Sian@Example.ORG </Email></Contact>\
         <Contact><Surname>Ashdown</Surname><Forename>Sam</Forename><Phones><Phone><PhoneNo>447700900124</PhoneNo></Phone></Phones>\
         <Email>none</Email></Contact></Contacts>";
    let report = trust.import(&file(&[child(&upn(REST), "Sia\u{302}n-Ashdown", contacts)])).await;
    assert_eq!(
        (report.exit_code(), report.files[0].tally.inserted, report.files[0].tally.warned),
        (0, 1, 2),
        "{report}"
    );
    assert_eq!(trust.pupil(&upn(REST)).await.expect("the child").family_name, "Si\u{e2}n-Ashdown");
    let mut people = person::Entity::find().all(&trust.world.db).await.unwrap();
    people.sort_by(|a, b| a.name_fold.cmp(&b.name_fold));
    let kept: Vec<_> = people
        .iter()
        .map(|one| {
            (one.name_fold.as_str(), one.family_name.as_str(), one.phone.as_deref(), one.email_personal.as_deref())
        })
        .collect();
    let expected = [
        ("sam ashdown", "Ashdown", Some("07700900124"), None),
        ("sian mair orourke", "O'Rourke", None, Some("sian@example.org")),
    ];
    assert_eq!(kept, expected);
}
