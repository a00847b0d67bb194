//! Flags of a pupil: why funded, in care, in need of protection. Each belongs to the school at the time.

use chrono::NaiveDate;
use entity::codes::{CareKind, FundingKind, ProtectionKind};
use entity::{care_flag, funding_flag, protection_flag};
use uuid::Uuid;

use crate::calendar::{TODAY, YEAR_START, day};
use crate::child::Child;
use crate::dice::Dice;
use crate::maker::Maker;
use crate::schools::School;

/// Why a pupil is flagged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reasons {
    /// Met the criterion of free meals at some time in six years.
    pub ever_free_meals: bool,
    /// A parent serves.
    pub service: bool,
    /// Looked after.
    pub looked_after: bool,
    /// Looked after before.
    pub previously_looked_after: bool,
    /// In need.
    pub in_need: bool,
    /// Cares for somebody.
    pub young_carer: bool,
    /// On a child protection plan.
    pub protection: bool,
}

impl Reasons {
    /// Draws the reasons of a child whose family is, or is not, on a low income.
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

    /// Disadvantaged: ever on free meals in six years, or in care now or before. Service is not.
    pub fn premium(self) -> bool {
        self.ever_free_meals || self.looked_after || self.previously_looked_after
    }
}

/// Adds the flags of a child.
pub fn write(maker: &mut Maker<'_>, dice: &mut Dice, schools: &[School], child: &Child, reasons: Reasons) {
    let first = child.first_day();
    let since = |dice: &mut Dice| dice.day(first.max(day(2021, 9, 1)).min(child.latest_start()), child.latest_start());
    if reasons.ever_free_meals {
        let from = since(dice);
        // Most still meet the criterion; for the others the premium goes on for six years.
        let until = (dice.chance(200) && from < YEAR_START).then(|| dice.day(YEAR_START, TODAY));
        for (kind, ends) in [(FundingKind::Fsm, until), (FundingKind::PpFsm, until), (FundingKind::Fsm6, None)] {
            funding(maker, schools, child, kind, from, ends);
        }
    }
    if reasons.service {
        funding(maker, schools, child, FundingKind::Service, first, None);
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
            maker.batch.care_flag.push(care_flag::Model {
                row_version: 1,
                id: maker.ids.next("care_flag"),
                trust_id: maker.trust_id,
                pupil_id: child.id,
                school_id,
                kind,
                starts_on,
                ends_on,
                detail: Some(detail.to_owned()),
            });
        }
    }
    if reasons.protection {
        let from = since(dice);
        for (school_id, starts_on, ends_on) in spells(schools, child, from, None) {
            maker.batch.protection_flag.push(protection_flag::Model {
                row_version: 1,
                id: maker.ids.next("protection_flag"),
                trust_id: maker.trust_id,
                pupil_id: child.id,
                school_id,
                kind: ProtectionKind::Cp,
                starts_on,
                ends_on,
                detail: Some(dice.pick(&["Neglect", "Emotional abuse", "Domestic abuse at home"]).to_owned()),
            });
        }
    }
}

fn funding(
    maker: &mut Maker<'_>,
    schools: &[School],
    child: &Child,
    kind: FundingKind,
    from: NaiveDate,
    to: Option<NaiveDate>,
) {
    for (school_id, starts_on, ends_on) in spells(schools, child, from, to) {
        maker.batch.funding_flag.push(funding_flag::Model {
            row_version: 1,
            id: maker.ids.next("funding_flag"),
            trust_id: maker.trust_id,
            pupil_id: child.id,
            school_id,
            kind,
            starts_on,
            ends_on,
            detail: None,
        });
    }
}

/// A period cut by the schools the child was at.
pub fn spells(
    schools: &[School],
    child: &Child,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Vec<(Uuid, NaiveDate, Option<NaiveDate>)> {
    let cut =
        |spell: &crate::child::Spell| spell.within(from, to).map(|(start, end)| (schools[spell.school].id, start, end));
    child.spells.iter().filter_map(cut).collect()
}
