//! Rows of schools: the school, its trust membership, the link to its former URN, the expected roll.

use entity::codes::{GenderOfEntry, MembershipRole, MembershipRoute, PayRegion, SchoolStage, SchoolStatus};
use entity::{roll_projection, school, school_link, trust_membership};

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::draw::places::{COUNTY, LA_CODE, REGION, TOWNS, home};
use crate::trust::calendar::{YEAR_START, changed_at, day};
use crate::trust::schools::{Kind, School, cohorts};

/// Adds the rows of the planned schools.
pub fn write(builder: &mut Builder<'_>, schools: &[School], first: usize) {
    for (index, planned) in schools.iter().enumerate() {
        let mut dice = builder.dice("school", index);
        let number = first + index;
        let joined = if planned.is_new { YEAR_START } else { day(dice.between(2013, 2021), 9, 1) };
        let mut row = row(builder, &mut dice, planned, number);
        row.open_date = Some(joined);
        let sponsored = index % 4 == 2;
        if sponsored && planned.kind != Kind::Special {
            row.type_code = Some("28".to_owned());
            row.type_name = Some("Academy sponsor led".to_owned());
        }
        builder.batch.school.push(row);
        builder.batch.trust_membership.push(trust_membership::Model {
            id: builder.ids.next("trust_membership"),
            trust_id: builder.trust_id,
            school_id: planned.id,
            joined_on: joined,
            left_on: None,
            role: if sponsored { MembershipRole::Sponsored } else { MembershipRole::Member },
            route: if sponsored { MembershipRoute::Sponsored } else { MembershipRoute::Converter },
            updated_at: changed_at(planned.id, Some(joined)),
        });
        // A conversion to an academy closes one URN and opens another.
        builder.batch.school_link.push(school_link::Model {
            id: builder.ids.next("school_link"),
            trust_id: builder.trust_id,
            school_id: planned.id,
            linked_urn: (930_001 + number).to_string(),
            linked_name: Some(planned.name.replace(" Academy", " School")),
            link_type: "Predecessor".to_owned(),
            established_on: Some(joined),
            updated_at: changed_at(planned.id, Some(joined)),
        });
        project(builder, &mut dice, planned);
    }
}

/// Adds the expected roll of the next three years: year groups move up, and the first one gets new pupils.
fn project(builder: &mut Builder<'_>, dice: &mut Dice, planned: &School) {
    let mut roll: Vec<i32> = planned.cohorts.iter().map(|cohort| cohort.on_roll as i32).collect();
    for year in 2..5 {
        let entry = roll[0] + dice.between(-3, 3);
        roll.rotate_right(1);
        roll[0] = entry.max(1);
        for (cohort, expected) in planned.cohorts.iter().zip(&roll) {
            builder.batch.roll_projection.push(roll_projection::Model {
                id: builder.ids.next("roll_projection"),
                trust_id: builder.trust_id,
                school_id: planned.id,
                academic_year_id: builder.calendar.years[year],
                nc_year: cohort.nc_year,
                expected: *expected,
            });
        }
    }
}

/// Whether the school of this number pays for its building under a private finance contract.
pub fn pays_for_private_finance(number: usize) -> bool {
    number % 7 == 6
}

/// The row of a school, as a converter academy that is a member.
fn row(builder: &Builder<'_>, dice: &mut Dice, planned: &School, number: usize) -> school::Model {
    let roll = planned.on_roll() as i32;
    let (low, high) = planned.kind.years();
    // In per cent: some schools have more pupils than places, some have room.
    let fullness = [97, 104, 88, 99, 81, 102, 94, 91, 106, 96][number % 10];
    let pan = ((roll * 100 / fullness / (high - low + 1)).max(5) + 4) / 5 * 5;
    let (line, postcode) = home(dice, planned.town);
    let special = planned.kind == Kind::Special;
    let church = planned.name.contains("Church of England");
    school::Model {
        id: planned.id,
        trust_id: builder.trust_id,
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

/// Adds a school that is about to join and a school that left: only rows of the schools, without people or classes.
pub fn write_neighbours(builder: &mut Builder<'_>) {
    for (index, stage) in [SchoolStage::Joining, SchoolStage::Former].into_iter().enumerate() {
        let number = 480 + index;
        let mut dice = builder.dice("neighbouring school", index);
        let mut planned = School {
            id: builder.ids.next("school"),
            name: ["Fairmead Primary School", "Old Quay Primary Academy"][index].to_owned(),
            kind: Kind::Primary,
            estab: (2000 + number).to_string(),
            town: index + 4,
            decile: 4,
            is_new: true,
            cohorts: cohorts(&mut dice, Kind::Primary, 203),
        };
        let mut row = row(builder, &mut dice, &planned, number);
        row.stage = stage;
        if stage == SchoolStage::Joining {
            row.type_code = Some("1".to_owned());
            row.type_name = Some("Community school".to_owned());
            row.reason_opened = Some("Not applicable".to_owned());
            project(builder, &mut dice, &planned);
        } else {
            planned.cohorts.clear();
            row.open_date = Some(day(2014, 9, 1));
            row.number_on_roll = None;
            builder.batch.trust_membership.push(trust_membership::Model {
                id: builder.ids.next("trust_membership"),
                trust_id: builder.trust_id,
                school_id: planned.id,
                joined_on: day(2014, 9, 1),
                left_on: Some(day(2023, 8, 31)),
                role: MembershipRole::Member,
                route: MembershipRoute::Converter,
                updated_at: changed_at(planned.id, None),
            });
        }
        builder.batch.school.push(row);
    }
}
