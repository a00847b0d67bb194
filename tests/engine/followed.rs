//! Values that follow from others, worked out again from the rows after random changes and as days pass: in the field,
//! its filter and order, the link and its way back, the dimensions, on another day by `asOf`, and in payloads.
//!
//! Covered: `Pupil.pupilPremium` (dimension PUPIL_PREMIUM), FSM6 (dimension), `Pupil.senProvision` (dimensions
//! SEN_PROVISION and EHCP), `Pupil.school` (`pupil.school_id`) beside `School.pupils`, and the school of
//! contacts (`contact.school_id`). `docs/decisions/values.md` lists every value that follows from others.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, Months, NaiveDate};
use entity::{care_flag, contact, enrolment, funding_flag, pupil, sen_record};
use graph::{Caller, Rights};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value as Json, json};
use tests::{TODAY, World, apart, run};
use uuid::Uuid;

use super::generated::Dice;
use super::mutate::with;

/// Who may read and change everything of the trust, on a day.
fn caller(world: &World, today: NaiveDate) -> Caller {
    let mut rights = Rights::default();
    let all = domain::catalogue().permissions.into_iter().filter_map(domain::platform::access::permission::named);
    all.for_each(|permission| rights.grant_everywhere(permission));
    let (tenant, principal) = (world.caller("ceo").tenant, world.caller("ceo").principal);
    Caller::new(tenant, principal, chrono::DateTime::<chrono::Utc>::MAX_UTC, today, rights, Json::Null)
}

#[track_caller]
fn data(world: &World, day: NaiveDate, document: &str, variables: Map<String, Json>) -> Json {
    let answer = world.ask_as(&caller(world, day), document, variables).json;
    assert!(answer.get("errors").is_none(), "{document} on {day}, {}: {answer}", world.name);
    answer["data"].clone()
}

/// The rows that values follow from.
struct Rows {
    pupils: Vec<pupil::Model>,
    contacts: Vec<contact::Model>,
    funding: Vec<funding_flag::Model>,
    care: Vec<care_flag::Model>,
    sen: Vec<sen_record::Model>,
    enrolments: Vec<enrolment::Model>,
}

/// Reads one followed value as text.
type Read = fn(&Followed) -> String;

/// What follows for a pupil on a day.
#[derive(Clone, Debug, PartialEq)]
struct Followed {
    premium: bool,
    ever_six: bool,
    provision: String,
    school: Option<Uuid>,
}

fn covers(starts: NaiveDate, ends: Option<NaiveDate>, day: NaiveDate) -> bool {
    starts <= day && ends.is_none_or(|ends| day <= ends)
}

impl Rows {
    fn read(world: &World) -> Self {
        let tenant = world.caller("ceo").tenant;
        macro_rules! all {
            ($table:ident) => {
                run($table::Entity::find().filter($table::Column::TrustId.eq(tenant)).all(&world.db)).expect("it reads")
            };
        }
        Self {
            pupils: all!(pupil),
            contacts: all!(contact),
            funding: all!(funding_flag),
            care: all!(care_flag),
            sen: all!(sen_record),
            enrolments: all!(enrolment),
        }
    }

    fn of(&self, pupil: Uuid, day: NaiveDate) -> Followed {
        let six_years_ago = day - Months::new(72);
        let ever_six = self.funding.iter().any(|flag| {
            flag.pupil_id == pupil
                && flag.kind.code() == "PP_FSM"
                && flag.starts_on <= day
                && flag.ends_on.is_none_or(|ends| ends >= six_years_ago)
        });
        let in_care = self.care.iter().any(|flag| {
            flag.pupil_id == pupil
                && matches!(flag.kind.code(), "LAC" | "PLAC")
                && covers(flag.starts_on, flag.ends_on, day)
        });
        let record = self.sen.iter().find(|one| one.pupil_id == pupil && covers(one.starts_on, one.ends_on, day));
        let provision = record.map_or_else(|| "NONE".to_owned(), |record| record.provision.to_string());
        let mine: Vec<_> = self.enrolments.iter().filter(|spell| spell.pupil_id == pupil).collect();
        let own = |spell: &&&enrolment::Model| matches!(spell.status.code(), "CURRENT" | "MAIN");
        let on_roll = mine.iter().filter(own).find(|spell| covers(spell.entry_date, spell.leaving_date, day));
        let never = mine.iter().all(|spell| spell.entry_date > day);
        let expected = mine.iter().filter(own).find(|_| never);
        let school = on_roll.or(expected).map(|spell| spell.school_id);
        Followed { premium: ever_six || in_care, ever_six, provision, school }
    }
}

