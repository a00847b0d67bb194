//! The real extracts, where they are present: the answers equal a plain reading of the rows.

use std::path::PathBuf;

use entity::{register_link, register_school, school, trust_membership};
use import::{
    Format, Options,
    figures::{movements, trust_figures},
};
use scratch::{Kind, on_both};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::expected;
use crate::world::World;

on_both!(
    the_register_answers_as_the_files_do
    a_second_run_of_the_real_files_changes_nothing
);

/// The folder of extracts beside the project.
fn data() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: ../shared/data is absent");
    None
}

async fn the_register_answers_as_the_files_do(on: Kind) {
    let Some(data) = data() else { return };
    let world = World::new(on).await;
    let gias = world.import(Format::Gias, &[data.join("gias")], &Options::default()).await;
    assert_eq!(gias.exit_code(), 0, "{gias}");
    let census = world.import(Format::Census, &[data.join("census")], &Options::default()).await;
    assert_eq!(census.exit_code(), 0, "{census}");
    println!("{gias}\n{census}");

    let before = expected::rows(&data.join("gias/grouplinks_2017-04.csv"));
    let now = expected::rows(&data.join("gias/group_links_2022-03.csv"));
    let (was, is) = (expected::members(&before), expected::members(&now));
    let (first, last) = ("2017-04-30".parse().expect("a day"), "2022-03-31".parse().expect("a day"));
    let trusts = expected::company_numbers(&now, "Group UID");
    assert_eq!(trusts.len(), 8);
    for (uid, number) in trusts {
        let urns = &is[&number];
        for (year, file) in [("2018/19", "2018-19"), ("2022/23", "2022-23")] {
            let rows = expected::rows(&data.join(format!("census/school_census_{file}.csv")));
            let found = trust_figures(&world.db, uid, year).await.expect("figures");
            let sum = |column| expected::sum(&rows, urns, column);
            assert_eq!(found.academies, urns.len(), "{uid}");
            assert_eq!(found.roll, sum("NOR"), "{uid} {year}");
            assert_eq!(found.ehcp, sum("TSENELSE"), "{uid} {year}");
            assert_eq!(found.eal, sum("NUMEAL"), "{uid} {year}");
            if year == "2022/23" {
                let percentage = 100.0 * sum("NUMFSMEVER") as f64 / sum("NORFSMEVER") as f64;
                let found = found.fsm6_hundredths().expect("a denominator") as f64 / 100.0;
                assert!((found - percentage).abs() <= 0.005, "{uid}: {found} {percentage}");
            } else {
                assert_eq!(found.fsm6_hundredths(), None);
            }
        }
        let moved = movements(&world.db, uid, first, last).await.expect("movements");
        let none = Default::default();
        let then = was.get(&number).unwrap_or(&none);
        assert_eq!(moved.joiners, urns - then, "{uid}");
        assert_eq!(moved.leavers, then - urns, "{uid}");
    }
    let oasis = trust_figures(&world.db, 4076, "2022/23").await.expect("figures");
    assert_eq!(oasis.academies, 52, "not 104");
    let links = register_link::Entity::find().count(&world.db).await.expect("count");
    assert_eq!(links, 389);
    let described = register_school::Column::DetailOn.is_not_null();
    let described = register_school::Entity::find().filter(described).count(&world.db).await;
    assert_eq!(described.expect("count"), 112);
}

async fn a_second_run_of_the_real_files_changes_nothing(on: Kind) {
    let Some(data) = data() else { return };
    let world = World::new(on).await;
    let adopt = Options { adopt: Some(3187), ..Options::default() };
    let gias = world.import(Format::Gias, &[data.join("gias")], &adopt).await;
    let adoption = gias.adoption.as_ref().expect("adopted");
    assert_eq!((adoption.uid, adoption.schools_added), (3190, 41), "by its sponsor: {gias}");
    world.import(Format::Census, &[data.join("census")], &Options::default()).await;
    let before = world.everything().await;
    let gias = world.import(Format::Gias, &[data.join("gias")], &adopt).await;
    let census = world.import(Format::Census, &[data.join("census")], &Options::default()).await;
    for report in [gias, census] {
        assert_eq!(report.exit_code(), 0);
        assert!(report.files.iter().all(|file| file.tally.unchanged == file.tally.read));
    }
    assert!(before == world.everything().await);
    assert_eq!(school::Entity::find().count(&world.db).await.expect("count"), 41);
    assert_eq!(trust_membership::Entity::find().count(&world.db).await.expect("count"), 41);
}
