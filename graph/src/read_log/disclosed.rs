//! What a response discloses: each row once, with all its sensitive fields in the response.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use crate::execute::Run;
use crate::plan::Mark;

/// The rows of which a response discloses a sensitive field.
#[derive(Debug, Default)]
pub struct Disclosed {
    pub(crate) rows: Vec<DisclosedRow>,
}

/// A row, and the sensitive fields disclosed of it.
#[derive(Clone, Debug)]
pub(crate) struct DisclosedRow {
    pub type_name: &'static str,
    pub key: Uuid,
    /// Type and key of the data subject: the person whose record the row is.
    pub subject: (&'static str, Uuid),
    /// Schema coordinates of the fields, in the order in which they were written.
    pub fields: Vec<Arc<str>>,
}

impl Disclosed {
    /// Collects the rows from the marks that were passed while the response was written.
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
                    // A row without a data subject is logged under itself.
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

    /// Whether there is nothing to log.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds the rows that another field of the same request discloses.
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
