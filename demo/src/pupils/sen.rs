//! Special educational needs: records of support and plans, and types of need.

use chrono::Months;
use entity::codes::SenRecordProvision;
use entity::{sen_need, sen_record};

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::draw::places::COUNTY;
use crate::pupils::child::{Child, Provision};
use crate::pupils::flags::spells;
use crate::trust::calendar::{TODAY, changed_at, day, last_day};
use crate::trust::schools::School;

/// Types of need of pupils with SEN support, by weight.
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
/// Types of need of pupils with a plan, by weight.
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

/// Adds the current SEN record of a child, and in some cases an earlier one.
pub fn write(builder: &mut Builder<'_>, dice: &mut Dice, schools: &[School], child: &Child) {
    if child.provision == Provision::None {
        return;
    }
    let first = child.first_day();
    let is_plan = child.provision == Provision::Plan;
    let begun = dice.day(first.max(day(2019, 9, 1)).min(child.latest_start()), child.latest_start());
    // In half of the cases SEN support came before the plan.
    let from = if is_plan && dice.chance(500) {
        let issued = dice.day(begun, child.latest_start());
        record(builder, dice, schools, child, SenRecordProvision::Support, begun, Some(issued));
        issued
    } else {
        begun
    };
    record(
        builder,
        dice,
        schools,
        child,
        if is_plan { SenRecordProvision::Ehcp } else { SenRecordProvision::Support },
        from,
        None,
    );
}

fn record(
    builder: &mut Builder<'_>,
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
    // A plan is reviewed every year; about one review in twelve is overdue.
    let review = (from + Months::new(12 * ((TODAY - from).num_days().max(0) / 365 + 1) as u32)).max(day(2026, 3, 17));
    let review = if dice.chance(80) { dice.day(day(2026, 1, 12), day(2026, 3, 13)) } else { review };
    let band = dice.pick(&["A", "B", "C", "D", "E"]);
    for (school_id, starts_on, ends_on) in spells(schools, child, from, to) {
        let id = builder.ids.next("sen_record");
        builder.batch.sen_record.push(sen_record::Model {
            id,
            trust_id: builder.trust_id,
            pupil_id: child.id,
            school_id,
            provision,
            starts_on,
            ends_on: last_day(ends_on),
            ehcp_authority: is_plan.then(|| COUNTY.to_owned()),
            ehcp_issued_on: is_plan.then_some(from),
            ehcp_review_due_on: is_plan.then_some(review),
            top_up_band: is_plan.then(|| band.to_owned()),
            updated_at: changed_at(id, Some(starts_on)),
        });
        for (need_rank, need_type) in (1..).zip([Some(first), second].into_iter().flatten()) {
            builder.batch.sen_need.push(sen_need::Model {
                id: builder.ids.next("sen_need"),
                trust_id: builder.trust_id,
                sen_record_id: id,
                pupil_id: child.id,
                school_id,
                need_rank,
                need_type: need_type.to_owned(),
                updated_at: changed_at(id, Some(starts_on)),
            });
        }
    }
}
