//! Reads the rows that an action needs, all in one statement, and records what the caller may do with each.

use std::collections::HashMap;
use std::marker::PhantomData;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, TryIntoModel};
use serde_json::Value as Json;
use uuid::Uuid;

use super::held::{self, Held};
use super::{Change, Stop, texts};
use crate::caller::Caller;
use crate::declare::{Catalogue, Column, Guard, Resource};
use crate::plan::reference::{self, Changed};
use crate::plan::{Cond, Expr, Operand, Operator, seen};
use crate::request::Bind;
use crate::sql::AskedRows;
use crate::value::{Storage, Value};

/// Which rows to read: a condition on their columns.
#[derive(Clone, Debug)]
pub struct RowKeys(Cond);

/// Rows whose column holds one of these values.
pub fn among<C: ColumnTrait>(column: C, values: impl IntoIterator<Item = Uuid>) -> RowKeys {
    let column = Column::of(column);
    let values = values.into_iter().map(Value::Uuid).collect();
    RowKeys(Cond::Compare(column.into(), Operator::In, Operand::Plain(Bind::Const(Value::List(values)))))
}

/// Rows whose column holds this value.
pub fn equal<C: ColumnTrait>(column: C, value: impl Into<Value>) -> RowKeys {
    RowKeys(Cond::Compare(Column::of(column).into(), Operator::Eq, Operand::Plain(Bind::Const(value.into()))))
}

/// Rows whose column holds one of these texts.
pub fn named<C: ColumnTrait>(column: C, texts: impl IntoIterator<Item = String>) -> RowKeys {
    let column = Column::of(column);
    let texts = texts.into_iter().map(Value::Text).collect();
    RowKeys(Cond::Compare(column.into(), Operator::In, Operand::Plain(Bind::Const(Value::List(texts)))))
}

/// Rows whose column is not null: only for a column that few rows fill.
pub fn filled<C: ColumnTrait>(column: C) -> RowKeys {
    RowKeys(Cond::IsNull(Column::of(column).into(), false))
}

/// All rows of the tenant: only for a small table.
#[must_use]
pub fn all() -> RowKeys {
    RowKeys(Cond::True)
}

impl RowKeys {
    /// Narrows to rows in which this column holds this value.
    #[must_use]
    pub fn and<C: ColumnTrait>(self, column: C, value: impl Into<Value>) -> Self {
        RowKeys(self.0.and(equal(column, value).0))
    }
}

