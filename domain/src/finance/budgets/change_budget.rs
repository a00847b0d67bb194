//! `createBudget`, `setBudgetLines` and `approveBudget`: a budget is drafted, filled and approved.
//!
//! A caller who set a line of a budget cannot approve it (domain-model §7.3). An approved budget is not changed:
//! changes go into the next version.

use async_graphql::{ID, InputObject};
use entity::codes::BudgetStatus;
use entity::{academic_year, audit_event, budget, budget_line, cost_centre, fund, ledger_code, school, trust};
use futures::FutureExt;
use graph::mutate::{
    Change, HandledAction, Handling, Held, Made, Stop, UserError, UserErrorCode, action, among, by_key, equal,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

use crate::platform::access::permission::{FINANCE_APPROVE, FINANCE_WRITE};
use crate::platform::input::{Money, key};

/// The most lines of one call: a year of a large school's chart of accounts.
const MAX_LINES: usize = 1_000;
/// Months of the accounting year.
const PERIODS: std::ops::RangeInclusive<i32> = 1..=12;

/// The actions on budgets.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![
        action("createBudget", FINANCE_WRITE, "Begins the next version of a budget, as an empty draft.", create)
            .gives_one("budget", "Budget", "The draft."),
        action(
            "setBudgetLines",
            FINANCE_WRITE,
            "Sets lines of a draft: those with the same ledger code, cost centre, fund and month get the new amount, \
             others are added. Lines that are not named stay as they are.",
            set,
        )
        .for_many()
        .gives_one("budget", "Budget", "The draft with its new version.")
        .gives_many("lines", "BudgetLine", "The lines as they stand now, in the order of the rows.")
        .counts("created", "How many lines were added.")
        .counts("updated", "How many lines got another amount.")
        .counts("unchanged", "How many had this amount already."),
        action(
            "approveBudget",
            FINANCE_APPROVE,
            "Approves a draft. A caller who set a line of the budget cannot approve it.",
            approve,
        )
        .gives_one("budget", "Budget", "The approved budget."),
    ]
}

/// The school and year of the budget to begin.
#[derive(Debug, InputObject)]
pub struct CreateBudgetInput {
    /// The school; left out for the central team.
    school: Option<ID>,
    /// The academic year.
    academic_year: ID,
}

/// Lines of a draft.
#[derive(Debug, InputObject)]
pub struct SetBudgetLinesInput {
    /// The draft.
    budget: ID,
    /// The version of the budget's row, as it was read; without it, the last change wins.
    row_version: Option<i32>,
    /// The lines, at most 1000; each ledger code, cost centre, fund and month once.
    rows: Vec<BudgetLineInput>,
}

/// What is planned for a ledger code in a month.
#[derive(Clone, Debug, InputObject)]
pub struct BudgetLineInput {
    /// The ledger code.
    ledger_code: ID,
    /// The cost centre, where one is named.
    cost_centre: Option<ID>,
    /// The fund, where one is named.
    fund: Option<ID>,
    /// Month of the accounting year: 1 is September, 12 is August.
    period: i32,
    /// Amount; income and expenditure are both positive.
    amount: Money,
}

/// The budget to approve.
#[derive(Debug, InputObject)]
pub struct ApproveBudgetInput {
    /// The draft.
    budget: ID,
    /// `rowVersion` of the budget as it was read; another version is refused with CONFLICT.
    row_version: i32,
}

fn create<'c>(change: &'c mut Change<'_>, input: CreateBudgetInput) -> Handling<'c> {
    use budget::Column as B;
    async move {
        let year = key(&input.academic_year, "AcademicYear");
        let school = input.school.as_ref().map(|school| key(school, "School"));
        let tenant = change.tenant();
        // The lock on the owner's row makes two callers who begin the same version wait for each other.
        match school {
            Some(school) => change.lock::<school::Entity>([school]).await?,
            None => change.lock::<academic_year::Entity>([year]).await?,
        }
        let mut ask = change.ask();
        let schools = ask.under::<budget::Entity, school::Entity>(among(school::Column::Id, school));
        let trusts = ask.under::<budget::Entity, trust::Entity>(among(
            trust::Column::Id,
            if school.is_none() { Some(tenant) } else { None },
        ));
        let years = ask.seen::<academic_year::Entity>(equal(academic_year::Column::Id, year));
        let versions = ask.trusted::<budget::Entity>(equal(B::AcademicYearId, year));
        let mut found = ask.read().await?;
        if found.take(years)?.is_empty() {
            return Err(Stop::not_found(&["academicYear"], "there is no academic year with this id"));
        }
        let versions = found.take(versions)?;
        let version =
            versions.iter().filter(|other| other.school_id == school).map(|other| other.version).max().unwrap_or(0);
        let row = budget::Model {
            id: change.new_key(),
            trust_id: tenant,
            school_id: school,
            academic_year_id: year,
            version: version + 1,
            status: BudgetStatus::Draft,
            approved_on: None,
            updated_at: change.now(),
            prepared_by: None,
            approved_by: None,
            row_version: 1,
        };
        let (of_school, of_trust) = (found.take_held(schools)?.pop(), found.take_held(trusts)?.pop());
        let key = match (of_school, of_trust) {
            (Some(school), _) => change.add::<budget::Entity, _>(&school, &row, &[])?,
            (None, Some(trust)) => change.add::<budget::Entity, _>(&trust, &row, &[])?,
            (None, None) => {
                let message = "there is no school with this id whose budget you may change";
                return Err(Stop::not_found(&["school"], message));
            }
        };
        Ok(Made::new().rows("budget", [key]))
    }
    .boxed()
}

