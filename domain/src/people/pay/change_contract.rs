//! The actions `createContract` and `updateContract`.
//!
//! Nobody changes their own contract (domain-model §7.3): the reach SELF gives no right to change anything, and a
//! caller with a wider reach is refused for their own contracts.

use async_graphql::{ID, InputObject, MaybeUndefined};
use chrono::NaiveDate;
use entity::codes::{ContractType, PensionScheme, WorkingPattern};
use entity::{contract, pay_point, pay_scale, post, principal, staff_member, staff_spell};
use futures::FutureExt;
use graph::Period;
use graph::declare::CODE;
use graph::mutate::{Change, HandledAction, Handling, Made, Stop, UserError, UserErrorCode, action, among, equal};

use crate::people::staff::spells::{self, Ground};
use crate::platform::access::permission::STAFF_WRITE;
use crate::platform::input::{Day, Money, hundredths, key};

/// Weeks of a whole year, in thousandths (domain-model §3.2).
const ALL_YEAR: i32 = 52_143;

/// The actions of this file.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![
        action(
            "createContract",
            STAFF_WRITE,
            "Adds a contract of a member of staff for a post, and puts the person on the school's staff list. Setting \
             pay needs PAY_WRITE as well. Nobody can add a contract for themselves.",
            create,
        )
        .gives_one("contract", "Contract", "The contract."),
        action(
            "updateContract",
            STAFF_WRITE,
            "Changes a contract. Fields that are left out stay as they are; null empties a field that may be empty. \
             Changing pay needs PAY_WRITE as well. Nobody can change their own contract.",
            update,
        )
        .gives_one("contract", "Contract", "The contract after the change."),
    ]
}

/// A new contract.
#[derive(Debug, InputObject)]
pub struct CreateContractInput {
    /// The member of staff.
    staff_member: ID,
    /// The post.
    post: ID,
    /// Type of contract.
    #[graphql(name = "type")]
    contract_type: ContractType,
    /// Working pattern, such as full time or term time only.
    working_pattern: WorkingPattern,
    /// First day of the contract.
    starts_on: Day,
    /// Last day of the contract; left out where it has no end.
    ends_on: Option<Day>,
    /// Contracted hours a week, with at most two decimals; at most `fullTimeHours`.
    hours_per_week: f64,
    /// Hours a week that count as full time, with at most two decimals: 32.5 for teachers and 37 for support staff,
    /// unless agreed otherwise.
    full_time_hours: f64,
    /// Weeks worked a year, with at most two decimals. Default: a whole year, 52.143.
    weeks_worked: Option<f64>,
    /// Weeks paid a year, with at most two decimals. Default: a whole year, 52.143.
    paid_weeks: Option<f64>,
    /// The pay scale; needs `payPoint` as well.
    pay_scale: Option<ID>,
    /// Point on the pay scale, such as `M6`; needs `payScale` as well.
    pay_point: Option<String>,
    /// Annual salary as agreed, at the contract's hours.
    agreed_salary: Option<Money>,
    /// Pension scheme.
    pension_scheme: Option<PensionScheme>,
}

/// Changes to a contract.
#[derive(Debug, InputObject)]
pub struct UpdateContractInput {
    /// The contract.
    contract: ID,
    /// `rowVersion` of the contract as it was read; another version is refused with CONFLICT.
    row_version: i32,
    /// Type of contract.
    #[graphql(name = "type")]
    contract_type: Option<ContractType>,
    /// Working pattern, such as full time or term time only.
    working_pattern: Option<WorkingPattern>,
    /// First day of the contract.
    starts_on: Option<Day>,
    /// Last day of the contract; null where it has no end.
    ends_on: MaybeUndefined<Day>,
    /// Contracted hours a week, with at most two decimals; at most `fullTimeHours`.
    hours_per_week: Option<f64>,
    /// Hours a week that count as full time, with at most two decimals.
    full_time_hours: Option<f64>,
    /// The pay scale; needs `payPoint` as well.
    pay_scale: MaybeUndefined<ID>,
    /// Point on the pay scale, such as `M6`.
    pay_point: MaybeUndefined<String>,
    /// Annual salary as agreed, at the contract's hours.
    agreed_salary: MaybeUndefined<Money>,
    /// Full-time amount a year on top of that of the pay point, which protects an earlier salary.
    protected_salary: MaybeUndefined<Money>,
    /// Pension scheme.
    pension_scheme: MaybeUndefined<PensionScheme>,
    /// Whether the person opted out of the pension scheme.
    pension_opt_out: Option<bool>,
}

