//! Year groups by academic year and lists by the day: held against counts of our own, with today moved, on both databases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::pupils::upn::check_letter;
use entity::{enrolment, pupil_year};
use graph::period::{day_after, day_before};
use sea_orm::EntityTrait;
use serde_json::{Map, Value as Json, json};
use tests::{TODAY, World, apart, changing, run, small, worlds};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Asks as a persona on another day.
fn on_day(world: &World, persona: &str, today: NaiveDate, document: &str) -> Json {
    let principal = world.caller(persona).principal;
    let caller = run(domain::platform::access::compile(&world.db, principal, today))
        .expect("it compiles")
        .expect("it is active");
    let answer = world.ask_as(&caller, document, Map::new());
    assert!(answer.json.get("errors").is_none(), "{persona} on {}: {}", world.name, answer.json);
    answer.json["data"].clone()
}

fn change(world: &World, persona: &str, field: &str, input: Json, answer: &str) -> Json {
    let kind = format!("{}{}Input", field[..1].to_uppercase(), &field[1..]);
    let document = format!(
        "mutation($input: {kind}!) {{ {field}(input: $input) {{ {answer} userErrors {{ code field message }} }} }}"
    );
    let answer = world.ask_with(persona, &document, Map::from_iter([("input".to_owned(), input)]));
    assert!(answer.json.get("errors").is_none(), "{persona} on {}: {}", world.name, answer.json);
    answer.json["data"][field].clone()
}

fn one(world: &World, document: &str, place: &str) -> String {
    let data = world.data("ceo", document);
    data.pointer(place).and_then(Json::as_str).unwrap_or_else(|| panic!("{document}: {data}")).to_owned()
}

fn school(world: &World) -> String {
    one(world, "{ school(by: { urn: \"900001\" }) { id } }", "/school/id")
}

#[test]
fn every_pupil_is_a_year_higher_on_the_first_of_september() {
    for world in worlds() {
        let asked = "{ pupils(first: 200) { nodes { upn now: ncYear before: ncYear(asOf: \"2026-08-31\") \
                     after: ncYear(asOf: \"2026-09-01\") group: registrationGroup next: registrationGroup(asOf: \"2026-09-01\") } } }";
        let data = world.data("ceo", asked);
        let nodes = data["pupils"]["nodes"].as_array().expect("pupils");
        assert_eq!(nodes.len(), 200);
        for node in nodes {
            let year = |name: &str| node[name].as_i64().unwrap_or_else(|| panic!("{node}"));
            assert_eq!((year("before"), year("after")), (year("now"), year("now") + 1), "{node}");
            assert!(node["next"].is_null(), "groups are new each year: {node}");
        }
        assert!(nodes.iter().any(|node| node["group"].is_string()));
        // A filter looks at today: those of year 4 are those of year 3 of the day before.
        let count = |today: &str, year: i32| {
            let asked = format!("{{ pupils(where: {{ ncYear: {{ eq: {year} }} }}) {{ totalCount }} }}");
            on_day(world, "ceo", day(today), &asked)["pupils"]["totalCount"].clone()
        };
        assert_eq!(count("2026-08-31", 3), count("2026-09-01", 4));
    }
}