impl From<Uuid> for Value {
    fn from(uuid: Uuid) -> Self {
        Value::Uuid(uuid)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<i32> for Value {
    fn from(int: i32) -> Self {
        Value::Int(int.into())
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Value::Date(date)
    }
}

/// The place in [`Found`] of rows that the action may only look at.
#[derive(Clone, Copy, Debug)]
pub struct SeenPlace<E>(usize, PhantomData<fn() -> E>);

/// The place in [`Found`] of rows that come as [`Held`].
#[derive(Clone, Copy, Debug)]
pub struct HeldPlace<E>(usize, PhantomData<fn() -> E>);

struct One {
    asked: AskedRows,
    columns: Vec<Column>,
    /// For each group of guarded columns: the places of those that can be blanked when the caller may not change them.
    guards: Vec<Vec<usize>>,
    target: usize,
    owner: Option<usize>,
    approving: bool,
    /// Whether the stored version is selected as well.
    versioned: bool,
}

/// Collects what an action needs to read; [`Ask::read`] reads it.
pub struct Ask<'c, 'e> {
    change: &'c mut Change<'e>,
    all: Vec<One>,
}

/// The rows that [`Ask::read`] found.
#[derive(Debug, Default)]
pub struct Found {
    rows: Vec<Vec<FoundRow>>,
}

#[derive(Clone, Debug)]
struct FoundRow {
    values: Vec<Value>,
    columns: Vec<Column>,
    guards: Vec<bool>,
    hidden: Vec<(usize, Value)>,
    version: Option<i64>,
    target: usize,
    owner: Option<Uuid>,
    approving: bool,
}

impl<'e> Change<'e> {
    /// Starts collecting the rows to read.
    pub fn ask(&mut self) -> Ask<'_, 'e> {
        Ask { change: self, all: Vec::new() }
    }
}

impl Ask<'_, '_> {
    /// Rows that the caller may change. Others are not found, as if they did not exist.
    pub fn held<E: EntityTrait + Default>(&mut self, keys: RowKeys) -> HeldPlace<E> {
        self.under::<E, E>(keys)
    }

    /// Rows under which the caller may add or move rows of the type `T`. The right is the right to change `T`s, checked
    /// against the owner of this row.
    pub fn under<T: EntityTrait + Default, E: EntityTrait + Default>(&mut self, keys: RowKeys) -> HeldPlace<E> {
        let catalogue = self.change.catalogue;
        let (Some((target, of)), Some((_, by))) = (resource::<T>(self.change), resource::<E>(self.change)) else {
            return HeldPlace(self.nothing(), PhantomData);
        };
        let cond = reference::changeable(catalogue, self.change.caller, of, by, Changed::Row);
        let guards = guards(catalogue, self.change.caller, of, by);
        let owner = by.owner_column.and_then(|owner| by.columns.iter().position(|column| *column == owner));
        let place = self.add(by, cond.and(keys.0), guards, target, owner);
        HeldPlace(place, PhantomData)
    }

    /// Rows that the caller may approve. Only the columns that their type declares as changed by approval may be
    /// written.
    pub fn approvable<E: EntityTrait + Default>(&mut self, keys: RowKeys) -> HeldPlace<E> {
        let Some((target, of)) = resource::<E>(self.change) else { return HeldPlace(self.nothing(), PhantomData) };
        let cond = reference::changeable(self.change.catalogue, self.change.caller, of, of, Changed::Approval);
        let owner = of.owner_column.and_then(|owner| of.columns.iter().position(|column| *column == owner));
        let place = self.add(of, cond.and(keys.0), Vec::new(), target, owner);
        self.all[place].approving = true;
        HeldPlace(place, PhantomData)
    }

    /// Visible rows whose owner column is null. [`Change::move_to`] then needs the right at the destination only.
    pub fn unowned<E: EntityTrait + Default>(&mut self, keys: RowKeys) -> HeldPlace<E> {
        let Some((target, of)) = resource::<E>(self.change) else { return HeldPlace(self.nothing(), PhantomData) };
        let nobody = of.owner_column.map_or(Cond::False, |owner| Cond::IsNull(owner.into(), true));
        let cond = reference::readable(self.change.catalogue, self.change.caller, of).and(nobody);
        let guards = guards(self.change.catalogue, self.change.caller, of, of);
        let place = self.add(of, cond.and(keys.0), guards, target, None);
        HeldPlace(place, PhantomData)
    }

    /// Rows that the caller may see.
    pub fn seen<E: EntityTrait + Default>(&mut self, keys: RowKeys) -> SeenPlace<E> {
        let catalogue = self.change.catalogue;
        let Some((number, of)) = resource::<E>(self.change) else { return SeenPlace(self.nothing(), PhantomData) };
        let cond = reference::readable(catalogue, self.change.caller, of);
        SeenPlace(self.add(of, cond.and(keys.0), Vec::new(), number, None), PhantomData)
    }

    /// Rows of the tenant, also those that the caller may not see: for checks of the action itself. Do not return or
    /// mention anything from them.
    pub fn trusted<E: EntityTrait + Default>(&mut self, keys: RowKeys) -> SeenPlace<E> {
        let Some((number, of)) = resource::<E>(self.change) else { return SeenPlace(self.nothing(), PhantomData) };
        let cond = of.tenant.map_or(Cond::True, Cond::Tenant);
        SeenPlace(self.add(of, cond.and(keys.0), Vec::new(), number, None), PhantomData)
    }

    fn add(&mut self, of: &Resource, cond: Cond, guards: Guards, target: usize, owner: Option<usize>) -> usize {
        let (catalogue, caller) = (self.change.catalogue, self.change.caller);
        let cell = |column: &Column| match Some(*column) == of.version {
            true => seen::column(catalogue, caller, of, *column),
            false => Expr::Column(*column),
        };
        let mut cells: Vec<Expr> = of.columns.iter().map(cell).collect();
        cells.extend(of.version.map(Expr::Column));
        let columns = of.columns.clone();
        let versioned = of.version.is_some();
        let (tests, guards): (Vec<Expr>, Vec<Vec<usize>>) = guards.into_iter().unzip();
        cells.extend(tests);
        let asked = AskedRows { table: of.table, cells, cond: texts::compared(catalogue, cond) };
        self.all.push(One { asked, columns, guards, target, owner, approving: false, versioned });
        self.all.len() - 1
    }

    /// The place for a table that no declared type has: no rows.
    fn nothing(&mut self) -> usize {
        self.all.push(One {
            asked: AskedRows { table: "trust", cells: Vec::new(), cond: Cond::False },
            columns: Vec::new(),
            guards: Vec::new(),
            target: usize::MAX,
            owner: None,
            approving: false,
            versioned: false,
        });
        self.all.len() - 1
    }

    /// Reads all collected rows, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(self) -> Result<Found, Stop> {
        let Ask { change, all } = self;
        let asked: Vec<&AskedRows> = all.iter().map(|one| &one.asked).collect();
        let found_rows = change.asked(&asked).await?;
        let mut found = Found { rows: all.iter().map(|_| Vec::new()).collect() };
        for (number, text) in found_rows {
            let Some(one) = all.get(number) else { continue };
            let Ok(Json::Array(cells)) = serde_json::from_str(&text) else {
                return Err(Stop::Mistake("the database returned a row that is not a JSON list".to_owned()));
            };
            let (plain, guards) = cells.split_at(cells.len() - one.guards.len());
            let version = plain.last().filter(|_| one.versioned).and_then(Json::as_i64);
            let mut values: Vec<Value> =
                plain.iter().zip(&one.columns).map(|(cell, column)| value(cell, column.storage)).collect();
            let guards: Vec<bool> =
                guards.iter().map(|cell| matches!(cell, Json::Bool(true)) || cell.as_i64() == Some(1)).collect();
            // Blank the columns that the caller may not change. Otherwise the caller could guess a value: writing the
            // right one would succeed as no change, and writing a wrong one would be refused.
            let mut hidden = Vec::new();
            for (at, _) in one
                .guards
                .iter()
                .zip(&guards)
                .filter(|(_, held)| !**held)
                .flat_map(|(at, held)| at.iter().map(move |at| (*at, held)))
            {
                let nothing = if one.columns[at].storage == Storage::Bool { Value::Bool(false) } else { Value::Null };
                hidden.push((at, std::mem::replace(&mut values[at], nothing)));
            }
            let owner = one.owner.and_then(|owner| values[owner].as_uuid());
            let columns = one.columns.clone();
            let (target, approving) = (one.target, one.approving);
            found.rows[number].push(FoundRow { values, columns, guards, hidden, version, target, owner, approving });
        }
        Ok(found)
    }
}

impl Found {
    /// Takes the rows found at a place.
    ///
    /// # Errors
    /// When a row does not fit its entity.
    pub fn take<E>(&mut self, place: SeenPlace<E>) -> Result<Vec<E::Model>, Stop>
    where
        E: EntityTrait,
        E::ActiveModel: TryIntoModel<E::Model>,
    {
        let rows = std::mem::take(&mut self.rows[place.0]);
        rows.into_iter().map(|row| held::model::<E>(&row.columns, row.values).map_err(Stop::Mistake)).collect()
    }