fn create<'c>(change: &'c mut Change<'_>, input: CreateContractInput) -> Handling<'c> {
    async move {
        let (staff, post) = (key(&input.staff_member, "StaffMember"), key(&input.post, "Post"));
        let scale = input.pay_scale.as_ref().map(|scale| key(scale, "PayScale"));
        let me = change.principal();
        // Locked, so that two contracts added at the same time do not each add a spell.
        change.lock::<staff_member::Entity>([staff]).await?;
        let mut ask = change.ask();
        // A contract brings its holder within reach of the school, so the caller must already be allowed to change the
        // person.
        let members = ask.held::<staff_member::Entity>(equal(staff_member::Column::Id, staff));
        let posts = ask.under::<contract::Entity, post::Entity>(equal(post::Column::Id, post));
        let places = ask.under::<staff_spell::Entity, post::Entity>(equal(post::Column::Id, post));
        let known = ask.held::<staff_spell::Entity>(equal(staff_spell::Column::StaffId, staff));
        let others = ask.trusted::<contract::Entity>(equal(contract::Column::StaffId, staff));
        let scales = ask.seen::<pay_scale::Entity>(among(pay_scale::Column::Id, scale));
        let points = ask.trusted::<pay_point::Entity>(among(pay_point::Column::PayScaleId, scale));
        let own = ask.trusted::<principal::Entity>(equal(principal::Column::Id, me));
        let mut found = ask.read().await?;
        let Some(member) = found.take_held(members)?.pop().map(|held| held.row) else {
            let message = "there is no member of staff with this id whom you may change";
            return Err(Stop::not_found(&["staffMember"], message));
        };
        let Some(post) = found.take_held(posts)?.pop() else {
            return Err(Stop::not_found(&["post"], "there is no post with this id whose contracts you may change"));
        };
        not_own(found.take(own)?.pop().and_then(|own| own.person_id), member.person_id)?;
        if scale.is_some() && found.take(scales)?.is_empty() {
            return Err(Stop::not_found(&["payScale"], "there is no pay scale with this id"));
        }
        let hours = |number: f64| hundredths(number).unwrap_or(-1);
        let weeks =
            |number: Option<f64>| number.map_or(ALL_YEAR, |weeks| hundredths(weeks).map_or(-1, |scaled| scaled * 10));
        let row = contract::Model {
            id: change.new_key(),
            trust_id: change.tenant(),
            staff_id: staff,
            person_id: member.person_id,
            post_id: post.row.id,
            school_id: post.row.school_id,
            contract_type: input.contract_type,
            working_pattern: input.working_pattern,
            starts_on: input.starts_on.0,
            ends_on: input.ends_on.map(|day| day.0),
            hours_per_week_hundredths: hours(input.hours_per_week),
            full_time_hours_hundredths: hours(input.full_time_hours),
            weeks_worked_thousandths: weeks(input.weeks_worked),
            paid_weeks_thousandths: weeks(input.paid_weeks),
            pay_scale_id: scale,
            pay_point: input.pay_point.map(|point| CODE.part(&point)),
            agreed_salary_pence: input.agreed_salary.map(|money| money.0),
            protected_salary_pence: None,
            pension_scheme: input.pension_scheme,
            pension_opt_out: false,
            source_system: None,
            source_key: None,
            imported_at: None,
            updated_at: change.now(),
            row_version: 1,
        };
        checked(&row, &found.take(points)?, member.leaving_date)?;
        let key = change.add::<contract::Entity, _>(&post, &row, &[])?;
        if let (Some(school), Some(under)) = (row.school_id, found.take_held(places)?.pop()) {
            let mut contracts = found.take(others)?;
            contracts.push(row);
            let ground = Ground { record: &member, contracts: &contracts, today: change.today() };
            spells::follow(change, &ground, &found.take_held(known)?, Some((school, &under)))?;
        }
        Ok(Made::new().rows("contract", [key]))
    }
    .boxed()
}

