//! Rows of schools: the school, its membership, the URN before, the roll to come.

use entity::codes::{GenderOfEntry, MembershipRole, MembershipRoute, PayRegion, SchoolStage, SchoolStatus};
use entity::{roll_projection, school, school_link, trust_membership};

use crate::calendar::{YEAR_START, changed_at, day};
use crate::dice::Dice;
use crate::maker::Maker;
use crate::places::{COUNTY, LA_CODE, REGION, TOWNS, home};
use crate::schools::{Kind, School, cohorts};

/// Adds the rows of the planned schools.
pub fn write(maker: &mut Maker<'_>, schools: &[School], first: usize) {
    for (index, planned) in schools.iter().enumerate() {
        let mut dice = maker.dice("school", index);
        let number = first + index;
        let joined = if planned.is_new { YEAR_START } else { day(dice.between(2013, 2021), 9, 1) };
        let mut row = row(maker, &mut dice, planned, number);
        row.open_date = Some(joined);
        let sponsored = index % 4 == 2;
        if sponsored && planned.kind != Kind::Special {
            row.type_code = Some("28".to_owned());
            row.type_name = Some("Academy sponsor led".to_owned());
        }
        maker.batch.school.push(row);
        maker.batch.trust_membership.push(trust_membership::Model {
            id: maker.ids.next("trust_membership"),
            trust_id: maker.trust_id,
            school_id: planned.id,
            joined_on: joined,
            left_on: None,
            role: if sponsored { MembershipRole::Sponsored } else { MembershipRole::Member },
            route: if sponsored { MembershipRoute::Sponsored } else { MembershipRoute::Converter },
        });
        // A conversion closes one URN and opens another.
        maker.batch.school_link.push(school_link::Model {
            id: maker.ids.next("school_link"),
            trust_id: maker.trust_id,
            school_id: planned.id,
            linked_urn: (930_001 + number).to_string(),
            linked_name: Some(planned.name.replace(" Academy", " School")),
            link_type: "Predecessor".to_owned(),
            established_on: Some(joined),
        });
        project(maker, &mut dice, planned);
    }
}

/// Adds the roll expected for the next three years: cohorts move up, the first year fills anew.
fn project(maker: &mut Maker<'_>, dice: &mut Dice, planned: &School) {
    let mut roll: Vec<i32> = planned.cohorts.iter().map(|cohort| cohort.on_roll as i32).collect();
    for year in 2..5 {
        let entry = roll[0] + dice.between(-3, 3);
        roll.rotate_right(1);
        roll[0] = entry.max(1);
        for (cohort, expected) in planned.cohorts.iter().zip(&roll) {
            maker.batch.roll_projection.push(roll_projection::Model {
                id: maker.ids.next("roll_projection"),
                trust_id: maker.trust_id,
                school_id: planned.id,
                academic_year_id: maker.calendar.years[year],
                nc_year: cohort.nc_year,
                expected: *expected,
            });
        }
    }
}

/// Whether the building of a school by that number is paid for under a private finance contract.
pub fn pays_for_private_finance(number: usize) -> bool {
    number % 7 == 6
}

/// The row of a school, as a converter that is a member.
fn row(maker: &Maker<'_>, dice: &mut Dice, planned: &School, number: usize) -> school::Model {
    let roll = planned.on_roll() as i32;
    let (low, high) = planned.kind.years();
    // Some schools are full beyond their places, some have room.
    let fullness = [97, 104, 88, 99, 81, 102, 94, 91, 106, 96][number % 10];
    let pan = ((roll * 100 / fullness / (high - low + 1)).max(5) + 4) / 5 * 5;
    let (line, postcode) = home(dice, planned.town);
    let special = planned.kind == Kind::Special;
    let church = planned.name.contains("Church of England");
    school::Model {
        id: planned.id,
        trust_id: maker.trust_id,
        urn: Some((900_001 + number).to_string()),
        la_code: Some(LA_CODE.to_owned()),
        estab_no: Some(planned.estab.clone()),
        ukprn: Some((19_900_001 + number).to_string()),
        name: planned.name.clone(),
        name_fold: entity::fold(&planned.name),
        type_code: Some(if special { "44" } else { "34" }.to_owned()),
        type_name: Some(if special { "Academy special converter" } else { "Academy converter" }.to_owned()),
        phase: planned.kind.phase(),
        status: SchoolStatus::Open,
        stage: SchoolStage::Member,
        open_date: None,
        close_date: None,
        reason_opened: Some("Academy Converter".to_owned()),
        reason_closed: None,
        low_age: Some(low + 4),
        high_age: Some(high + 5),
        gender_of_entry: Some(GenderOfEntry::Mixed),
        religious_character: Some(if church { "Church of England" } else { "Does not apply" }.to_owned()),
        diocese: church.then(|| format!("Diocese of {COUNTY}")),
        admissions_policy: Some(if special { "Not applicable" } else { "Non-selective" }.to_owned()),
        has_nursery: false,
        has_sixth_form: false,
        capacity: Some((roll * 100 / fullness + 4) / 5 * 5),
        pan: (!special).then_some(pan),
        number_on_roll: Some(roll),
        fsm_hundredths: Some(3_200 - 280 * (planned.decile - 1) + dice.between(-180, 180)),
        resourced_provision: number % 5 == 3,
        sen_unit: number % 9 == 4,
        address_line1: Some(line),
        town: Some(TOWNS[planned.town].0.to_owned()),
        county: Some(COUNTY.to_owned()),
        postcode: Some(postcode),
        region: Some(REGION.to_owned()),
        pay_region: PayRegion::England,
        urban_rural: Some(
            if planned.town.is_multiple_of(3) { "Urban city and town" } else { "Rural town and fringe" }.to_owned(),
        ),
        deprivation_decile: Some(planned.decile),
        floor_area_m2: Some(if special { 14 * roll } else { 6 * roll } + 400),
        pfi: pays_for_private_finance(number),
        source_system: Some("GIAS".to_owned()),
        source_key: None,
        imported_at: None,
        updated_at: changed_at(planned.id, None),
    }
}

/// Adds a school that is about to join and one that left: rows, and nothing inside them.
pub fn write_neighbours(maker: &mut Maker<'_>) {
    for (index, stage) in [SchoolStage::Joining, SchoolStage::Former].into_iter().enumerate() {
        let number = 480 + index;
        let mut dice = maker.dice("neighbouring school", index);
        let mut planned = School {
            id: maker.ids.next("school"),
            name: ["Fairmead Primary School", "Old Quay Primary Academy"][index].to_owned(),
            kind: Kind::Primary,
            estab: (2000 + number).to_string(),
            town: index + 4,
            decile: 4,
            is_new: true,
            cohorts: cohorts(&mut dice, Kind::Primary, 203),
        };
        let mut row = row(maker, &mut dice, &planned, number);
        row.stage = stage;
        if stage == SchoolStage::Joining {
            row.type_code = Some("1".to_owned());
            row.type_name = Some("Community school".to_owned());
            row.reason_opened = Some("Not applicable".to_owned());
            project(maker, &mut dice, &planned);
        } else {
            planned.cohorts.clear();
            row.open_date = Some(day(2014, 9, 1));
            row.number_on_roll = None;
            maker.batch.trust_membership.push(trust_membership::Model {
                id: maker.ids.next("trust_membership"),
                trust_id: maker.trust_id,
                school_id: planned.id,
                joined_on: day(2014, 9, 1),
                left_on: Some(day(2023, 9, 1)),
                role: MembershipRole::Member,
                route: MembershipRoute::Converter,
            });
        }
        maker.batch.school.push(row);
    }
}
