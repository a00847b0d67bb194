//! Stamps what an action changed, and the rows of other types as whose change it counts (`declare/follow.rs`), for those
//! who follow them. One statement for all stamps, one for all events, one more for each step over rows that must be read.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::journal::Write;
use super::{Change, Stop};
use crate::declare::part::Part;
use crate::declare::{ChangeAction, Column, Edge, edges};
use crate::plan::{ALONE, Cond, Expr, OPEN_PART, Operand, Operator, VERSIONED};
use crate::request::Bind;
use crate::sql::{self, AskedRows};
use crate::tables::{outbox, row_stamp, split};
use crate::value::Value;

/// Parts of a row that changed, each with the field that shows it.
type Parts = BTreeMap<String, &'static str>;

/// Rows that count as changed, by type and key.
pub(super) type Touched = BTreeMap<(usize, Uuid), Parts>;

/// Names of the parts that hold all changed columns; none where a column is open to all who see the row.
pub(super) fn alone(own: &[Part], changed: &[Column]) -> Vec<String> {
    let holds = |part: &Part, column: &Column| part.columns.contains(column);
    if !changed.iter().all(|column| own.iter().any(|part| holds(part, column))) {
        return Vec::new();
    }
    let named = |part: &&Part| changed.iter().any(|column| holds(part, column));
    own.iter().filter(named).map(|part| part.name.clone()).collect()
}

