//! Texts as real files have them: every stored one is clean, each way in cleans, and spellings that people take for the same
//! find each other, on every database.

use std::collections::BTreeMap;

use domain::pupils::upn::check_letter;
use graph::declare::{Column, Field, NAME, Source};
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Map, Value as Json, json};
use tests::{World, apart, changing, run, worlds};

use super::mutate::{ask, fields};

const CREATE: &str = "mutation($input: CreatePupilInput!) { createPupil(input: $input) { \
     pupil { id rowVersion givenName familyName upn } enrolment { admissionNumber } userErrors { code field message } } }";
const UPDATE: &str = "mutation($input: UpdatePupilInput!) { updatePupil(input: $input) { pupil { rowVersion preferredName \
     address { line1 postcode } } userErrors { code field message } } }";
const STAFF: &str = "mutation($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) { staffMember { rowVersion \
     person { phone emailWork emailPersonal title formerNames address { postcode } } } userErrors { code field message } } }";
const TAKE: &str = "mutation($input: TakePupilsInInput!) { takePupilsIn(input: $input) { inserted updated unchanged \
     warnings { row field message } rejected { row userErrors { code field message } } userErrors { code field message } } }";

fn texts(world: &World, text: &str) -> Vec<Vec<String>> {
    let rows = run(world.db.query_all_raw(Statement::from_string(world.db.get_database_backend(), text.to_owned())));
    let one = |row: &sea_orm::QueryResult| {
        let cells = row.column_names().len();
        (0..cells).map(|at| row.try_get_by_index(at).expect("a text")).collect()
    };
    rows.expect("it reads").iter().map(one).collect()
}

fn distinct(world: &World, columns: &[Column]) -> Vec<Vec<String>> {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let filled: Vec<String> = names.iter().map(|name| format!("{name} is not null")).collect();
    let (names, filled) = (names.join(", "), filled.join(" and "));
    texts(world, &format!("select distinct {names} from \"{}\" where {filled}", columns[0].table))
}

/// How many stored texts there are, and those that their class does not keep as they are.
fn unclean(world: &World) -> (usize, Vec<String>) {
    let catalogue = domain::catalogue();
    let (mut seen, mut wrong) = (0, Vec::new());
    for column in catalogue.resources.iter().flat_map(|resource| &resource.columns) {
        let Some(class) = catalogue.text_class(*column) else { continue };
        for text in distinct(world, &[*column]).concat() {
            seen += 1;
            if class.clean(&text).as_deref() != Ok(&text) {
                wrong.push(format!("{}.{} {text}", column.table, column.name));
            }
        }
    }
    (seen, wrong)
}

#[test]
fn every_stored_text_is_one_that_its_class_keeps() {
    for world in worlds() {
        let (seen, wrong) = unclean(world);
        assert!(seen > 5_000, "{seen} texts");
        assert!(wrong.is_empty(), "{} on {}: {:#?}", wrong.len(), world.name, &wrong[..wrong.len().min(30)]);
    }
}

#[test]
fn what_stood_stored_before_there_were_classes_is_cleaned() {
    for world in apart() {
        let write = |text: &str| run(world.writer.execute_unprepared(text)).expect("it is written");
        let child = &texts(&world, "select min(upn) from pupil where upn is not null")[0][0];
        let person = &texts(&world, "select min(email_work) from person where email_work is not null")[0][0];
        let other = &texts(&world, "select max(email_work) from person where email_work is not null")[0][0];
        write(&format!(
            "update pupil set given_name = 'Sia\u{302}n\u{200b}Mair\u{a0}', given_fold = 'sian mair', name_fold = 'sian mair x', \
             postcode = 'zz11aa', medical_conditions = 'Asthma \u{a0}\u{2013} mild\r\n\r\n\r\n\r\nblue' where upn = '{child}'"
        ));
        write(&format!(
            "update person set phone = '+44 (0)1632 960 555', email_personal = 'Jo.O\u{2019}Hara@Example.ORG', \
             family_name = 'O\u{92}Hara', name_fold = 'x', family_fold = 'x' where email_work = '{person}'"
        ));
        write(&format!("update person set phone = 'ask\u{a0}mum' where email_work = '{other}'"));
        write("update subject set code = ' mat' where code = 'MAT'");
        let step = "delete from seaql_migrations where version = 'm20261201_000050_clean_texts'";
        assert_eq!(run(world.writer.execute_unprepared(step)).expect("it is written").rows_affected(), 1);
        run(Migrator::up(&world.writer, None)).expect("the step runs");

        let pupil = "select given_name, given_fold, postcode, medical_conditions from pupil where upn =";
        let kept = ["SiânMair", "sianmair", "ZZ1 1AA", "Asthma \u{2013} mild\n\nblue"];
        assert_eq!(texts(&world, &format!("{pupil} '{child}'")), [kept]);
        let of_person = "select phone, email_personal, family_name, family_fold from person where email_work =";
        let kept = ["01632960555", "jo.o'hara@example.org", "O'Hara", "ohara"];
        assert_eq!(texts(&world, &format!("{of_person} '{person}'")), [kept]);
        assert_eq!(texts(&world, "select distinct code from subject where name like 'Math%'"), [["MAT"]]);
        let (_, wrong) = unclean(&world);
        assert_eq!(wrong, ["person.phone ask mum"], "what is no number stays for a person to correct");
    }
}