/// All pupils, page by page in an order, as `(id, field values)`.
fn listed(world: &World, day: NaiveDate, order: &str, as_of: NaiveDate) -> Vec<(Uuid, Json)> {
    let document = format!(
        "query($after: String) {{ pupils(roll: ALL, first: 90, after: $after, orderBy: [{order}]) {{ nodes {{ id pupilPremium senProvision \
         school {{ id }} premiumThen: pupilPremium(asOf: \"{as_of}\") senThen: senProvision(asOf: \"{as_of}\") }} \
         pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut all, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = data(world, day, &document, Map::from_iter([("after".to_owned(), after)]))["pupils"].clone();
        for node in page["nodes"].as_array().expect("nodes") {
            all.push((key(&node["id"]), node.clone()));
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] != true {
            return all;
        }
    }
}

fn key(id: &Json) -> Uuid {
    id.as_str().and_then(graph::id::decode).expect("an id").1
}

fn count(world: &World, day: NaiveDate, filter: &str) -> usize {
    let document = format!("{{ pupils(roll: ALL, where: {filter}) {{ totalCount }} }}");
    data(world, day, &document, Map::new())["pupils"]["totalCount"].as_u64().expect("a count") as usize
}

/// Pupils on roll by the members of a dimension.
fn rolled(world: &World, day: NaiveDate, dimension: &str) -> BTreeMap<String, usize> {
    let document = format!("{{ roll(by: [{dimension}]) {{ rows {{ dimensions {{ key }} pupils {{ value }} }} }} }}");
    let roll = data(world, day, &document, Map::new());
    let rows = roll["roll"]["rows"].as_array().expect("rows");
    let one = |row: &Json| {
        let member = row["dimensions"][0]["key"].as_str().expect("a key").to_lowercase();
        (member, row["pupils"]["value"].as_f64().expect("a number") as usize)
    };
    rows.iter().map(one).collect()
}

