//! What the small files must give, fact by fact, in any order of the files.

use entity::codes::{GenderOfEntry, SchoolStatus};
use entity::{
    pay_point, pay_scale, payroll_rate, register_census, register_link, register_membership, register_school,
    register_trust, role, row_stamp, school, school_link, trust, trust_membership,
};
use import::{
    Format, Options, Severity,
    figures::{movements, trust_figures},
};
use scratch::{Kind, on_both};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Statement};

use crate::world::{World, fixture};

on_both!(
    one_legal_entity_is_one_trust
    members_and_movements
    a_school_is_as_its_newest_description_says
    the_order_of_the_files_does_not_matter
    census_counts_and_what_is_withheld
    a_second_run_changes_nothing
    a_trial_stores_nothing_and_reports_all
    every_stored_text_is_one_that_its_class_keeps
    links_between_urns
    adoption_makes_a_tenant_once
    faults_are_named_by_line_and_column
);

const ALL: [&str; 6] = [
    "grouplinks_201704.csv",
    "establishments_coded_2021-04.csv",
    "group_links_2022-03.csv",
    "groups_2022-03.csv",
    "establishments_2022-04.csv",
    "links_2025-04.csv",
];

async fn one_legal_entity_is_one_trust(on: Kind) {
    let world = World::new(on).await;
    assert_eq!(world.gias(&ALL).await.exit_code(), 0);
    let mat = group(&world, 90001).await;
    assert_eq!(mat.name, "LARKFIELD LEARNING TRUST", "as the newest file says");
    assert_eq!(mat.companies_house_no.as_deref(), Some("01234567"), "with its zero");
    assert_eq!(mat.ukprn.as_deref(), Some("10000001"));
    assert_eq!(mat.postcode.as_deref(), Some("CB6 1EW"));
    assert_eq!(mat.county, None, "`Not recorded` gives no value");
    for (uid, entity_uid) in [(90001, 90001), (90002, 90001), (90003, 90001), (90004, 90004)] {
        assert_eq!(group(&world, uid).await.entity_uid, Some(entity_uid), "{uid}");
    }
    for uid in [90001, 90002, 90003] {
        let figures = trust_figures(&world.db, uid, "2022/23").await.expect("figures");
        assert_eq!(figures.academies, 3, "asked for group {uid}");
    }
}

async fn members_and_movements(on: Kind) {
    let world = World::new(on).await;
    world.gias(&ALL).await;
    let day = |text: &str| text.parse().expect("a day");
    let moved = movements(&world.db, 90001, day("2017-04-30"), day("2022-03-31")).await.expect("rows");
    assert_eq!(moved.joiners.into_iter().collect::<Vec<_>>(), ["900003"]);
    assert_eq!(moved.leavers.into_iter().collect::<Vec<_>>(), ["900004", "900005"]);

    let corrected = spells(&world, 90001, "900002").await;
    assert_eq!(corrected.len(), 1, "a corrected date makes no second spell");
    assert_eq!(corrected[0].joined_on, Some(day("2014-01-02")));
    assert!(corrected[0].current);
    let transferred = spells(&world, 90001, "900004").await;
    assert_eq!((transferred[0].current, transferred[0].left_on), (false, Some(day("2020-08-31"))));
    let closed = spells(&world, 90001, "900005").await;
    assert_eq!((closed[0].current, closed[0].left_on), (false, Some(day("2019-08-31"))));
    let former_single = spells(&world, 90003, "900001").await;
    assert_eq!((former_single[0].current, former_single[0].left_on), (false, None));
}