fn update<'c>(change: &'c mut Change<'_>, input: UpdateContractInput) -> Handling<'c> {
    async move {
        let id = key(&input.contract, "Contract");
        let me = change.principal();
        let mut ask = change.ask();
        let held = ask.held::<contract::Entity>(equal(contract::Column::Id, id));
        let own = ask.trusted::<principal::Entity>(equal(principal::Column::Id, me));
        let mut found = ask.read().await?;
        let Some(held) = found.take_held(held)?.pop() else {
            return Err(Stop::not_found(&["contract"], "there is no contract with this id that you may change"));
        };
        not_own(found.take(own)?.pop().and_then(|own| own.person_id), held.row.person_id)?;
        Stop::unless_current("contract", held.row.row_version, input.row_version)?;
        change.lock::<staff_member::Entity>([held.row.staff_id]).await?;
        let mut row = held.row.clone();
        row.contract_type = input.contract_type.unwrap_or(row.contract_type);
        row.working_pattern = input.working_pattern.unwrap_or(row.working_pattern);
        row.starts_on = input.starts_on.map_or(row.starts_on, |day| day.0);
        input.ends_on.map(|day| day.map(|day| day.0)).update_to(&mut row.ends_on);
        let hours = |given: Option<f64>, before| given.map_or(before, |given| hundredths(given).unwrap_or(-1));
        row.hours_per_week_hundredths = hours(input.hours_per_week, row.hours_per_week_hundredths);
        row.full_time_hours_hundredths = hours(input.full_time_hours, row.full_time_hours_hundredths);
        input.pay_scale.map(|scale| scale.map(|scale| key(&scale, "PayScale"))).update_to(&mut row.pay_scale_id);
        input.pay_point.map_value(|point| CODE.part(&point)).update_to(&mut row.pay_point);
        input.agreed_salary.map(|money| money.map(|money| money.0)).update_to(&mut row.agreed_salary_pence);
        input.protected_salary.map(|money| money.map(|money| money.0)).update_to(&mut row.protected_salary_pence);
        input.pension_scheme.update_to(&mut row.pension_scheme);
        row.pension_opt_out = input.pension_opt_out.unwrap_or(row.pension_opt_out);
        let mut ask = change.ask();
        let scales = ask.seen::<pay_scale::Entity>(among(pay_scale::Column::Id, row.pay_scale_id));
        let points = ask.trusted::<pay_point::Entity>(among(pay_point::Column::PayScaleId, row.pay_scale_id));
        let places = ask.under::<staff_spell::Entity, contract::Entity>(equal(contract::Column::Id, id));
        let known = ask.held::<staff_spell::Entity>(equal(staff_spell::Column::StaffId, row.staff_id));
        let others = ask.trusted::<contract::Entity>(equal(contract::Column::StaffId, row.staff_id));
        let members = ask.trusted::<staff_member::Entity>(equal(staff_member::Column::Id, row.staff_id));
        let mut found = ask.read().await?;
        if row.pay_scale_id.is_some() && found.take(scales)?.is_empty() {
            return Err(Stop::not_found(&["payScale"], "there is no pay scale with this id"));
        }
        let days = |row: &contract::Model| (row.starts_on, row.ends_on);
        let moves = days(&row) != days(&held.row);
        let record = found.take(members)?.pop();
        checked(&row, &found.take(points)?, record.as_ref().and_then(|record| record.leaving_date).filter(|_| moves))?;
        change.update(&held, &row, &[])?;
        if let (Some(school), Some(under), Some(record), true) =
            (row.school_id, found.take_held(places)?.pop(), record, moves)
        {
            let mut contracts = found.take(others)?;
            contracts.retain(|contract| contract.id != id);
            contracts.push(row);
            let ground = Ground { record: &record, contracts: &contracts, today: change.today() };
            spells::follow(change, &ground, &found.take_held(known)?, Some((school, &under)))?;
        }
        Ok(Made::new().rows("contract", [id]))
    }
    .boxed()
}

/// Refuses a caller who would change their own contract.
fn not_own(me: Option<uuid::Uuid>, whose: uuid::Uuid) -> Result<(), Stop> {
    if me == Some(whose) {
        return Err(Stop::forbidden(&[], "the contract is your own: somebody else has to change it"));
    }
    Ok(())
}

/// Checks that days are in order and within the person's time in the trust, hours and weeks within bounds, and the
/// point on its scale (domain-model §4).
fn checked(row: &contract::Model, points: &[pay_point::Model], leaving: Option<NaiveDate>) -> Result<(), Stop> {
    let mut errors = Vec::new();
    let mut refuse =
        |field: &str, message: String| errors.push(UserError::new(UserErrorCode::BadUserInput, &[field], message));
    if Period::new(row.starts_on, row.ends_on).is_empty() {
        refuse("endsOn", format!("the contract starts on {}: give that day or a later one", row.starts_on));
    }
    if let Some(last) = leaving.filter(|last| row.ends_on.is_none_or(|ends| ends > *last)) {
        refuse("endsOn", format!("the person's last day in the trust is {last}: give that day or an earlier one"));
    }
    let week = 1..=16_800;
    if !week.contains(&row.full_time_hours_hundredths) {
        refuse("fullTimeHours", "give hours above 0 and up to 168, with at most two decimals".to_owned());
    }
    if !week.contains(&row.hours_per_week_hundredths) {
        refuse("hoursPerWeek", "give hours above 0 and up to 168, with at most two decimals".to_owned());
    } else if row.hours_per_week_hundredths > row.full_time_hours_hundredths {
        refuse("hoursPerWeek", "these are more than the full-time hours: give at most `fullTimeHours`".to_owned());
    }
    for (field, weeks) in [("weeksWorked", row.weeks_worked_thousandths), ("paidWeeks", row.paid_weeks_thousandths)] {
        if !(1..=53_000).contains(&weeks) {
            refuse(field, "give weeks above 0 and up to 53, with at most two decimals".to_owned());
        }
    }
    match (&row.pay_scale_id, &row.pay_point) {
        (Some(_), Some(point)) if points.iter().all(|known| known.point != *point) => {
            refuse("payPoint", format!("{point} is not a point of the scale: give one of its points"));
        }
        (None, Some(_)) => refuse("payPoint", "a point needs its scale: give `payScale` as well".to_owned()),
        (Some(_), None) => refuse("payPoint", "a scale needs a point: give `payPoint` as well".to_owned()),
        _ => {}
    }
    for (field, amount) in [("agreedSalary", row.agreed_salary_pence), ("protectedSalary", row.protected_salary_pence)]
    {
        if amount.is_some_and(|amount| amount < 0) {
            refuse(field, "an amount of pay cannot be negative".to_owned());
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Stop::Refused(errors)) }
}