#[track_caller]
fn everything_agrees(world: &World, day: NaiveDate) {
    let rows = Rows::read(world);
    let should: HashMap<Uuid, Followed> = rows.pupils.iter().map(|pupil| (pupil.id, rows.of(pupil.id, day))).collect();
    let name = world.name;
    for pupil in &rows.pupils {
        assert_eq!(pupil.school_id, should[&pupil.id].school, "the school of {} on {day}, {name}", pupil.id);
    }
    for contact in &rows.contacts {
        assert_eq!(contact.school_id, should[&contact.pupil_id].school, "a contact of {} on {day}", contact.pupil_id);
    }
    let then = day - Months::new(30);
    let premium_then: HashMap<Uuid, Followed> =
        rows.pupils.iter().map(|pupil| (pupil.id, rows.of(pupil.id, then))).collect();
    let orders: [(&str, Read); 2] = [
        ("{ pupilPremium: ASC }, { familyName: ASC }", |value| value.premium.to_string()),
        ("{ senProvision: ASC }", |value| value.provision.clone()),
    ];
    for (order, by) in orders {
        let shown = listed(world, day, order, then);
        assert_eq!(shown.len(), rows.pupils.len(), "every pupil once in the order {order} on {day}, {name}");
        let mut last = String::new();
        for (id, node) in shown {
            let (value, past) = (&should[&id], &premium_then[&id]);
            let school = value.school.map_or(Json::Null, |school| json!({ "id": graph::id::encode("School", school) }));
            let expected = json!([value.premium, value.provision, school, past.premium, past.provision]);
            let found =
                ["pupilPremium", "senProvision", "school", "premiumThen", "senThen"].map(|field| node[field].clone());
            assert_eq!(json!(found), expected, "{id} on {day}, {name}");
            assert!(last <= by(value), "{order} on {day}, {name}");
            last = by(value);
        }
    }
    let counted = |test: &dyn Fn(&Followed) -> bool| should.values().filter(|value| test(value)).count();
    assert_eq!(count(world, day, "{ pupilPremium: { eq: true } }"), counted(&|value| value.premium), "{day}, {name}");
    assert_eq!(count(world, day, "{ not: { pupilPremium: { eq: true } } }"), counted(&|value| !value.premium));
    for provision in ["NONE", "SUPPORT", "EHCP"] {
        let filter = format!("{{ senProvision: {{ in: [{provision}] }} }}");
        assert_eq!(count(world, day, &filter), counted(&|value| value.provision == provision), "{filter} on {day}");
    }
    let on_roll = |pupil: &Uuid, school: Option<Uuid>| {
        rows.enrolments.iter().any(|spell| {
            spell.pupil_id == *pupil
                && school.is_none_or(|school| spell.school_id == school)
                && matches!(spell.status.code(), "CURRENT" | "MAIN")
                && covers(spell.entry_date, spell.leaving_date, day)
        })
    };
    let mut schools: Vec<Uuid> = should.values().filter_map(|value| value.school).collect();
    schools.sort_unstable();
    schools.dedup();
    for school in schools {
        let id = graph::id::encode("School", school);
        let filter = format!("{{ school: {{ id: {{ eq: \"{id}\" }} }}, pupilPremium: {{ eq: true }} }}");
        let here = counted(&|value| value.school == Some(school) && value.premium);
        assert_eq!(count(world, day, &filter), here, "{filter} on {day}, {name}");
        let document = format!("{{ node(id: \"{id}\") {{ ... on School {{ pupils {{ totalCount }} }} }} }}");
        let back = data(world, day, &document, Map::new())["node"]["pupils"]["totalCount"].clone();
        let there = should.keys().filter(|pupil| on_roll(pupil, Some(school))).count();
        assert_eq!(back, json!(there), "{id} on {day}, {name}");
    }
    let member: [(&str, Read); 4] = [
        ("PUPIL_PREMIUM", |value| value.premium.to_string()),
        ("FSM6", |value| value.ever_six.to_string()),
        ("SEN_PROVISION", |value| value.provision.to_lowercase()),
        ("EHCP", |value| (value.provision == "EHCP").to_string()),
    ];
    for (dimension, by) in member {
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for (_, value) in should.iter().filter(|(pupil, _)| on_roll(pupil, None)) {
            *expected.entry(by(value)).or_default() += 1;
        }
        assert_eq!(rolled(world, day, dimension), expected, "{dimension} on {day}, {name}");
    }
}

const FLAG: &str = "flag { pupil { id pupilPremium senProvision school { id } } } userErrors { message }";

/// One change of a pupil on roll by an action, and what its payload shows of the pupil; none where it was refused.
fn change(world: &World, dice: &mut Dice, day: NaiveDate) -> Option<Json> {
    let rows = Rows::read(world);
    let child = &rows.pupils[dice.roll(rows.pupils.len())];
    let pupil = graph::id::encode("Pupil", child.id);
    let days = |dice: &mut Dice, most: usize| Days::new(dice.roll(most) as u64);
    let starts = day - days(dice, 3_000) + days(dice, 60);
    let ends = (dice.roll(2) == 0).then(|| starts + days(dice, 900));
    let flag = |kind: &str| json!({ "pupil": pupil, "kind": kind, "startsOn": starts, "endsOn": ends });
    let spell = rows.enrolments.iter().find(|spell| spell.pupil_id == child.id && spell.leaving_date.is_none());
    let elsewhere = rows.enrolments[dice.roll(rows.enrolments.len())].school_id;
    let school = graph::id::encode("School", elsewhere);
    let of = |spell: &enrolment::Model| (graph::id::encode("Enrolment", spell.id), spell.row_version);
    let (name, selected, input) = match (dice.roll(6), spell) {
        (0 | 1, _) => ("setFundingFlag", FLAG, flag(["PP_FSM", "FSM", "PP_FSM"][dice.roll(3)])),
        (2, _) => ("setCareFlag", FLAG, flag(["LAC", "PLAC", "CIN"][dice.roll(3)])),
        (3, Some(spell)) => {
            let (enrolment, version) = of(spell);
            let input = json!({ "enrolment": enrolment, "rowVersion": version, "leavingDate": day - days(dice, 2) });
            ("endEnrolment", "pupil { id pupilPremium senProvision school { id } } userErrors { message }", input)
        }
        (4, Some(spell)) => {
            let (enrolment, version) = of(spell);
            let input = json!({ "enrolment": enrolment, "rowVersion": version, "school": school, "entryDate": day });
            ("moveEnrolment", "pupil { id pupilPremium senProvision school { id } } userErrors { message }", input)
        }
        (5, Some(spell)) => return provide(world, dice, day, child, spell.school_id),
        (_, None) => {
            let entry = day + days(dice, 40);
            let input = json!({ "pupil": pupil, "school": school, "entryDate": entry, "ncYear": 5 });
            ("addEnrolment", "pupil { id pupilPremium senProvision school { id } } userErrors { message }", input)
        }
        _ => return None,
    };
    let ty = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let document = format!("mutation($input: {ty}!) {{ {name}(input: $input) {{ {selected} }} }}");
    let made = data(world, day, &document, with(input))[name].clone();
    let shown = if made["flag"].is_object() { made["flag"]["pupil"].clone() } else { made["pupil"].clone() };
    (made["userErrors"] == json!([])).then_some(shown)
}

