//! Reads the budgets of a year: sums by budget and ledger code, in a fixed number of statements.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entity::budget::Column as B;
use entity::budget_line::Column as L;
use entity::codes::{BudgetStatus, GrantStream, LedgerType};
use entity::grant_allocation::Column as G;
use entity::ledger_code::Column as K;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Asked, Column, LoadError, ObjectsFuture, Reader, nothing, table_rows};
use graph::table_row;
use serde_json::Value as Json;
use uuid::Uuid;

use super::figures::{Code, Figures, counted, reconciliation};
use super::types::{SchoolFinance, TrustFinance};
use crate::finance::named::{Named, schools};
use crate::money::rounded;
use crate::platform::input::Money;
use crate::platform::unknown_figure::UnknownFigure;
use crate::trust::{Memberships, Year, year_asked};

/// How many statements a position takes: the year, schools, memberships, codes, budgets, their sums, pupils.
pub const STATEMENTS: usize = 7;

/// The trust's position; null where no budget counts. Inputs: trust, reserves policy.
pub fn of_trust<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, TrustFinance> {
    async move {
        let mut found = Vec::new();
        for row in &rows {
            let books = Books::read(reader, &row[0], &asked).await?.filter(|books| !books.parts.is_empty());
            found.push(books.map(|books| books.trust(row[1].as_int())));
        }
        Ok(found)
    }
    .boxed()
}

/// The position of each school; null for one without a budget. Inputs: trust, school.
pub fn of_schools<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, SchoolFinance> {
    async move {
        let Some(books) = Books::read(reader, &rows[0][0], &asked).await? else {
            return Ok(nothing(&rows));
        };
        Ok(rows.iter().map(|row| books.school(row[1].as_uuid()?)).collect())
    }
    .boxed()
}

/// The budgets of a year that count, summed.
struct Books {
    year: Year,
    names: HashMap<Uuid, Named>,
    /// Version and sums by school, none for the central team.
    parts: BTreeMap<Option<Uuid>, (i64, Figures)>,
    /// The schools of which months are left out in which they are no members of the trust.
    apart: BTreeSet<Uuid>,
    /// All sums together, by ledger code.
    trust: Figures,
    /// Pupils that the general grant of the year was worked out on.
    pupils: HashMap<Uuid, i64>,
}

impl Books {
    async fn read(reader: &dyn Reader, trust: &Value, asked: &Asked) -> Result<Option<Self>, LoadError> {
        let Some(year) = year_asked(reader, trust, asked).await? else { return Ok(None) };
        let names = schools(reader, trust).await?;
        let memberships = Memberships::read(reader, trust).await?;
        let codes = codes(reader, trust).await?;
        let version = asked.arguments.get("version").and_then(Json::as_i64);
        let budgets = budgets(reader, &year, version).await?;
        let keys: Vec<Value> = budgets.keys().copied().map(Value::Uuid).collect();
        let by = [L::BudgetId, L::LedgerCodeId, L::Period].map(Column::of);
        let sums = reader.sums(&by, Column::of(L::AmountPence), Column::of(L::BudgetId), &keys).await?;
        let mut parts: BTreeMap<Option<Uuid>, (i64, Figures)> =
            budgets.values().map(|(school, version)| (*school, (*version, Figures::default()))).collect();
        let mut by_code: HashMap<Uuid, i64> = HashMap::new();
        let mut apart = BTreeSet::new();
        for row in &sums {
            let (Some(budget), Some(code), Some(period), Some(pence)) =
                (row[0].as_uuid(), row[1].as_uuid(), row[2].as_int(), row[3].as_int())
            else {
                continue;
            };
            let Some((school, _)) = budgets.get(&budget) else { continue };
            let month = u32::try_from(period - 1).map(|number| year.month(number));
            if !month.is_ok_and(|month| memberships.cover(*school, month)) {
                apart.extend(*school);
                continue;
            }
            *by_code.entry(code).or_default() += pence;
            if let (Some((_, part)), Some(code)) = (parts.get_mut(school), codes.get(&code)) {
                part.add(code, pence);
            }
        }
        let mut trust = Figures::default();
        for (code, pence) in &by_code {
            if let Some(code) = codes.get(code) {
                trust.add(code, *pence);
            }
        }
        let pupils = pupils(reader, &year).await?;
        Ok(Some(Self { year, names, parts, apart, trust: trust.consolidated(), pupils }))
    }

    fn school(&self, school: Uuid) -> Option<SchoolFinance> {
        let (version, figures) = self.parts.get(&Some(school))?;
        let pupils = self.pupils.get(&school).copied();
        let mut unknown = not_kept();
        if pupils.is_none() {
            let reason = "No general annual grant of the year gives its number of pupils.";
            unknown.push(UnknownFigure::of("pupils", reason));
        }
        unknown.extend(self.months_apart(school));
        Some(SchoolFinance {
            year: self.year.label.clone(),
            school: self.names.get(&school).map(Named::school),
            budget_version: *version,
            position: figures.position(pupils, unknown),
        })
    }

    /// What is left out of the figures of a school that is a member for a part of the year.
    fn months_apart(&self, school: Uuid) -> Option<UnknownFigure> {
        let name = &self.names.get(&school).filter(|_| self.apart.contains(&school))?.name;
        let reason =
            format!("Of {name} count the months that begin while it is a member of the trust, and not the others.");
        Some(UnknownFigure::of("months", &reason))
    }