/// The key of a line within its budget.
type LineKey = (Uuid, Option<Uuid>, Option<Uuid>, i32);

/// The rows of other tables that the rows of one call name.
struct Named {
    codes: HashSet<Uuid>,
    centres: HashSet<Uuid>,
    funds: HashSet<Uuid>,
    lines: HashMap<LineKey, Held<budget_line::Entity>>,
}

fn set<'c>(change: &'c mut Change<'_>, input: SetBudgetLinesInput) -> Handling<'c> {
    async move {
        if input.rows.is_empty() || input.rows.len() > MAX_LINES {
            let message = format!("{} rows are given: give 1 to {MAX_LINES}", input.rows.len());
            return Err(Stop::input(&["rows"], message));
        }
        let id = key(&input.budget, "Budget");
        change.lock::<budget::Entity>([id]).await?;
        let mut ask = change.ask();
        let budgets = ask.held::<budget::Entity>(equal(budget::Column::Id, id));
        let under = ask.under::<budget_line::Entity, budget::Entity>(equal(budget::Column::Id, id));
        let codes = ask.seen::<ledger_code::Entity>(among(
            ledger_code::Column::Id,
            input.rows.iter().map(|row| key(&row.ledger_code, "LedgerCode")),
        ));
        let centres = ask.seen::<cost_centre::Entity>(among(
            cost_centre::Column::Id,
            input.rows.iter().filter_map(|row| row.cost_centre.as_ref()).map(|centre| key(centre, "CostCentre")),
        ));
        let funds = ask.seen::<fund::Entity>(among(
            fund::Column::Id,
            input.rows.iter().filter_map(|row| row.fund.as_ref()).map(|fund| key(fund, "Fund")),
        ));
        let lines = ask.held::<budget_line::Entity>(equal(budget_line::Column::BudgetId, id));
        let mut found = ask.read().await?;
        let (Some(budget), Some(under)) = (found.take_held(budgets)?.pop(), found.take_held(under)?.pop()) else {
            return Err(Stop::not_found(&["budget"], "there is no budget with this id that you may change"));
        };
        if let Some(given) = input.row_version {
            Stop::unless_current("budget", budget.row.row_version, given)?;
        }
        if budget.row.status != BudgetStatus::Draft {
            let message = "the budget is approved and stays as it is: begin the next version with `createBudget`";
            return Err(Stop::conflict(&["budget"], message));
        }
        let named = Named {
            codes: found.take(codes)?.into_iter().map(|code| code.id).collect(),
            centres: found.take(centres)?.into_iter().map(|centre| centre.id).collect(),
            funds: found.take(funds)?.into_iter().map(|fund| fund.id).collect(),
            lines: by_key(found.take_held(lines)?, |held| {
                (held.row.ledger_code_id, held.row.cost_centre_id, held.row.fund_id, held.row.period)
            }),
        };
        let (mut keys, mut counts, mut seen) = (Vec::new(), [0; 3], HashSet::new());
        for (number, row) in input.rows.iter().enumerate() {
            match line(change, &named, &under, &mut seen, number, row) {
                Ok((key, what)) => {
                    keys.push(key);
                    counts[what] += 1;
                }
                Err(Stop::Refused(errors)) => change.reject(number, errors),
                Err(stop) => return Err(stop),
            }
        }
        if counts[0] + counts[1] > 0 {
            // A line is part of the budget: a caller who read the budget before must read it again.
            let prepared = budget::Model { prepared_by: Some(change.principal()), ..budget.row.clone() };
            change.touch(&budget, &prepared, &["budget"])?;
        }
        let made = Made::new().rows("budget", [budget.row.id]).rows("lines", keys);
        Ok(made.count("created", counts[0]).count("updated", counts[1]).count("unchanged", counts[2]))
    }
    .boxed()
}