#[test]
fn the_roll_of_every_day_of_two_years_is_what_the_enrolments_say() {
    for world in small() {
        let enrolments = run(enrolment::Entity::find().all(&world.db)).expect("enrolments");
        let years = run(pupil_year::Entity::find().all(&world.db)).expect("years");
        let trust = world.caller("ceo").tenant;
        // The days on which a roll changes, and the days beside them.
        let ends = |row: &enrolment::Model| [Some(row.entry_date), row.leaving_date];
        let starts = years.iter().map(|year| year.starts_on);
        let septembers = (2024..=2026).filter_map(|year| NaiveDate::from_ymd_opt(year, 9, 1));
        let changes = enrolments.iter().flat_map(ends).flatten().chain(starts).chain(septembers);
        let changes: BTreeSet<NaiveDate> = changes.flat_map(|day| [day_before(day), day, day_after(day)]).collect();
        let mut on = day("2024-08-31");
        while on < day("2026-10-02") {
            on = day_after(on);
            // One database is asked on each day, the other on those days.
            if world.name != "sqlite" && !changes.contains(&on) {
                continue;
            }
            let mut expected: BTreeMap<String, i64> = BTreeMap::new();
            let counts = |row: &&enrolment::Model| {
                row.trust_id == trust
                    && ["CURRENT", "MAIN"].contains(&row.status.code())
                    && row.entry_date <= on
                    && row.leaving_date.is_none_or(|left| left >= on)
            };
            for row in enrolments.iter().filter(counts) {
                let begun = years.iter().filter(|year| year.pupil_id == row.pupil_id && year.starts_on <= on);
                let latest = begun.max_by_key(|year| year.starts_on).expect("a year");
                let septembers = (latest.starts_on.year()..=on.year())
                    .filter_map(|year| NaiveDate::from_ymd_opt(year, 9, 1))
                    .filter(|september| *september > latest.starts_on && *september <= on)
                    .count();
                let label = match latest.nc_year + i32::try_from(septembers).expect("few") {
                    0 => "Reception".to_owned(),
                    year if year < 0 => "Nursery".to_owned(),
                    year => format!("Year {year}"),
                };
                *expected.entry(label).or_default() += 1;
            }
            let asked = format!(
                "{{ roll(by: [YEAR_GROUP], asOf: \"{on}\") {{ rows {{ dimensions {{ label }} pupils {{ value }} }} }} \
                 pupils(asOf: \"{on}\") {{ totalCount }} }}"
            );
            let answer = world.ask_as(&world.all_rights(on.max(TODAY)), &asked, Map::new()).json;
            assert!(answer.get("errors").is_none(), "{on} on {}: {answer}", world.name);
            let data = &answer["data"];
            let mut found: BTreeMap<String, i64> = BTreeMap::new();
            for row in data["roll"]["rows"].as_array().expect("rows") {
                let label = row["dimensions"][0]["label"].as_str().expect("a label").to_owned();
                *found.entry(label).or_default() += row["pupils"]["value"].as_i64().expect("a number");
            }
            assert_eq!(found, expected, "{on} on {}", world.name);
            assert_eq!(data["pupils"]["totalCount"].as_i64(), Some(expected.values().sum()), "{on} on {}", world.name);
        }
    }
}

#[test]
fn a_list_shows_those_on_roll_leavers_or_all() {
    for world in worlds() {
        let asked = "{ now: pupils { totalCount } left: pupils(roll: LEAVERS) { totalCount } all: pupils(roll: ALL) { totalCount } \
                     past: pupils(asOf: \"2025-03-03\") { totalCount } gone: pupils(asOf: \"2025-03-03\", roll: LEAVERS) { totalCount } \
                     schools(first: 200) { nodes { id now: pupils { totalCount } dated: pupils(asOf: \"2026-03-16\") { totalCount } \
                     past: pupils(asOf: \"2025-03-03\") { totalCount } left: pupils(roll: LEAVERS) { totalCount } all: pupils(roll: ALL) { totalCount } } } }";
        let data = world.data("ceo", asked);
        let number = |of: &Json, name: &str| of[name]["totalCount"].as_i64().expect("a number");
        assert_eq!(number(&data, "now") + number(&data, "left"), number(&data, "all"));
        assert!(number(&data, "left") > 0 && number(&data, "past") > 0);
        assert_eq!(number(&data, "gone"), 0, "nobody had left before the demo begins");
        let schools = data["schools"]["nodes"].as_array().expect("schools");
        let sum = |name: &str| schools.iter().map(|school| number(school, name)).sum::<i64>();
        for school in schools {
            assert_eq!(number(school, "now"), number(school, "dated"), "{school}");
            assert_eq!(number(school, "now") + number(school, "left"), number(school, "all"), "{school}");
        }
        assert_eq!((sum("now"), sum("past")), (number(&data, "now"), number(&data, "past")));
    }
}

#[test]
fn no_way_in_takes_a_year_group_that_there_is_not() {
    for world in changing().iter() {
        let school = school(world);
        let pupil = one(world, "{ pupils(first: 1) { nodes { id } } }", "/pupils/nodes/0/id");
        for nc_year in [99, 15, -3, i32::MIN] {
            let child = json!({ "school": school, "givenName": "Ninety", "familyName": "Nine", "dateOfBirth": "2015-09-01",
                                "sex": "FEMALE", "ncYear": nc_year, "entryDate": "2025-09-01" });
            let kept = json!({ "pupil": pupil, "academicYear": "2025/26", "ncYear": nc_year });
            let admitted = json!({ "pupil": pupil, "school": school, "entryDate": "2026-03-01", "ncYear": nc_year });
            for (field, input) in [("createPupil", child), ("setPupilYear", kept), ("addEnrolment", admitted)] {
                let answer = change(world, "data-manager", field, input, "pupil { id }");
                assert_eq!(answer["userErrors"][0]["field"], json!(["ncYear"]), "{field}: {answer}");
                assert_eq!(answer["userErrors"][0]["code"], "BAD_USER_INPUT", "{field}: {answer}");
                assert!(answer["pupil"].is_null());
            }
        }
    }
}