/// Special educational provision, as another system sends it.
fn provide(world: &World, dice: &mut Dice, day: NaiveDate, child: &pupil::Model, school: Uuid) -> Option<Json> {
    let provision = ["SUPPORT", "EHCP", "NONE"][dice.roll(3)];
    let spell = json!([{ "provision": provision, "startsOn": day - Days::new(dice.roll(400) as u64) }]);
    let row = json!({
        "upn": child.upn, "givenName": child.given_name, "familyName": child.family_name,
        "dateOfBirth": child.date_of_birth, "sex": child.sex.code(), "ncYear": 5, "senProvision": spell,
    });
    let input = json!({
        "school": graph::id::encode("School", school), "day": day, "sourceSystem": "followed", "rows": [row],
    });
    let document = "mutation($input: TakePupilsInInput!) { takePupilsIn(input: $input) { \
         pupils { id pupilPremium senProvision school { id } } userErrors { message } } }";
    let made = data(world, day, document, with(input))["takePupilsIn"].clone();
    (made["userErrors"] == json!([])).then(|| made["pupils"][0].clone())
}

#[test]
fn what_follows_is_what_the_rows_say_after_changes_and_as_days_pass() {
    for world in apart() {
        let mut dice = Dice::new(7);
        let (mut done, mut moved) = (0, 0);
        for after in [0, 1, 2, 40, 41, 400, 1_300, 2_300] {
            let day = TODAY + Days::new(after);
            moved += run(world.engine.bring_in_step(day)).expect("it runs");
            assert_eq!(run(world.engine.bring_in_step(day)).expect("it runs"), 0, "a second run has nothing to do");
            everything_agrees(&world, day);
            for _ in 0..15 {
                let Some(shown) = change(&world, &mut dice, day) else { continue };
                done += 1;
                let value = Rows::read(&world).of(key(&shown["id"]), day);
                let school =
                    value.school.map_or(Json::Null, |school| json!({ "id": graph::id::encode("School", school) }));
                let found = json!([shown["pupilPremium"], shown["senProvision"], shown["school"]]);
                assert_eq!(found, json!([value.premium, value.provision, school]), "a payload on {day}: {shown}");
            }
            everything_agrees(&world, day);
        }
        assert!(done > 40, "{done} changes were made on {}", world.name);
        assert!(moved > 0, "a period began or ended by itself");
        let lines =
            run(entity::outbox::Entity::find().filter(entity::outbox::Column::TypeName.eq("Pupil")).all(&world.db))
                .expect("it reads");
        let events = run(entity::audit_event::Entity::find()
            .filter(entity::audit_event::Column::TypeName.eq("Pupil"))
            .all(&world.db))
        .expect("it reads");
        assert!(lines.len() > events.len(), "followers see what a day changes: {} and {}", lines.len(), events.len());
    }
}
