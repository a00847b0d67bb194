//! Special educational needs: records, plans and types of need.

use chrono::Months;
use entity::codes::SenRecordProvision;
use entity::{sen_need, sen_record};

use crate::calendar::{TODAY, day};
use crate::child::{Child, Provision};
use crate::dice::Dice;
use crate::flags::spells;
use crate::maker::Maker;
use crate::places::COUNTY;
use crate::schools::School;

/// Types of need by weight, for support and for plans.
const SUPPORT_NEEDS: &[(&str, usize)] = &[
    ("SPLD", 20),
    ("MLD", 14),
    ("SEMH", 22),
    ("SLCN", 28),
    ("ASD", 7),
    ("HI", 2),
    ("VI", 1),
    ("PD", 2),
    ("OTH", 3),
    ("NSA", 5),
];
const PLAN_NEEDS: &[(&str, usize)] = &[
    ("ASD", 36),
    ("SLCN", 19),
    ("SEMH", 17),
    ("MLD", 9),
    ("SLD", 9),
    ("PMLD", 3),
    ("PD", 4),
    ("SPLD", 3),
    ("HI", 2),
    ("VI", 1),
    ("DS", 2),
];

/// Adds the SEN records of a child, the one in force and in some cases one before it.
pub fn write(maker: &mut Maker<'_>, dice: &mut Dice, schools: &[School], child: &Child) {
    if child.provision == Provision::None {
        return;
    }
    let first = child.first_day();
    let is_plan = child.provision == Provision::Plan;
    let begun = dice.day(first.max(day(2019, 9, 1)).min(child.latest_start()), child.latest_start());
    // A plan usually grew out of support.
    let from = if is_plan && dice.chance(500) {
        let issued = dice.day(begun, child.latest_start());
        record(maker, dice, schools, child, SenRecordProvision::Support, begun, Some(issued));
        issued
    } else {
        begun
    };
    record(
        maker,
        dice,
        schools,
        child,
        if is_plan { SenRecordProvision::Ehcp } else { SenRecordProvision::Support },
        from,
        None,
    );
}

fn record(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    schools: &[School],
    child: &Child,
    provision: SenRecordProvision,
    from: chrono::NaiveDate,
    to: Option<chrono::NaiveDate>,
) {
    let is_plan = provision == SenRecordProvision::Ehcp;
    let needs = if is_plan { PLAN_NEEDS } else { SUPPORT_NEEDS };
    let first = dice.weighted(needs);
    let second = Some(dice.weighted(needs)).filter(|second| *second != first && dice.chance(400));
    // Reviewed every year; about one in twelve is late.
    let review = (from + Months::new(12 * ((TODAY - from).num_days().max(0) / 365 + 1) as u32)).max(day(2026, 3, 17));
    let review = if dice.chance(80) { dice.day(day(2026, 1, 12), day(2026, 3, 13)) } else { review };
    let band = dice.pick(&["A", "B", "C", "D", "E"]);
    for (school_id, starts_on, ends_on) in spells(schools, child, from, to) {
        let id = maker.ids.next("sen_record");
        maker.batch.sen_record.push(sen_record::Model {
            id,
            trust_id: maker.trust_id,
            pupil_id: child.id,
            school_id,
            provision,
            starts_on,
            ends_on,
            ehcp_authority: is_plan.then(|| COUNTY.to_owned()),
            ehcp_issued_on: is_plan.then_some(from),
            ehcp_review_due_on: is_plan.then_some(review),
            top_up_band: is_plan.then(|| band.to_owned()),
        });
        for (need_rank, need_type) in (1..).zip([Some(first), second].into_iter().flatten()) {
            maker.batch.sen_need.push(sen_need::Model {
                id: maker.ids.next("sen_need"),
                trust_id: maker.trust_id,
                sen_record_id: id,
                pupil_id: child.id,
                school_id,
                need_rank,
                need_type: need_type.to_owned(),
            });
        }
    }
}