#[test]
fn a_pupil_is_kept_back_and_what_was_before_stays() {
    for world in changing().iter() {
        let asked = "{ pupils(first: 1, where: { ncYear: { eq: 5 } }) { nodes { id years(first: 1) { nodes { rowVersion firstYear } } } } }";
        let data = world.data("data-manager", asked);
        let child = &data["pupils"]["nodes"][0];
        let (id, version) = (&child["id"], &child["years"]["nodes"][0]["rowVersion"]);
        let set = |persona: &str, version: Json, dry: bool| {
            let input =
                json!({ "pupil": id, "academicYear": "2025/26", "ncYear": 4, "rowVersion": version, "dryRun": dry });
            change(
                world,
                persona,
                "setPupilYear",
                input,
                "year { ncYear academicYear } pupil { ncYear later: ncYear(asOf: \"2026-09-01\") before: ncYear(asOf: \"2025-08-31\") }",
            )
        };
        let stale = set("data-manager", json!(1000), false);
        assert_eq!(stale["userErrors"][0]["code"], "CONFLICT", "{stale}");
        for dry in [true, false] {
            let kept = set("data-manager", version.clone(), dry);
            assert_eq!(kept["year"], json!({ "ncYear": 4, "academicYear": "2025/26" }), "{kept}");
            assert_eq!((&kept["pupil"]["ncYear"], &kept["pupil"]["later"]), (&json!(4), &json!(5)), "{kept}");
            assert_eq!(kept["pupil"]["before"], 4, "the year before stays: {kept}");
        }
        let elsewhere = set("other-head", version.clone(), false);
        assert_eq!(elsewhere["userErrors"][0]["code"], "NOT_FOUND", "{elsewhere}");
    }
}

#[test]
fn another_system_is_heard_about_the_new_year_and_a_new_number_of_a_mother() {
    let upn = |rest: &str| format!("{}{rest}", check_letter(rest));
    let answer = "inserted updated unchanged warnings { row field message } rejected { userErrors { field message } }";
    for world in changing().iter() {
        let school = school(world);
        let mut row = json!({ "upn": upn("384991926001"), "givenName": "Priti", "familyName": "Feldspar", "dateOfBirth": "2015-10-12",
            "sex": "FEMALE", "ncYear": 5, "entryDate": "2025-09-02", "contacts": [{ "givenName": "Ann", "familyName": "Feldspar",
            "relationship": "Mother", "parentalResponsibility": true, "phone": "020 7946 0001" }] });
        let take = |row: &Json| {
            let input = json!({ "school": school, "day": "2026-03-13", "sourceSystem": "MIS", "rows": [row] });
            change(world, "mis-app", "takePupilsIn", input, answer)
        };
        let counts =
            |answer: &Json| ["inserted", "updated", "unchanged"].map(|name| answer[name].as_i64().expect("a number"));
        let first = take(&row);
        assert_eq!(counts(&first), [1, 0, 0], "{first}");
        row["contacts"][0]["phone"] = json!("020 7946 0999");
        row["contacts"][0]["title"] = json!("Dr");
        row["contacts"][0]["email"] = json!("ann@example.org");
        let second = take(&row);
        assert_eq!((counts(&second), &second["warnings"]), ([0, 1, 0], &json!([])), "{second}");
        let asked = format!(
            "{{ pupil(by: {{ upn: \"{}\" }}) {{ ncYear years {{ nodes {{ firstYear ncYear }} }} contacts {{ nodes {{ person {{ id title phone emailPersonal }} }} }} }} }}",
            upn("384991926001")
        );
        let data = world.data("data-manager", &asked);
        let contacts = data["pupil"]["contacts"]["nodes"].as_array().expect("contacts");
        assert_eq!(contacts.len(), 1, "the same person: {data}");
        let person = &contacts[0]["person"];
        assert_eq!((&person["phone"], &person["title"]), (&json!("02079460999"), &json!("Dr")), "{data}");
        assert_eq!(person["emailPersonal"], "ann@example.org");
        // The year group that follows is no news; another one is.
        assert_eq!(counts(&take(&row)), [0, 0, 1]);
        row["ncYear"] = json!(6);
        row["entryDate"] = json!("2025-09-03");
        let moved_up = take(&row);
        assert_eq!(counts(&moved_up), [0, 1, 0], "{moved_up}");
        assert_eq!(moved_up["warnings"][0]["field"], json!(["rows", "0", "entryDate"]), "{moved_up}");
        let data = world.data("data-manager", &asked);
        assert_eq!(
            (&data["pupil"]["ncYear"], &data["pupil"]["years"]["nodes"]),
            (&json!(6), &json!([{ "firstYear": 2025, "ncYear": 6 }])),
            "{data}"
        );
    }
}