    /// Takes the rows found at a place, each with the proof of what the caller may do with it.
    ///
    /// # Errors
    /// When a row does not fit its entity.
    pub fn take_held<E>(&mut self, place: HeldPlace<E>) -> Result<Vec<Held<E>>, Stop>
    where
        E: EntityTrait,
        E::ActiveModel: TryIntoModel<E::Model>,
    {
        let rows = std::mem::take(&mut self.rows[place.0]);
        rows.into_iter()
            .map(|row| {
                Ok(Held {
                    row: held::model::<E>(&row.columns, row.values).map_err(Stop::Mistake)?,
                    target: row.target,
                    owner: row.owner,
                    approving: row.approving,
                    guards: row.guards,
                    version: row.version,
                    hidden: row.hidden,
                })
            })
            .collect()
    }
}

/// Rows as a map, by a key of each.
pub fn by_key<T, K: std::hash::Hash + Eq>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, T> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

/// For each group of guarded columns: the expression for whether the caller may change them, and the places of the
/// columns to blank where not.
type Guards = Vec<(Expr, Vec<usize>)>;

fn guards(catalogue: &Catalogue, caller: &Caller, of: &Resource, by: &Resource) -> Guards {
    let own = std::ptr::eq(of, by);
    let one = |guard: &Guard| {
        let may = reference::changeable(catalogue, caller, of, by, Changed::Guarded(guard));
        let cond = match guard.only.as_slice() {
            [] => may,
            // A new row cannot meet `only` yet, so its guard does not apply.
            _ if !own => Cond::True,
            only => Cond::Or(vec![may, Cond::Not(Box::new(reference::withheld_from(only)))]),
        };
        let shown_without = |column: &Column| column.nullable || column.storage == Storage::Bool;
        let place = |column: &Column| of.columns.iter().position(|known| known == column);
        let columns = guard.columns.iter().filter(|column| own && shown_without(column)).filter_map(place).collect();
        (Expr::Holds(cond), columns)
    };
    of.guarded.iter().map(one).collect()
}

fn resource<'e, E: EntityTrait + Default>(change: &Change<'e>) -> Option<(usize, &'e Resource)> {
    let table = sea_orm::EntityName::table_name(&E::default());
    change.catalogue.by_table(table)
}

/// Decodes a cell of a row that came as JSON.
fn value(cell: &Json, storage: Storage) -> Value {
    match (cell, storage) {
        (Json::String(text), Storage::Uuid) => Uuid::parse_str(text).map_or(Value::Null, Value::Uuid),
        (Json::String(text), Storage::Date) => text.parse().map_or(Value::Null, Value::Date),
        (Json::String(text), Storage::Time) => crate::rows::moment(text).map_or(Value::Null, Value::Time),
        (Json::String(text), _) => Value::Text(text.clone()),
        (Json::Bool(bool), _) => Value::Bool(*bool),
        (Json::Number(number), Storage::Bool) => Value::Bool(number.as_i64() != Some(0)),
        (Json::Number(number), Storage::Float) => number.as_f64().map_or(Value::Null, Value::Float),
        (Json::Number(number), _) => number.as_i64().map_or(Value::Null, Value::Int),
        _ => Value::Null,
    }
}