#[test]
fn what_is_compared_folded_is_the_fold_of_what_is_shown() {
    fn folded(fields: &[Field]) -> Vec<[Column; 2]> {
        fields
            .iter()
            .filter_map(|field| match (&field.source, field.filter.as_ref()?.folded) {
                (Source::Column(shown, _), Some(folded)) => Some([*shown, folded]),
                _ => None,
            })
            .collect()
    }
    let catalogue = domain::catalogue();
    for world in worlds() {
        let pairs: Vec<_> = catalogue.resources.iter().flat_map(|resource| folded(&resource.fields)).collect();
        assert!(pairs.len() > 10, "{pairs:?}");
        for pair in pairs {
            for row in distinct(world, &pair) {
                assert_eq!(entity::fold(&row[0]), row[1], "{}.{}", pair[0].table, pair[0].name);
            }
        }
    }
}

/// How many rows a list has under a filter with a text in it.
fn found(world: &World, list: &str, filter: &str, text: &str) -> i64 {
    let document = format!("query($text: String!) {{ {list}(where: {filter}) {{ totalCount }} }}");
    let answer = world.ask_with("ceo", &document, Map::from_iter([("text".to_owned(), json!(text))])).json;
    answer["data"][list]["totalCount"].as_i64().unwrap_or_else(|| panic!("{document} {text:?}: {answer}"))
}

#[test]
fn spellings_that_people_take_for_the_same_find_each_other() {
    for world in worlds() {
        let upn = &texts(world, "select min(upn) from pupil where upn is not null")[0][0];
        let school = &texts(world, "select min(name) from school")[0][0];
        let family = &texts(world, "select min(family_name) from staff_member")[0][0];
        let town = &texts(world, "select min(town) from school where town like '%'")[0][0];
        let spaced = |text: &str| text.replace(' ', "\u{a0} ");
        let home = &texts(world, "select min(postcode) from pupil where not address_restricted")[0][0];
        let site = &texts(world, "select min(postcode) from school")[0][0];
        let email = &texts(world, "select min(email_work) from staff_member")[0][0];
        let narrow = |text: &str| text.replace(' ', "").to_lowercase();
        let cases: [(&str, &str, &str, Vec<String>); 13] = [
            ("pupils", "{ address: { postcode: { eq: $text } } }", home, vec![narrow(home), spaced(home)]),
            (
                "pupils",
                "{ address: { postcode: { startsWith: $text } } }",
                home,
                vec![narrow(home), home.to_lowercase()],
            ),
            ("schools", "{ address: { postcode: { in: [$text] } } }", site, vec![narrow(site), format!("{site}.")]),
            ("staff", "{ emailWork: { eq: $text } }", email, vec![email.to_uppercase(), format!(" {email}\u{200b}")]),
            (
                "pupils",
                "{ upn: { eq: $text } }",
                upn,
                vec![upn.to_lowercase(), format!("\u{feff}{} {}\t", &upn[..4], &upn[4..])],
            ),
            ("pupils", "{ upn: { in: [$text] } }", upn, vec![upn.to_lowercase(), format!(" {upn}\u{200b}")]),
            ("pupils", "{ upn: { ne: $text } }", upn, vec![upn.to_lowercase(), format!(" {upn}\u{200b}")]),
            ("pupils", "{ upn: { startsWith: $text } }", &upn[..6], vec![upn[..6].to_lowercase()]),
            (
                "schools",
                "{ name: { eq: $text } }",
                school,
                vec![school.to_uppercase(), spaced(school), format!("{school}\u{200e}")],
            ),
            ("schools", "{ name: { notIn: [$text] } }", school, vec![school.to_uppercase(), spaced(school)]),
            ("staff", "{ familyName: { eq: $text } }", family, vec![family.to_uppercase(), format!(" {family}\u{ad}")]),
            ("subjects", "{ code: { eq: $text } }", "MAT", vec!["mat".to_owned(), " Mat\u{a0}".to_owned()]),
            ("schools", "{ town: { eq: $text } }", town, vec![format!("\u{a0}{town} "), format!("{town}\u{200d}")]),
        ];
        for (list, filter, stored, spellings) in cases {
            let expected = found(world, list, filter, stored);
            let all = world.data("ceo", &format!("{{ {list} {{ totalCount }} }}"))[list]["totalCount"].as_i64();
            assert!(expected > 0 && Some(expected) < all, "{list} {filter} {stored}: {expected} of {all:?}");
            for spelling in spellings {
                assert_eq!(found(world, list, filter, &spelling), expected, "{list} {filter} {spelling:?}");
            }
        }
        // A text that the class refuses equals none.
        assert_eq!(found(world, "pupils", "{ upn: { eq: $text } }", &"x".repeat(60)), 0);
        for by in [upn.to_lowercase(), format!("\u{a0}{} {}", &upn[..5], &upn[5..])] {
            let by = world.data("ceo", &format!("{{ pupil(by: {{ upn: {} }}) {{ upn }} }}", json!(by)));
            assert_eq!(by["pupil"]["upn"], **upn);
        }
        let words =
            world.data("ceo", &format!("{{ search(text: {}, first: 5) {{ __typename }} }}", json!(spaced(school))));
        assert!(!words["search"].as_array().expect("rows").is_empty(), "{words}");
    }
}

