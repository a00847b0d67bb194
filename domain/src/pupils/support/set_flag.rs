//! `setFundingFlag`, `setCareFlag` and `setProtectionFlag`: periods of a kind that do not overlap.
//!
//! Each kind of flag is a table of its own with a right of its own; what they do is the same.

use async_graphql::{ID, InputObject};
use entity::codes::{CareKind, FundingKind, ProtectionKind};
use entity::{care_flag, funding_flag, protection_flag, pupil};
use futures::FutureExt;
use graph::Period;
use graph::mutate::{Change, HandledAction, Handling, Made, Stop, action, equal, other_version};

use crate::platform::access::permission::{LAC_WRITE, PUPIL_FUNDING_WRITE, SAFEGUARDING_WRITE};
use crate::platform::input::{Day, key};

/// The actions on flags.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    let text = |what: &str| -> &'static str {
        let text = format!(
            "Sets a period of {what}: a new one, or another beginning or end of one that is there. Periods of one kind do not \
             overlap. The school that has the pupil now may. `Pupil.pupilPremium` follows from PP_FSM, LAC and PLAC."
        );
        Box::leak(text.into_boxed_str())
    };
    vec![
        action("setFundingFlag", PUPIL_FUNDING_WRITE, text("a reason for which a pupil is funded"), funding::set)
            .gives_one("flag", "FundingFlag", "The period."),
        action("setCareFlag", LAC_WRITE, text("a pupil's care status"), care::set).gives_one(
            "flag",
            "CareFlag",
            "The period.",
        ),
        action("setProtectionFlag", SAFEGUARDING_WRITE, text("child protection"), protection::set).gives_one(
            "flag",
            "ProtectionFlag",
            "The period.",
        ),
    ]
}

/// Refuses a period that ends before it begins, or that has a day in common with another of its kind.
fn apart(new: Period, others: impl Iterator<Item = Period>) -> Result<(), Stop> {
    if new.is_empty() {
        return Err(Stop::input(
            &["endsOn"],
            format!("the period begins on {}: give that day or a later one", new.first),
        ));
    }
    for other in others {
        if new.overlaps(other) {
            let until = other.last.map_or("is still open".to_owned(), |last| format!("ends on {last}"));
            let message = format!(
                "a period of this kind begins on {} and {until}: change that one, or give days that do not touch it",
                other.first
            );
            return Err(Stop::conflict(&["startsOn"], message));
        }
    }
    Ok(())
}

macro_rules! flag {
    ($module:ident, $input:ident, $entity:ident, $type_name:literal, $kind:ident, $refused:expr) => {
        mod $module {
            use super::*;

            /// A period of a flag.
            #[derive(Debug, InputObject)]
            pub struct $input {
                /// The pupil.
                pupil: ID,
                /// Which kind.
                kind: $kind,
                /// First day.
                starts_on: Day,
                /// Last day; left out while it is open.
                ends_on: Option<Day>,
                /// More about it, in words.
                detail: Option<String>,
                /// The period to change; left out for a new one.
                flag: Option<ID>,
                /// The version of the period that was read, where one is changed.
                row_version: Option<i32>,
            }

            pub fn set<'c>(change: &'c mut Change<'_>, input: $input) -> Handling<'c> {
                use $entity::{Column, Entity, Model};
                async move {
                    let child = key(&input.pupil, "Pupil");
                    let kind = input.kind;
                    if let Some(message) = ($refused)(kind) {
                        return Err(Stop::input(&["kind"], message));
                    }
                    change.lock::<pupil::Entity>([child]).await?;
                    let mut ask = change.ask();
                    let pupils = ask.under::<Entity, pupil::Entity>(equal(pupil::Column::Id, child));
                    let own = equal(Column::PupilId, child).and(Column::Kind, kind.code());
                    let flags = ask.held::<Entity>(own);
                    let mut found = ask.read().await?;
                    let Some(pupil) = found.take_held(pupils)?.pop() else {
                        return Err(Stop::not_found(
                            &["pupil"],
                            "there is no pupil with this id whose flags you may change",
                        ));
                    };
                    let flags = found.take_held(flags)?;
                    let id = input.flag.as_ref().map(|flag| key(flag, $type_name));
                    let held = id.and_then(|id| flags.iter().find(|flag| flag.row.id == id));
                    if id.is_some() && held.is_none() {
                        let message = "the pupil has no period of this kind with this id that you may change";
                        return Err(Stop::not_found(&["flag"], message));
                    }
                    if let Some(held) = held
                        && input.row_version != Some(held.row.row_version)
                    {
                        let stands = held.row.row_version;
                        let message = match input.row_version {
                            Some(given) => other_version("period", stands, given),
                            None => format!("the period is at version {stands}: give `rowVersion`"),
                        };
                        return Err(Stop::conflict(&["rowVersion"], message));
                    }
                    let period = Period::new(input.starts_on.0, input.ends_on.map(|day| day.0));
                    let others = flags.iter().filter(|flag| Some(flag.row.id) != id);
                    apart(period, others.map(|flag| Period::new(flag.row.starts_on, flag.row.ends_on)))?;
                    let left = || {
                        let message = "the pupil is on the roll of no school now: a period is added by the school that has the pupil";
                        Stop::conflict(&["pupil"], message)
                    };
                    let row = match held {
                        Some(held) => {
                            let (starts_on, ends_on) = (period.first, period.last);
                            let row = Model { starts_on, ends_on, detail: input.detail, ..held.row.clone() };
                            change.update(held, &row, &[])?;
                            row
                        }
                        None => {
                            let row = Model {
                                id: change.new_key(),
                                trust_id: change.tenant(),
                                pupil_id: child,
                                school_id: pupil.row.school_id.ok_or_else(left)?,
                                kind,
                                starts_on: period.first,
                                ends_on: period.last,
                                detail: input.detail,
                                updated_at: change.now(),
                                row_version: 1,
                            };
                            change.add::<Entity, _>(&pupil, &row, &[])?;
                            row
                        }
                    };
                    Ok(Made::new().rows("flag", [row.id]))
                }
                .boxed()
            }
        }
    };
}

fn any<K>(_: K) -> Option<&'static str> {
    None
}

fn not_derived(kind: FundingKind) -> Option<&'static str> {
    (kind == FundingKind::Fsm6).then_some("FSM6 follows from PP_FSM over six years: set that")
}

flag!(funding, SetFundingFlagInput, funding_flag, "FundingFlag", FundingKind, not_derived);
flag!(care, SetCareFlagInput, care_flag, "CareFlag", CareKind, any);
flag!(protection, SetProtectionFlagInput, protection_flag, "ProtectionFlag", ProtectionKind, any);