    fn trust(&self, policy_hundredths: Option<i64>) -> TrustFinance {
        let mut schools: Vec<(&Named, Uuid)> =
            self.parts.keys().flatten().filter_map(|id| Some((self.names.get(id)?, *id))).collect();
        schools.sort();
        let central = self.parts.get(&None);
        let mut unknown = not_kept();
        if central.is_none() {
            unknown.push(UnknownFigure::of("central", "The central team has no budget in this year and version."));
        }
        let mut missing: Vec<&Named> = self
            .pupils
            .keys()
            .filter(|id| !self.parts.contains_key(&Some(**id)))
            .filter_map(|id| self.names.get(id))
            .collect();
        missing.sort();
        let without = missing.iter().map(|school| {
            UnknownFigure::of(
                "schools",
                &format!("{} has grants in this year and no budget in this version.", school.name),
            )
        });
        unknown.extend(without);
        unknown.extend(schools.iter().filter_map(|(_, school)| self.months_apart(*school)));
        let of_schools = Figures::sum(schools.iter().filter_map(|(_, id)| Some(&self.parts.get(&Some(*id))?.1)));
        let counted: Vec<Option<i64>> = schools.iter().map(|(_, id)| self.pupils.get(id).copied()).collect();
        let pupils: Option<i64> = if counted.is_empty() { None } else { counted.into_iter().sum() };
        if pupils.is_none() {
            unknown.push(UnknownFigure::of(
                "pupils",
                "No general annual grant of at least one school gives its number of pupils.",
            ));
        }
        let meant = policy_hundredths.map(|share| rounded(i128::from(self.trust.income) * i128::from(share), 10_000));
        TrustFinance {
            year: self.year.label.clone(),
            total: self.trust.position(pupils, unknown),
            schools: schools.iter().filter_map(|(_, id)| self.school(*id)).collect(),
            central: central.map(|(_, figures)| figures.position(None, not_kept())),
            central_budget_version: central.map(|(version, _)| *version),
            reserves_meant_to_hold: meant.map(Money),
            reconciles: reconciliation(&of_schools, &central.map(|part| part.1).unwrap_or_default(), &self.trust),
        }
    }
}

/// What no table keeps yet.
fn not_kept() -> Vec<UnknownFigure> {
    vec![
        UnknownFigure::of("reserves", "Balances brought forward are not recorded yet."),
        UnknownFigure::of("cash", "Bank balances are not recorded yet."),
        UnknownFigure::of("actualIncome", "Journals are not recorded yet: income is as budgeted."),
        UnknownFigure::of("actualExpenditure", "Journals are not recorded yet: expenditure is as budgeted."),
        UnknownFigure::of("forecastBalance", "A forecast starts from actual figures, which are not recorded yet."),
    ]
}

table_row! {
    struct CodeRow of K { id: Uuid = Id, kind: String = Type, category: Option<String> = CategoryCode }
}

table_row! {
    struct BudgetRow of B { id: Uuid = Id, school: Option<Uuid> = SchoolId, version: i64 = Version, status: String = Status }
}

table_row! {
    struct GrantRow of G { school: Uuid = SchoolId, stream: String = Stream, pupils: i64 = PupilsBasis }
}

async fn codes(reader: &dyn Reader, trust: &Value) -> Result<HashMap<Uuid, Code>, LoadError> {
    let rows = table_rows::<CodeRow>(reader, Column::of(K::TrustId), std::slice::from_ref(trust)).await?;
    let code = |row: CodeRow| Some((row.id, Code { kind: LedgerType::from_code(&row.kind)?, category: row.category }));
    Ok(rows.into_iter().filter_map(code).collect())
}

/// Numbers and statuses of the versions of a budget.
type Versions = Vec<(i64, BudgetStatus)>;

/// School and version of the budgets that count, by budget.
async fn budgets(
    reader: &dyn Reader,
    year: &Year,
    asked: Option<i64>,
) -> Result<HashMap<Uuid, (Option<Uuid>, i64)>, LoadError> {
    let rows = table_rows::<BudgetRow>(reader, Column::of(B::AcademicYearId), &[Value::Uuid(year.id)]).await?;
    let mut by_school: BTreeMap<Option<Uuid>, (Vec<Uuid>, Versions)> = BTreeMap::new();
    for row in &rows {
        if let Some(status) = BudgetStatus::from_code(&row.status) {
            let (ids, versions) = by_school.entry(row.school).or_default();
            ids.push(row.id);
            versions.push((row.version, status));
        }
    }
    let picked = by_school.into_iter().filter_map(|(school, (ids, versions))| {
        let index = counted(&versions, asked)?;
        Some((ids[index], (school, versions[index].0)))
    });
    Ok(picked.collect())
}

async fn pupils(reader: &dyn Reader, year: &Year) -> Result<HashMap<Uuid, i64>, LoadError> {
    let rows = table_rows::<GrantRow>(reader, Column::of(G::AcademicYearId), &[Value::Uuid(year.id)]).await?;
    let general = rows.into_iter().filter(|row| row.stream == GrantStream::Gag.code());
    Ok(general.map(|row| (row.school, row.pupils)).collect())
}