#[test]
fn a_restricted_home_is_not_found_by_its_postcode() {
    for world in worlds() {
        let restricted = texts(
            world,
            "select upn, postcode from pupil where address_restricted and postcode is not null and upn is not null \
             and school_id is not null",
        );
        assert!(!restricted.is_empty());
        let mut found = 0;
        for child in restricted {
            let (upn, postcode) = (&child[0], &child[1]);
            let count = |persona: &str, part: &str| {
                let document = format!("{{ pupils(where: {{ upn: {{ eq: \"{upn}\" }}, {part} }}) {{ totalCount }} }}");
                let answer = world.ask(persona, &document).json;
                answer["data"]["pupils"]["totalCount"].as_i64().unwrap_or_else(|| panic!("{document}: {answer}"))
            };
            for part in [
                format!("address: {{ postcode: {{ eq: \"{postcode}\" }} }}"),
                format!("not: {{ address: {{ postcode: {{ eq: \"{postcode}\" }} }} }}"),
                "or: [{ address: { postcode: { isNull: true } } }, { id: { in: [] } }, { upn: { isNull: false } }]"
                    .to_owned(),
                "not: { address: { town: { startsWith: \"zzz\" } } }".to_owned(),
            ] {
                assert_eq!(count("ceo", &part), 0, "{upn} {part}");
            }
            found += count("dsl", &format!("address: {{ postcode: {{ eq: \"{}\" }} }}", postcode.to_lowercase()));
        }
        assert!(found > 0, "who may read court orders finds those of the own school");
        let refused =
            world.ask("governor", "{ people(where: { phone: { eq: \"07700900123\" } }) { totalCount } }").json;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN", "{refused}");
    }
}

fn school(world: &World) -> Json {
    world.data("ceo", "{ school(by: { urn: \"\u{a0}900 001\" }) { id } }")["school"]["id"].clone()
}

fn upn(rest: &str) -> String {
    format!("{}{rest}", check_letter(rest))
}

