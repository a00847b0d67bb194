//! Flags of a pupil: funding, care, child protection. Each flag belongs to the school at the time.

use chrono::NaiveDate;
use entity::codes::{CareKind, FundingKind, ProtectionKind};
use entity::{care_flag, funding_flag, protection_flag};
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::pupils::child::{Child, Spell};
use crate::trust::calendar::{TODAY, YEAR_START, changed_at, day, last_day};
use crate::trust::schools::School;

/// The reasons for the flags of a pupil.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reasons {
    /// Met the criterion of free school meals at some time in the last six years.
    pub ever_free_meals: bool,
    /// A parent serves in the armed forces.
    pub service: bool,
    /// Looked after now.
    pub looked_after: bool,
    /// Looked after in the past.
    pub previously_looked_after: bool,
    /// A child in need.
    pub in_need: bool,
    /// Cares for a member of the family.
    pub young_carer: bool,
    /// On a child protection plan.
    pub protection: bool,
}

impl Reasons {
    /// Draws the reasons; some are more likely with a low income.
    pub fn draw(dice: &mut Dice, low_income: bool, service: bool) -> Self {
        let looked_after = dice.chance(8);
        Reasons {
            ever_free_meals: low_income,
            service,
            looked_after,
            previously_looked_after: !looked_after && dice.chance(10),
            in_need: dice.chance(if low_income { 25 } else { 8 }),
            young_carer: dice.chance(7),
            protection: dice.chance(if low_income { 18 } else { 5 }),
        }
    }

    /// Whether the pupil counts as disadvantaged: free meals in the last six years, or in care now or before. Service does not
    /// count.
    pub fn premium(self) -> bool {
        self.ever_free_meals || self.looked_after || self.previously_looked_after
    }
}

/// Adds the flags of a child.
pub fn write(builder: &mut Builder<'_>, dice: &mut Dice, schools: &[School], child: &Child, reasons: Reasons) {
    let first = child.first_day();
    let since = |dice: &mut Dice| dice.day(first.max(day(2021, 9, 1)).min(child.latest_start()), child.latest_start());
    if reasons.ever_free_meals {
        let from = since(dice);
        // Most still meet the criterion; the others keep the premium for six years.
        let until = (dice.chance(200) && from < YEAR_START).then(|| dice.day(YEAR_START, TODAY));
        for kind in [FundingKind::Fsm, FundingKind::PpFsm] {
            funding(builder, schools, child, kind, from, until);
        }
    }
    if reasons.service {
        funding(builder, schools, child, FundingKind::Service, first, None);
    }
    let care = [
        (reasons.looked_after, CareKind::Lac, "Foster care"),
        (
            reasons.previously_looked_after,
            CareKind::Plac,
            dice.pick(&["Adoption", "Special guardianship order", "Child arrangements order"]),
        ),
        (reasons.in_need, CareKind::Cin, "Family support"),
        (reasons.young_carer, CareKind::YoungCarer, "Cares for a parent"),
    ];
    for (_, kind, detail) in care.into_iter().filter(|flag| flag.0) {
        let from = since(dice);
        for (school_id, starts_on, ends_on) in spells(schools, child, from, None) {
            builder.batch.care_flag.push(care_flag::Model {
                row_version: 1,
                updated_at: changed_at(child.id, Some(starts_on)),
                id: builder.ids.next("care_flag"),
                trust_id: builder.trust_id,
                pupil_id: child.id,
                school_id,
                kind,
                starts_on,
                ends_on: last_day(ends_on),
                detail: Some(detail.to_owned()),
            });
        }
    }
    if reasons.protection {
        let from = since(dice);
        for (school_id, starts_on, ends_on) in spells(schools, child, from, None) {
            builder.batch.protection_flag.push(protection_flag::Model {
                row_version: 1,
                updated_at: changed_at(child.id, Some(starts_on)),
                id: builder.ids.next("protection_flag"),
                trust_id: builder.trust_id,
                pupil_id: child.id,
                school_id,
                kind: ProtectionKind::Cp,
                starts_on,
                ends_on: last_day(ends_on),
                detail: Some(dice.pick(&["Neglect", "Emotional abuse", "Domestic abuse at home"]).to_owned()),
            });
        }
    }
}

fn funding(
    builder: &mut Builder<'_>,
    schools: &[School],
    child: &Child,
    kind: FundingKind,
    from: NaiveDate,
    to: Option<NaiveDate>,
) {
    for (school_id, starts_on, ends_on) in spells(schools, child, from, to) {
        builder.batch.funding_flag.push(funding_flag::Model {
            row_version: 1,
            updated_at: changed_at(child.id, Some(starts_on)),
            id: builder.ids.next("funding_flag"),
            trust_id: builder.trust_id,
            pupil_id: child.id,
            school_id,
            kind,
            starts_on,
            ends_on: last_day(ends_on),
            detail: None,
        });
    }
}

/// Splits a period by the schools of the child: id of the school, first day, day after the last.
pub fn spells(
    schools: &[School],
    child: &Child,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Vec<(Uuid, NaiveDate, Option<NaiveDate>)> {
    let cut = |spell: &Spell| spell.within(from, to).map(|(start, end)| (schools[spell.school].id, start, end));
    child.spells.iter().filter_map(cut).collect()
}