async fn a_school_is_as_its_newest_description_says(on: Kind) {
    let world = World::new(on).await;
    world.gias(&ALL).await;
    let ashby = school_of(&world, "900001").await;
    assert_eq!(ashby.name, "Ashby Park Primary School");
    assert_eq!(ashby.estab_no.as_deref(), Some("0047"));
    assert_eq!((ashby.phase.code(), ashby.status.map(SchoolStatus::code)), ("PRIMARY", Some("OPEN")));
    assert_eq!((ashby.capacity, ashby.fsm_hundredths), (Some(1050), Some(3240)));
    assert_eq!((ashby.has_nursery, ashby.has_sixth_form), (Some(true), Some(false)));
    assert_eq!((ashby.type_code.as_deref(), ashby.religious_character), (Some("34"), None));

    let drogo = school_of(&world, "900004").await;
    assert_eq!(drogo.name, "St Drogo's École", "Windows-1252");
    assert_eq!(drogo.name_fold, "st drogos ecole");
    assert_eq!(drogo.diocese.as_deref(), Some("Diocese of Réxham"));
    assert_eq!(drogo.status.map(SchoolStatus::code), Some("OPEN_PROPOSED_TO_CLOSE"));
    assert_eq!(drogo.gender_of_entry.map(GenderOfEntry::code), Some("GIRLS"));

    let cedar = school_of(&world, "900003").await;
    assert_eq!((cedar.phase.code(), cedar.capacity), ("NOT_APPLICABLE", Some(120)), "a file with codes only");
    assert_eq!(cedar.type_name.as_deref(), Some("Academy special converter"));
    let beech = school_of(&world, "900002").await;
    assert_eq!((beech.detail_on, beech.status), (None, None), "described by group links only");
    assert_eq!(beech.name, "Beech Hill School, Upper Site");
}

async fn the_order_of_the_files_does_not_matter(on: Kind) {
    let mut backwards = ALL;
    backwards.reverse();
    let (one, other) = (World::new(on).await, World::new(on).await);
    one.gias(&ALL).await;
    for name in backwards {
        assert_eq!(other.gias(&[name]).await.exit_code(), 0, "{name}");
    }
    for urn in ["900001", "900002", "900003", "900004", "900005"] {
        let (a, b) = (school_of(&one, urn).await, school_of(&other, urn).await);
        assert_eq!(register_school::Model { id: b.id, ..a }, b, "{urn}");
        for uid in [90001, 90002, 90003, 90004] {
            let (a, b) = (spells(&one, uid, urn).await, spells(&other, uid, urn).await);
            let facts = |spells: Vec<register_membership::Model>| {
                let fact = |s: register_membership::Model| {
                    (s.joined_on, s.left_on, s.first_seen_on, s.last_seen_on, s.current)
                };
                spells.into_iter().map(fact).collect::<Vec<_>>()
            };
            assert_eq!(facts(a), facts(b), "{uid} {urn}");
        }
    }
    for uid in [90001, 90002, 90003, 90004] {
        let (a, b) = (group(&one, uid).await, group(&other, uid).await);
        assert_eq!(register_trust::Model { id: b.id, ..a }, b);
    }
}

async fn census_counts_and_what_is_withheld(on: Kind) {
    let world = World::new(on).await;
    let report = world.census(&["census_2018-19.csv", "census_2022-23.csv"]).await;
    assert_eq!(report.exit_code(), 0, "{report}");
    assert_eq!((report.files[1].tally.inserted, report.files[1].tally.skipped), (3, 1));
    world.gias(&ALL).await;
    let rows = register_census::Entity::find().all(&world.db).await.expect("rows");
    let of = |urn: &str, year: &str| {
        rows.iter().find(|row| row.urn == urn && row.academic_year == year).expect("a row").clone()
    };
    let beech = of("900002", "2018/19");
    assert!(beech.register_school_id.is_some(), "joined to the school that was imported later");
    assert_eq!((beech.roll, beech.ehcp, beech.eal), (Some(900), None, None));
    assert_eq!(beech.withheld.as_deref(), Some("ehcp=SUPP eal=x english=x unclassified_language=x"));
    assert_eq!(of("900001", "2018/19").fsm6_roll, None, "the census of that year has no such column");
    let cedar = of("900003", "2022/23");
    assert_eq!((cedar.fsm6, cedar.eal, cedar.unclassified_language), (None, None, None));
    assert_eq!(cedar.withheld.as_deref(), Some("eal=SUPP"), "NULL and blanks are not withheld values");

    let figures = trust_figures(&world.db, 90001, "2022/23").await.expect("figures");
    assert_eq!((figures.roll, figures.ehcp, figures.eal), (1520, 130, 71));
    assert_eq!((figures.fsm6, figures.fsm6_roll), (300, 1200));
    assert_eq!(figures.fsm6_hundredths(), Some(2500));
    let before = trust_figures(&world.db, 90001, "2018/19").await.expect("figures");
    assert_eq!(before.fsm6_hundredths(), None);
}