#[test]
fn an_action_keeps_a_child_in_the_clean_form() {
    for world in changing().iter() {
        let number = upn("384991927001");
        let input = json!({ "school": school(world), "givenName": "\u{feff}Sia\u{302}n\u{a0} Mair ", "familyName": "O\u{2019}Neill\u{2010}Łuczak\u{200b}",
            "upn": format!(" {} {}\u{a0}", number[..1].to_lowercase(), &number[1..]), "dateOfBirth": "2016-01-05", "sex": "FEMALE",
            "ncYear": 5, "entryDate": "2026-03-02", "admissionNumber": " a 0042\u{a0}" });
        let made = ask(world, "head", CREATE, input.clone());
        assert_eq!(made["userErrors"], json!([]), "{made}");
        let pupil = &made["pupil"];
        assert_eq!(
            (&pupil["givenName"], &pupil["familyName"]),
            (&json!("Siân Mair"), &json!("O'Neill-Łuczak")),
            "{made}"
        );
        assert_eq!((&pupil["upn"], &made["enrolment"]["admissionNumber"]), (&json!(number), &json!("A0042")), "{made}");
        for (field, text) in [
            ("givenName", "Siân Mair"),
            ("givenName", "SIAN MAIR"),
            ("familyName", "O'Neill-Łuczak"),
            ("familyName", "o´neill Luczak"),
            ("familyName", "ONEILL\u{2011}ŁUCZAK"),
        ] {
            let found =
                found(world, "pupils", &format!("{{ {field}: {{ eq: $text }}, upn: {{ eq: \"{number}\" }} }}"), text);
            assert_eq!(found, 1, "{field} {text}");
        }
        let words = world.data(
            "head",
            "{ search(text: \"sian o\u{2019}neill\", types: [PUPIL], first: 5) { ... on Pupil { upn } } }",
        );
        assert_eq!(words["search"], json!([{ "upn": number }]));

        let update = |version: i64, part: Json| {
            let mut input = json!({ "pupil": pupil["id"], "rowVersion": version });
            part.as_object().expect("an object").iter().for_each(|(name, value)| input[name] = value.clone());
            ask(world, "head", UPDATE, input)
        };
        let home = json!({ "addressLine1": "Flat\u{a0}2,\r\n 1 St\u{2019} Mary\u{2019}s", "postcode": "zz11aa", "preferredName": "\u{200b} " });
        let done = update(1, home.clone());
        assert_eq!(
            done["pupil"]["address"],
            json!({ "line1": "Flat 2, 1 St' Mary's", "postcode": "ZZ1 1AA" }),
            "{done}"
        );
        assert_eq!((&done["pupil"]["preferredName"], &done["pupil"]["rowVersion"]), (&Json::Null, &json!(2)));
        assert_eq!(update(2, home)["pupil"]["rowVersion"], json!(2), "sent again, nothing differs");
        for (part, field) in [
            (json!({ "postcode": "ZZ1" }), "postcode"),
            (json!({ "addressLine1": "x".repeat(301) }), "addressLine1"),
            (json!({ "preferredName": "Si\u{fffd}n" }), "preferredName"),
            (json!({ "givenName": "\u{200b}" }), "givenName"),
            (json!({ "familyName": "é".repeat(101) }), "familyName"),
            (json!({ "registrationGroup": "x".repeat(301) }), "registrationGroup"),
        ] {
            assert_eq!(fields(&update(2, part.clone())), [format!("BAD_USER_INPUT {field}")], "{part}");
        }
    }
}

#[test]
fn prose_keeps_its_lines() {
    for world in changing().iter() {
        let pupil = &texts(world, "select min(upn) from pupil where school_id is not null and upn is not null")[0][0];
        let asked = format!("{{ pupil(by: {{ upn: \"{pupil}\" }}) {{ id rowVersion }} }}");
        let child = world.data("data-manager", &asked)["pupil"].clone();
        let input = json!({ "pupil": child["id"], "kind": "PP_FSM", "startsOn": "2019-01-07", "endsOn": "2019-01-08",
            "detail": "\u{feff}Letter of 7\u{a0}January \u{2013} \u{201c}see file\u{201d}.\r\n\r\n\r\n\r\nChecked \r\n" });
        let document = "mutation($input: SetFundingFlagInput!) { setFundingFlag(input: $input) { flag { detail } \
                        userErrors { code field message } } }";
        let made = ask(world, "data-manager", document, input);
        let kept = "Letter of 7 January \u{2013} \u{201c}see file\u{201d}.\n\nChecked";
        assert_eq!(made["flag"]["detail"], kept, "{made}");
    }
}

