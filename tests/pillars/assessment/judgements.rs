//! Importing judgements from a school's own tracker: which are taken, which are refused and why, and that a second run
//! writes nothing.

use std::fs;
use std::path::Path;

use entity::{assessment, audit_event, outbox, pupil};
use import::{Report, judgements};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use tests::{World, changing, run};

const SCALE: &str = "Tracker 5";

fn import(world: &World, persona: &str, folder: &Path, dry_run: bool) -> Report {
    let how = judgements::How {
        engine: &world.engine,
        caller: world.caller(persona),
        mapping: &folder.join("map.csv"),
        dry_run,
    };
    run(judgements::run(&how, &[folder.join("judgements.csv")], &|_, _| {})).expect("the database answers")
}

fn upns(world: &World, urn: &str, count: u64) -> Vec<String> {
    let school = world.data("ceo", &format!("{{ school(by: {{ urn: \"{urn}\" }}) {{ id }} }}"));
    let school = school["school"]["id"].as_str().and_then(graph::id::decode).expect("an id").1;
    let found = pupil::Entity::find()
        .filter(pupil::Column::SchoolId.eq(school))
        .filter(pupil::Column::Upn.is_not_null())
        .order_by_asc(pupil::Column::Upn)
        .limit(count);
    run(found.all(&world.db)).expect("it reads").into_iter().filter_map(|pupil| pupil.upn).collect()
}

fn counts(world: &World) -> [u64; 4] {
    run(async {
        let own = assessment::Entity::find().filter(assessment::Column::SourceScale.eq(SCALE));
        [
            own.count(&world.db).await.expect("it counts"),
            assessment::Entity::find().count(&world.db).await.expect("it counts"),
            audit_event::Entity::find().count(&world.db).await.expect("it counts"),
            outbox::Entity::find().count(&world.db).await.expect("it counts"),
        ]
    })
}

fn reasons(report: &Report) -> Vec<(u64, &str)> {
    report.files[0].issues.iter().map(|issue| (issue.line, issue.reason.as_str())).collect()
}

#[test]
fn a_trackers_values_become_bands_only_by_the_mapping() {
    for world in changing().iter() {
        let folder = tempfile::tempdir().expect("a folder");
        let (own, others) = (upns(world, "900001", 3), upns(world, "900002", 1));
        fs::write(folder.path().join("map.csv"), format!("value,band,scale\nemerging,B,{SCALE}\nsecure,E,{SCALE}\n"))
            .expect("it is written");
        let rows = format!(
            "UPN,Subject,Point,Value,Recorded on\n{},MAT,2025/26 SPR2,Secure,2026-03-10\n{},mat,2025/26 SPR2, emerging ,2026-03-10\n\
             {},MAT,2025/26 SPR2,brilliant,2026-03-10\n{},MAT,2025/26 SPR2,secure,2026-03-10\nX1,MAT,2025/26 SPR2,secure,\n\
             {},ZZZ,2025/26 SPR2,secure,\n{},MAT,1999 XXX,secure,\n",
            own[0], own[1], own[2], others[0], own[0], own[0]
        );
        fs::write(folder.path().join("judgements.csv"), rows).expect("it is written");
        let before = counts(world);

        let tried = import(world, "head", folder.path(), true);
        assert_eq!((tried.files[0].tally.read, tried.files[0].tally.refused, tried.exit_code()), (7, 5, 3), "{tried}");
        assert_eq!(counts(world), before, "a trial keeps nothing");

        let first = import(world, "head", folder.path(), false);
        let tally = first.files[0].tally;
        assert_eq!(tally.inserted + tally.updated, 2, "{first}");
        let lines: Vec<u64> = reasons(&first).iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 5, 6, 7, 8], "{first}");
        assert!(reasons(&first)[0].1.contains("mapping") && reasons(&first)[3].1.contains("code"), "{first}");
        // A pupil of another school and a UPN that nobody has get the same message.
        assert_eq!(reasons(&first)[1].1, reasons(&first)[2].1);
        let after = counts(world);
        assert_eq!(after[0], before[0] + 2, "the school's own values are kept");
        assert_eq!((after[2] - before[2], after[3] - before[3]), (2, 2), "each is in the trail and in the outbox");

        let second = import(world, "head", folder.path(), false);
        assert_eq!((second.files[0].tally.unchanged, second.files[0].tally.refused), (2, 5), "{second}");
        assert_eq!(counts(world), after, "a second run changes nothing");

        let governor = import(world, "data-manager", folder.path(), true);
        assert_eq!(governor.files[0].tally.refused, 4, "the other school's pupil is hers too: {governor}");
    }
}