/// One row: the key of its line, and whether that is new (0), changed (1) or as it was (2).
fn line(
    change: &mut Change<'_>,
    named: &Named,
    under: &Held<budget::Entity>,
    seen: &mut HashSet<LineKey>,
    number: usize,
    row: &BudgetLineInput,
) -> Result<(Uuid, usize), Stop> {
    let number = number.to_string();
    let code = key(&row.ledger_code, "LedgerCode");
    let centre = row.cost_centre.as_ref().map(|centre| key(centre, "CostCentre"));
    let fund = row.fund.as_ref().map(|fund| key(fund, "Fund"));
    let mut errors = Vec::new();
    let mut refuse =
        |code, field: &str, message: &str| errors.push(UserError::new(code, &["rows", &number, field], message));
    if !named.codes.contains(&code) {
        refuse(UserErrorCode::NotFound, "ledgerCode", "there is no ledger code with this id");
    }
    if centre.is_some_and(|centre| !named.centres.contains(&centre)) {
        refuse(UserErrorCode::NotFound, "costCentre", "there is no cost centre with this id");
    }
    if fund.is_some_and(|fund| !named.funds.contains(&fund)) {
        refuse(UserErrorCode::NotFound, "fund", "there is no fund with this id");
    }
    if !PERIODS.contains(&row.period) {
        refuse(UserErrorCode::BadUserInput, "period", "give a month from 1 (September) to 12 (August)");
    }
    let line_key = (code, centre, fund, row.period);
    if errors.is_empty() && !seen.insert(line_key) {
        let message = "an earlier row has the same ledger code, cost centre, fund and month: give each once";
        errors.push(UserError::new(UserErrorCode::Conflict, &["rows", &number], message));
    }
    if !errors.is_empty() {
        return Err(Stop::Refused(errors));
    }
    let at = ["rows", number.as_str()];
    if let Some(held) = named.lines.get(&line_key) {
        let next = budget_line::Model { amount_pence: row.amount.0, ..held.row.clone() };
        let changed = change.update(held, &next, &at)?;
        return Ok((held.row.id, if changed { 1 } else { 2 }));
    }
    let next = budget_line::Model {
        id: change.new_key(),
        trust_id: change.tenant(),
        budget_id: under.row.id,
        school_id: under.row.school_id,
        academic_year_id: under.row.academic_year_id,
        ledger_code_id: code,
        cost_centre_id: centre,
        fund_id: fund,
        period: row.period,
        amount_pence: row.amount.0,
        updated_at: change.now(),
        row_version: 1,
    };
    Ok((change.add::<budget_line::Entity, _>(under, &next, &at)?, 0))
}

fn approve<'c>(change: &'c mut Change<'_>, input: ApproveBudgetInput) -> Handling<'c> {
    async move {
        let id = key(&input.budget, "Budget");
        let me = change.principal();
        change.lock::<budget::Entity>([id]).await?;
        let mut ask = change.ask();
        let budgets = ask.approvable::<budget::Entity>(equal(budget::Column::Id, id));
        // The row names only the last caller who set lines; the audit trail names all of them.
        let prepared = ask.trusted::<audit_event::Entity>(
            equal(audit_event::Column::RowKey, id)
                .and(audit_event::Column::Action, "setBudgetLines")
                .and(audit_event::Column::PrincipalId, me),
        );
        let mut found = ask.read().await?;
        let Some(budget) = found.take_held(budgets)?.pop() else {
            return Err(Stop::not_found(&["budget"], "there is no budget with this id that you may approve"));
        };
        Stop::unless_current("budget", budget.row.row_version, input.row_version)?;
        if budget.row.status != BudgetStatus::Draft {
            return Err(Stop::conflict(&["budget"], "the budget is approved already"));
        }
        if budget.row.prepared_by.is_none() {
            return Err(Stop::input(&["budget"], "the budget has no lines: set them before it is approved"));
        }
        if budget.row.prepared_by == Some(me) || !found.take(prepared)?.is_empty() {
            let message = "you set lines of this budget: somebody else has to approve it";
            return Err(Stop::forbidden(&["budget"], message));
        }
        let next = budget::Model {
            status: BudgetStatus::Approved,
            approved_on: Some(change.today()),
            approved_by: Some(change.principal()),
            ..budget.row.clone()
        };
        change.update(&budget, &next, &["budget"])?;
        Ok(Made::new().rows("budget", [id]))
    }
    .boxed()
}