async fn a_second_run_changes_nothing(on: Kind) {
    let world = World::new(on).await;
    world.gias(&ALL).await;
    world.census(&["census_2018-19.csv", "census_2022-23.csv"]).await;
    let before = world.everything().await;
    for report in [world.gias(&ALL).await, world.census(&["census_2018-19.csv", "census_2022-23.csv"]).await] {
        assert_eq!(report.exit_code(), 0);
        for file in &report.files {
            let t = file.tally;
            assert_eq!((t.inserted, t.updated, t.unchanged), (0, 0, t.read - t.skipped), "{report}");
        }
    }
    assert!(before == world.everything().await, "the rows are the same, ids and times included");
}

async fn a_trial_stores_nothing_and_reports_all(on: Kind) {
    let world = World::new(on).await;
    let paths: Vec<_> = ALL.iter().map(|name| fixture(name)).collect();
    let trial = Options { dry_run: true, adopt: Some(90001), ..Options::default() };
    let report = world.import(Format::Gias, &paths, &trial).await;
    assert_eq!(report.exit_code(), 0);
    assert_eq!(report.files[2].tally.read, 6);
    assert_eq!(report.adoption.as_ref().map(|a| a.schools_added), Some(3));
    assert!(report.to_string().contains("nothing was stored"), "{report}");
    assert_eq!(world.everything().await, "");
}

async fn links_between_urns(on: Kind) {
    let world = World::new(on).await;
    world.gias(&ALL).await;
    let links = register_link::Entity::find().all(&world.db).await.expect("rows");
    assert_eq!(links.len(), 3);
    for link in links {
        assert_eq!(link.register_school_id.is_some(), link.urn != "900101", "{}", link.urn);
    }
}

async fn adoption_makes_a_tenant_once(on: Kind) {
    let world = World::new(on).await;
    let paths: Vec<_> = ALL.iter().map(|name| fixture(name)).collect();
    let options = Options { adopt: Some(90002), ..Options::default() };
    let report = world.import(Format::Gias, &paths, &options).await;
    let adoption = report.adoption.as_ref().expect("adopted");
    assert_eq!((adoption.uid, adoption.new, adoption.schools_added), (90001, true, 3), "{report}");

    let tenants = trust::Entity::find().all(&world.db).await.expect("rows");
    assert_eq!(tenants.len(), 1);
    assert_eq!((tenants[0].id, tenants[0].gias_group_uid), (tenants[0].trust_id, Some(90001)));
    let schools = school::Entity::find().all(&world.db).await.expect("rows");
    assert!(schools.iter().all(|s| s.trust_id == tenants[0].id && s.stage == entity::codes::SchoolStage::Member));
    let ashby = schools.iter().find(|s| s.urn.as_deref() == Some("900001")).expect("adopted");
    assert_eq!((ashby.pay_region.code(), ashby.number_on_roll), ("FRINGE", Some(414)));
    let memberships = trust_membership::Entity::find().all(&world.db).await.expect("rows");
    assert_eq!(memberships.len(), 3);
    let of_ashby = memberships.iter().find(|m| m.school_id == ashby.id).expect("a membership");
    assert_eq!((of_ashby.joined_on.to_string().as_str(), of_ashby.left_on), ("2012-09-01", None));
    assert_eq!(school_link::Entity::find().count(&world.db).await.expect("count"), 2);
    assert_eq!(row_stamp::Entity::find().count(&world.db).await.expect("count"), 8, "each added row has a stamp");
    assert!(role::Entity::find().count(&world.db).await.expect("count") > 20);

    assert_eq!((adoption.scales_added, adoption.rates_added), (17, 4), "{report}");

    // A second adoption leaves pay scales and rates alone, and adds them to a tenant that has none.
    let before = world.everything().await;
    let again = world.import(Format::Gias, &[], &options).await;
    let adoption = again.adoption.as_ref().expect("still there");
    assert_eq!((adoption.scales_added, adoption.rates_added), (0, 0), "{again}");
    assert_eq!((again.exit_code(), adoption.new, adoption.schools_known), (0, false, 3));
    assert!(before == world.everything().await);

    pay_point::Entity::delete_many().exec(&world.db).await.expect("gone");
    pay_scale::Entity::delete_many().exec(&world.db).await.expect("gone");
    payroll_rate::Entity::delete_many().exec(&world.db).await.expect("gone");
    let later = world.import(Format::Gias, &[], &options).await;
    assert!(later.to_string().contains("17 published pay scales and 4 rates of payroll added"), "{later}");
    assert!(before == world.everything().await);

    let none = Options { adopt: Some(12), ..Options::default() };
    let refused = world.import(Format::Gias, &[], &none).await;
    assert_eq!(refused.exit_code(), 1);
    assert!(refused.to_string().contains("no group with UID 12"), "{refused}");
}