impl Change<'_> {
    /// Decides of rows that are written for the sake of others alone who sees their new version: those who see what
    /// changed in the others.
    pub(super) fn settle(&mut self, touched: &Touched) {
        for write in &mut self.writes {
            let of = &self.catalogue.resources[write.resource];
            if let (Some(updated), Some(parts)) = (&write.touch, touched.get(&(write.resource, write.key)))
                && let Some(at) = of.columns.iter().position(|column| Some(*column) == of.updated_at)
            {
                write.parts = parts.keys().map(|part| format!("{VERSIONED}{part}")).collect();
                write.cells[at] = updated.clone();
            }
        }
    }

    /// Stamps the written rows and those that count as changed, and adds events of the latter.
    pub(super) async fn stamp_followed(&mut self, touched: &Touched, change: Uuid) -> Result<(), Stop> {
        let mut stamps: Vec<(usize, Uuid, String)> = Vec::new();
        for write in &self.writes {
            let own = write.parts.iter().map(String::as_str);
            let parts: Vec<&str> = if write.parts.is_empty() { vec![OPEN_PART] } else { own.chain([ALONE]).collect() };
            stamps.extend(parts.into_iter().map(|part| (write.resource, write.key, part.to_owned())));
        }
        for ((resource, key), parts) in touched {
            stamps.extend(parts.keys().map(|part| (*resource, *key, part.clone())));
        }
        // One order for all actions avoids deadlocks.
        stamps.sort_unstable();
        let name = |resource: usize| self.catalogue.resources[resource].name.to_owned();
        let row = |(resource, key, part): (usize, Uuid, String)| {
            [
                (row_stamp::ID, Value::Uuid(Uuid::now_v7())),
                (row_stamp::TRUST_ID, Value::Uuid(self.caller.tenant)),
                (row_stamp::TYPE_NAME, Value::Text(name(resource))),
                (row_stamp::ROW_KEY, Value::Uuid(key)),
                (row_stamp::PART, Value::Text(part)),
                (row_stamp::CHANGED_AT, Value::Time(self.now)),
            ]
        };
        let (_, rows) = split(stamps.into_iter().map(row).collect());
        for chunk in rows.chunks(sql::MAX_VALUES / row_stamp::GIVEN.len()) {
            self.written(&sql::stamp(chunk, self.within.dialect()), chunk.len()).await?;
        }
        let event = |((resource, key), parts): (&(usize, Uuid), &Parts)| {
            let changed: Vec<&String> = parts.keys().collect();
            [
                (outbox::TRUST_ID, Value::Uuid(self.caller.tenant)),
                (outbox::CHANGE_KEY, Value::Uuid(change)),
                (outbox::TYPE_NAME, Value::Text(name(*resource))),
                (outbox::ROW_KEY, Value::Uuid(*key)),
                (outbox::KIND, Value::Text(ChangeAction::Updated.name().to_owned())),
                (outbox::CHANGED_FIELDS, Value::Text(json!(changed).to_string())),
                (outbox::AT, Value::Time(self.now)),
            ]
        };
        let (columns, rows) = split(touched.iter().map(event).collect());
        for chunk in rows.chunks(sql::MAX_VALUES / columns.len().max(1)) {
            self.written(&sql::insert(&columns, chunk, self.within.dialect()), chunk.len()).await?;
        }
        Ok(())
    }

    /// The rows of other types as whose change the writes count. Rows that the action itself adds, removes or changes for
    /// all to see are left out: they have stamps and events of their own.
    pub(super) async fn touched(&mut self) -> Result<Touched, Stop> {
        let edges = edges(self.catalogue);
        let mut all = Touched::new();
        let mut wave = Touched::new();
        let mut known: HashMap<(usize, Uuid), Vec<(Column, Uuid)>> = HashMap::new();
        for write in &self.writes {
            let of = (write.resource, write.key);
            known.insert(of, self.links_of(write, &edges));
            if write.touch.is_some() {
                continue;
            }
            let parts = if write.parts.is_empty() { vec![String::new()] } else { write.parts.clone() };
            wave.insert(of, parts.into_iter().map(|part| (part, "")).collect());
        }
        // As many steps as there are edges at most: there are no circles.
        for _ in 0..=edges.len() {
            if wave.is_empty() {
                break;
            }
            let links = self.links(&edges, &wave, &mut known).await?;
            let mut next = Touched::new();
            for (edge, from, to) in links {
                if self.writes.iter().any(|write| {
                    (write.resource, write.key) == (edge.to, to)
                        && (write.kind != ChangeAction::Updated || (write.parts.is_empty() && write.touch.is_none()))
                }) {
                    continue;
                }
                let Some(parts) = wave.get(&(edge.from, from)) else { continue };
                for part in parts.keys() {
                    let name = if part.is_empty() { edge.name() } else { format!("{}:{part}", edge.name()) };
                    let new = all.entry((edge.to, to)).or_default().insert(name.clone(), edge.shown_as).is_none();
                    if new {
                        next.entry((edge.to, to)).or_default().insert(name, edge.shown_as);
                    }
                }
            }
            wave = next;
        }
        Ok(all)
    }

    /// The keys in a written row's links that touch, those before the change included.
    fn links_of(&self, write: &Write, edges: &[Edge]) -> Vec<(Column, Uuid)> {
        let of = &self.catalogue.resources[write.resource];
        let mut keys = Vec::new();
        for edge in edges.iter().filter(|edge| edge.from == write.resource && !edge.held_there) {
            let column = edge.key();
            let at = of.columns.iter().position(|known| *known == column);
            keys.extend(at.and_then(|at| write.cells[at].as_uuid()).map(|key| (column, key)));
            keys.extend(write.left.iter().filter(|(left, _)| *left == column));
        }
        keys
    }

    /// For each edge from a row of the wave: the row and the row that counts as changed. Reads the rows of which the links
    /// are not known, and those that hold a link to a row of the wave, in one statement.
    async fn links<'c>(
        &mut self,
        edges: &[Edge<'c>],
        wave: &Touched,
        known: &mut HashMap<(usize, Uuid), Vec<(Column, Uuid)>>,
    ) -> Result<Vec<(Edge<'c>, Uuid, Uuid)>, Stop> {
        let created: Vec<Uuid> =
            self.writes.iter().filter(|write| write.kind == ChangeAction::Created).map(|write| write.key).collect();
        let keys = |resource: usize| wave.keys().filter(move |(of, _)| *of == resource).map(|(_, key)| *key);
        let mut asked: Vec<(Edge<'c>, AskedRows)> = Vec::new();
        for edge in edges {
            let unknown: Vec<Value> =
                keys(edge.from)
                    .filter(|key| {
                        if edge.held_there { !created.contains(key) } else { !known.contains_key(&(edge.from, *key)) }
                    })
                    .map(Value::Uuid)
                    .collect();
            if unknown.is_empty() {
                continue;
            }
            let resources = &self.catalogue.resources;
            let of = &resources[if edge.held_there { edge.to } else { edge.from }];
            let by = if edge.held_there { edge.key() } else { of.id };
            let among = Cond::Compare(by.into(), Operator::In, Operand::Plain(Bind::Const(Value::List(unknown))));
            let cells = vec![Expr::Column(of.id), Expr::Column(edge.key())];
            let cond = of.tenant.map_or(Cond::False, Cond::Tenant).and(among);
            asked.push((*edge, AskedRows { table: of.table, cells, cond }));
        }
        let mut links = Vec::new();
        if !asked.is_empty() {
            let parts: Vec<&AskedRows> = asked.iter().map(|(_, rows)| rows).collect();
            for (number, text) in self.asked(&parts).await? {
                let edge = asked[number].0;
                let Ok([Some(row), Some(key)]) = serde_json::from_str::<[Json; 2]>(&text).map(|pair| pair.map(uuid))
                else {
                    continue;
                };
                links.push(if edge.held_there { (edge, key, row) } else { (edge, row, key) });
            }
        }
        for edge in edges.iter().filter(|edge| !edge.held_there) {
            for key in keys(edge.from) {
                let there = known.get(&(edge.from, key)).into_iter().flatten();
                links.extend(there.filter(|(column, _)| *column == edge.key()).map(|(_, to)| (*edge, key, *to)));
            }
        }
        Ok(links)
    }
}

fn uuid(cell: Json) -> Option<Uuid> {
    cell.as_str().and_then(|text| Uuid::parse_str(text).ok())
}