#[test]
fn a_child_above_the_last_year_of_its_school_is_listed_as_over_age() {
    let asked = "{ pupils(where: { overAge: { eq: true } }) { totalCount } schools(first: 200) { nodes { highAge \
                 over: pupils(where: { overAge: { eq: true } }) { totalCount } \
                 pupils(first: 200) { nodes { ncYear overAge } } } } }";
    for world in worlds() {
        assert_eq!(on_day(world, "ceo", TODAY, asked)["pupils"]["totalCount"], 0, "in March nobody is");
        // On 1 September the last year of each school moves up, and is on roll until the leaving is recorded.
        let moved = on_day(world, "ceo", day("2026-09-01"), asked);
        let (mut all, mut some) = (0, 0);
        for school in moved["schools"]["nodes"].as_array().expect("schools") {
            let high = school["highAge"].as_i64().unwrap_or_else(|| panic!("{school}"));
            let pupils = school["pupils"]["nodes"].as_array().expect("pupils");
            for pupil in pupils {
                let year = pupil["ncYear"].as_i64().expect("a year");
                // A child turns 11 in Year 6, which is the last year of a school up to the age of 11.
                assert_eq!(pupil["overAge"], json!(year > high - 5), "{pupil} where the highest age is {high}");
                some += i64::from(year > high - 5);
            }
            all += school["over"]["totalCount"].as_i64().expect("a number");
        }
        assert!(some > 0 && all >= some, "{some} seen of {all}");
        assert_eq!(moved["pupils"]["totalCount"], all, "on {}", world.name);
    }
}

#[test]
fn a_planned_last_day_holds_until_it_has_come_and_no_year_group_follows_it() {
    for world in apart() {
        let world = &world;
        let asked = "{ pupils(first: 1, where: { ncYear: { eq: 4 } }) { nodes { id enrolments { nodes { id rowVersion } } } } }";
        let data = world.data("ceo", asked);
        let pupil = data["pupils"]["nodes"][0].clone();
        let id = pupil["id"].as_str().expect("an id");
        let open = &pupil["enrolments"]["nodes"][0];
        let end = |version: &Json, on: &str| {
            let input =
                json!({ "enrolment": open["id"], "rowVersion": version, "leavingDate": on, "destination": "Away" });
            change(
                world,
                "data-manager",
                "endEnrolment",
                input,
                "enrolment { rowVersion leavingDate } pupil { ncYear school { id } }",
            )
        };
        let far = end(&open["rowVersion"], "2027-03-17");
        assert_eq!(far["userErrors"][0]["field"], json!(["leavingDate"]), "{far}");
        let planned = end(&open["rowVersion"], "2026-07-17");
        assert_eq!(planned["enrolment"]["leavingDate"], "2026-07-17", "{planned}");
        assert_eq!((planned["pupil"]["ncYear"].clone(), planned["pupil"]["school"].is_null()), (json!(4), false));
        // It is changed while it has not come.
        let sooner = end(&planned["enrolment"]["rowVersion"], "2026-05-22");
        assert_eq!(sooner["enrolment"]["leavingDate"], "2026-05-22", "{sooner}");
        let shown = format!(
            "{{ node(id: \"{id}\") {{ ... on Pupil {{ last: ncYear(asOf: \"2026-05-22\") after: ncYear(asOf: \"2026-05-23\") \
             later: ncYear(asOf: \"2028-09-01\") group: registrationGroup(asOf: \"2026-05-23\") years {{ nodes {{ ncYear }} }} }} }} }}"
        );
        let node = world.data("ceo", &shown)["node"].clone();
        assert_eq!(
            (node["last"].clone(), node["after"].clone(), node["later"].clone()),
            (json!(4), json!(null), json!(null))
        );
        assert!(
            node["group"].is_null() && node["years"]["nodes"].as_array().is_some_and(|years| !years.is_empty()),
            "{node}"
        );
        // The day after, nothing more follows it.
        let gone = day("2026-05-23");
        run(world.engine.bring_in_step(gone)).expect("it keeps step");
        let counted = "{ pupils(roll: LEAVERS, where: { ncYear: { eq: 4 } }) { totalCount } }";
        assert_eq!(on_day(world, "ceo", gone, counted)["pupils"]["totalCount"], 0);
        let caller = run(domain::platform::access::compile(&world.db, world.caller("data-manager").principal, gone));
        let caller = caller.expect("it compiles").expect("it is active");
        let input = json!({ "enrolment": open["id"], "rowVersion": sooner["enrolment"]["rowVersion"], "leavingDate": "2026-06-01" });
        let document = "mutation($input: EndEnrolmentInput!) { endEnrolment(input: $input) { userErrors { code field message } } }";
        let answer = world.ask_as(&caller, document, Map::from_iter([("input".to_owned(), input)])).json;
        let code = &answer["data"]["endEnrolment"]["userErrors"][0]["code"];
        assert!(code == "NOT_FOUND" || code == "CONFLICT", "{answer}");
    }
}