#[test]
fn numbers_and_addresses_of_staff_have_one_form() {
    for world in changing().iter() {
        let staff = world
            .data("hr", "{ staff(first: 3, where: { leavingDate: { isNull: true } }) { nodes { id rowVersion } } }");
        let member = &staff["staff"]["nodes"][1];
        let version = member["rowVersion"].as_i64().expect("a number");
        let update = |version: i64, person: Json| {
            ask(world, "hr", STAFF, json!({ "staffMember": member["id"], "rowVersion": version, "person": person }))
        };
        let person = json!({ "phone": "+44 (0)1632\u{a0}960 123", "emailWork": "mailto:Jo.O\u{2019}Hara@Example.ORG", "emailPersonal": "",
            "title": " Dr\u{200b} ", "formerNames": "Mac\u{a0}Donald", "postcode": "bfpo58" });
        let done = update(version, person.clone());
        let expected = json!({ "phone": "01632960123", "emailWork": "jo.o'hara@example.org", "emailPersonal": null,
            "title": "Dr", "formerNames": "Mac Donald", "address": { "postcode": "BFPO 58" } });
        assert_eq!(done["staffMember"]["person"], expected, "{done}");
        let next = done["staffMember"]["rowVersion"].as_i64().expect("a number");
        assert_eq!(update(next, person)["staffMember"]["rowVersion"], next, "sent again, nothing differs");
        for (person, field) in [
            (json!({ "phone": "07700 900123 (mum)" }), "phone"),
            (json!({ "emailWork": "jo@example" }), "emailWork"),
            (json!({ "postcode": "D02 X285" }), "postcode"),
            (json!({ "niNumber": "QQ123456C" }), "niNumber"),
            (json!({ "familyName": " " }), "familyName"),
        ] {
            assert_eq!(fields(&update(next, person)), [format!("BAD_USER_INPUT person.{field}")]);
        }
    }
}

#[test]
fn a_mother_with_one_number_in_two_spellings_is_one_person() {
    for world in changing().iter() {
        let child = |rest: &str, given: &str, phone: &str, mother: &str| {
            json!({ "upn": upn(rest), "givenName": given, "familyName": "Zápotocká", "dateOfBirth": "2015-10-12", "sex": "FEMALE",
                "ncYear": 5, "entryDate": "2025-09-02", "contacts": [{ "givenName": mother, "familyName": "Zápotocká",
                "relationship": "Mother", "phone": phone }] })
        };
        let take = |rows: Vec<Json>| {
            let input = json!({ "school": school(world), "day": "2026-03-13", "sourceSystem": "MIS", "rows": rows });
            ask(world, "mis-app", TAKE, input)
        };
        let counts = |answer: &Json| ["inserted", "updated", "unchanged"].map(|name| answer[name].as_i64());
        let first = take(vec![child("384991927101", "Ida", "+44 1632 960 777", "Eva\u{a0}Anna")]);
        assert_eq!(counts(&first), [Some(1), Some(0), Some(0)], "{first}");
        let sister = take(vec![child("384991927102", "Ada", "(01632) 960777", "EVA ANNA")]);
        assert_eq!(counts(&sister), [Some(1), Some(0), Some(0)], "{sister}");
        let again = take(vec![child("384991927101", "I\u{200b}da", "1632960777", "Eva Anna")]);
        assert_eq!(counts(&again), [Some(0), Some(0), Some(1)], "{again}");
        let people = texts(world, "select name_fold, phone from person where family_fold = 'zapotocka'");
        assert_eq!(people, [["eva anna zapotocka", "01632960777"]]);
        let wrong = take(vec![child("384991927103", "Uma", "ask the office", "Eva Anna")]);
        let at = &wrong["userErrors"][0]["field"];
        assert_eq!(at, &json!(["rows", "0", "contacts", "0", "phone"]), "{wrong}");
    }
}

#[test]
fn a_name_and_its_fold_agree_whatever_is_between_the_letters() {
    let spellings: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("obrien", ["O'Brien", "O\u{2019}Brien", "O\u{2bb}Brien", "O\u{92}BRIEN", "O\u{b4}Brien", "OBrien"].as_slice()),
        ("sian", ["Siân", "Sia\u{302}n", "SIÂN", "Sian", "\u{200f}Siân"].as_slice()),
        ("smith jones", ["Smith-Jones", "Smith\u{2010}Jones", "Smith \u{2013} Jones", "smith\u{a0}jones"].as_slice()),
        ("strasse", ["Straße", "STRASSE", "STRAẞE"].as_slice()),
        ("lukasz", ["Łukasz", "lukasz", "ŁUKASZ"].as_slice()),
    ]);
    for (fold, names) in spellings {
        for name in names {
            let kept = NAME.clean(name).expect("a name");
            assert_eq!(entity::fold(&kept), fold, "{name:?}");
            assert_eq!(entity::fold(&graph::value::text::visible(name)), fold, "{name:?}");
        }
    }
}