async fn faults_are_named_by_line_and_column(on: Kind) {
    let world = World::new(on).await;
    let report = world.gias(&["faults_2022-03.csv"]).await;
    assert_eq!(report.exit_code(), 3, "{report}");
    let file = &report.files[0];
    assert_eq!((file.tally.read, file.tally.inserted, file.tally.refused), (6, 3, 3), "{report}");
    let named: Vec<_> = file
        .issues
        .iter()
        .map(|issue| (issue.line, issue.severity, issue.column.as_str(), issue.value.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (3, Severity::Refused, "URN", "90000"),
            (4, Severity::Warned, "Joined date", "2014-02-31"),
            (5, Severity::Refused, "", ""),
            (6, Severity::Refused, "Group UID", "TR90004"),
            (7, Severity::Warned, "PhaseOfEducation (code)", "22"),
            (7, Severity::Warned, "PhaseOfEducation (name)", "Primaire"),
            (7, Severity::Warned, "Companies House Number", "7.65E+06"),
            (1, Severity::Warned, "", ""),
        ]
    );
    let again = world.gias(&["faults_2022-03.csv"]).await;
    assert_eq!(again.exit_code(), 3, "the refused rows are reported again");
    assert_eq!((again.files[0].tally.unchanged, again.files[0].tally.refused), (3, 3));
}

async fn group(world: &World, uid: i32) -> register_trust::Model {
    let found = register_trust::Entity::find().filter(register_trust::Column::Uid.eq(uid));
    found.one(&world.db).await.expect("a read").expect("the group")
}

async fn school_of(world: &World, urn: &str) -> register_school::Model {
    let found = register_school::Entity::find().filter(register_school::Column::Urn.eq(urn));
    found.one(&world.db).await.expect("a read").expect("the school")
}

async fn spells(world: &World, uid: i32, urn: &str) -> Vec<register_membership::Model> {
    use register_membership::Column::{RegisterSchoolId, RegisterTrustId};
    register_membership::Entity::find()
        .filter(RegisterTrustId.eq(group(world, uid).await.id))
        .filter(RegisterSchoolId.eq(school_of(world, urn).await.id))
        .all(&world.db)
        .await
        .expect("a read")
}

async fn every_stored_text_is_one_that_its_class_keeps(on: Kind) {
    let world = World::new(on).await;
    world.gias(&ALL).await;
    let catalogue = domain::catalogue();
    let mut seen = 0;
    for column in catalogue.resources.iter().flat_map(|resource| &resource.columns) {
        let Some(class) = catalogue.text_class(*column).filter(|_| column.table.starts_with("register_")) else {
            continue;
        };
        let text = format!("select \"{0}\" from {1} where \"{0}\" is not null", column.name, column.table);
        let rows = world.db.query_all_raw(Statement::from_string(world.db.get_database_backend(), text)).await;
        for row in rows.expect("it reads") {
            let stored: String = row.try_get_by_index(0).expect("a text");
            assert_eq!(class.clean(&stored).as_ref(), Ok(&stored), "{}.{}", column.table, column.name);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} texts");
}
