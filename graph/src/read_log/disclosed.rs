//! What an answer tells: each row once, with all that is told of it.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use crate::execute::Run;
use crate::plan::Mark;

/// The rows of which an answer tells what leaves a trace.
#[derive(Debug, Default)]
pub struct Disclosed {
    pub(crate) rows: Vec<DisclosedRow>,
}

/// A row, and what was told of it.
#[derive(Clone, Debug)]
pub(crate) struct DisclosedRow {
    pub type_name: &'static str,
    pub key: Uuid,
    /// Type and key of whose record it is.
    pub subject: (&'static str, Uuid),
    /// Coordinates, in the order in which they were told.
    pub fields: Vec<Arc<str>>,
}

impl Disclosed {
    /// What the marks that an answer met say.
    pub(crate) fn of(run: &Run, marks: Vec<(Mark, usize)>) -> Disclosed {
        if marks.is_empty() {
            return Disclosed::default();
        }
        let mut rows: Vec<DisclosedRow> = Vec::new();
        let mut places: HashMap<(usize, usize), Option<usize>> = HashMap::new();
        let mut known: HashMap<(&'static str, Uuid), usize> = HashMap::new();
        for (mark, row) in marks {
            let read = &run.prepared.plan.reads[mark.read];
            let Some(logged) = &read.logged else { continue };
            let place = *places.entry((mark.read, row)).or_insert_with(|| {
                let found = run.done[mark.read].get()?.as_ref().ok()?;
                let key = found.rows.uuid(row, logged.key)?;
                let type_name = run.catalogue.resources[read.resource].name;
                // The same row may be read twice, by two links or under two aliases.
                Some(*known.entry((type_name, key)).or_insert_with(|| {
                    let (subject, cell) = logged.subject;
                    // A row that names nobody is its own record.
                    let subject = found.rows.uuid(row, cell).map_or((type_name, key), |key| (subject, key));
                    rows.push(DisclosedRow { type_name, key, subject, fields: Vec::new() });
                    rows.len() - 1
                }))
            });
            let Some(place) = place else { continue };
            let coordinate = &logged.fields[mark.field];
            if !rows[place].fields.contains(coordinate) {
                rows[place].fields.push(Arc::clone(coordinate));
            }
        }
        Disclosed { rows }
    }

    /// Whether there is nothing to write down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds what another field of the same request tells.
    pub(crate) fn and(&mut self, more: Disclosed) {
        for row in more.rows {
            match self.rows.iter_mut().find(|known| (known.type_name, known.key) == (row.type_name, row.key)) {
                Some(known) => {
                    let new = row.fields.into_iter().filter(|field| !known.fields.contains(field)).collect::<Vec<_>>();
                    known.fields.extend(new);
                }
                None => self.rows.push(row),
            }
        }
    }
}