#[test]
fn a_bad_mapping_or_file_is_refused_whole() {
    let worlds = changing();
    let world = &worlds[0];
    for (map, rows, words) in [
        ("value,band\nsecure,QQ\n", "upn,subject,point,value\n", "its bands are"),
        ("value\nsecure\n", "upn,subject,point,value\n", "no column band"),
        ("value,band\n", "upn,subject,point,value\n", "maps nothing"),
        ("value,band\nsecure,E\nSecure,B\n", "upn,subject,point,value\n", "twice"),
        ("value,band\nsecure,E\n", "upn,subject\nX,MAT\n", "no column point, value"),
        ("value,band\nsecure,E\n", "", "empty"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("map.csv"), map).expect("it is written");
        fs::write(folder.path().join("judgements.csv"), rows).expect("it is written");
        let before = counts(world);
        let report = import(world, "head", folder.path(), false);
        assert_eq!(report.exit_code(), 1, "{report}");
        assert!(report.to_string().contains(words), "{words}: {report}");
        assert_eq!(counts(world), before);
    }
}

#[test]
fn rows_without_anything_are_no_rows_and_cells_are_read_as_people_write_them() {
    for world in changing().iter() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = upns(world, "900001", 8);
        let map = "\u{feff} Value\u{a0},BAND ,scale\n,,\n\u{201c}not yet\u{201d}, b,Tracker 9\n \nsecure+,E\u{200b},\n";
        fs::write(folder.path().join("map.csv"), map).expect("it is written");
        let mut rows = b"\xef\xbb\xbf\r\n,,,\r\nupn\xc2\xa0,SUBJECT ,Point,  Value\r\n".to_vec();
        rows.extend(format!("{},MAT,2025/26 SPR2,Secure+\r\n", own[3]).bytes());
        rows.extend(b",,,\r\n  , ,\xc2\xa0,\xe2\x80\x8b\r\n,,,,,,\r\n\r\n   \r\n");
        rows.extend(format!("{},mat\u{a0}, 2025/26\u{a0}spr2 ,\"Not yet\"\r\n", own[4].to_lowercase()).bytes());
        // One cell is Windows-1252: it is read so, and the others stay as they are.
        rows.extend(format!("{},MAT,2025/26 SPR2,", own[5]).bytes());
        rows.extend(b"\x93not yet\x94\r\n");
        rows.extend(
            format!(
                "\u{200e}{} {},Mat,2025/26 SPR2,\u{201c}not\u{2009}yet\u{201d}\r\n,,,\r\n,,,",
                &own[6][..5],
                &own[6][5..]
            )
            .bytes(),
        );
        fs::write(folder.path().join("judgements.csv"), rows).expect("it is written");

        let report = import(world, "head", folder.path(), false);
        let tally = report.files[0].tally;
        assert_eq!((tally.read, tally.refused, tally.inserted + tally.updated, tally.blank), (4, 0, 4, 6), "{report}");
        assert!(report.to_string().contains("6 rows are blank and were skipped"), "{report}");
        let kept = assessment::Entity::find().filter(assessment::Column::SourceScale.eq("Tracker 9"));
        let kept = run(kept.all(&world.db)).expect("it reads");
        let mut values: Vec<_> = kept.iter().filter_map(|one| one.source_value.as_deref()).collect();
        values.sort_unstable();
        assert_eq!(values, ["\"not yet\"", "\"not yet\"", "Not yet", "Secure+"]);
        let again = import(world, "head", folder.path(), false);
        assert_eq!((again.files[0].tally.unchanged, again.files[0].tally.blank), (4, 6), "{again}");
    }
}
