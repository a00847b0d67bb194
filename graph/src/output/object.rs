//! Objects: the fields of a row, in order.

use super::{Segment, Writer, json};
use crate::declare::DeriveContext;
use crate::error::Failure;
use crate::execute::{Loaded, ReadRows, passes};
use crate::plan::{Check, Denial, Keyed, Mark, Object, Out, Reason};
use crate::request::Bind;
use crate::rows::{Cell, Rows};
use crate::value::{Kind, Storage, Value};

impl<'a> Writer<'a> {
    /// Writes the root object. Its reads have no parent row.
    pub(super) fn root(&mut self, object: &'a Object) {
        let nothing = Rows::new(1);
        self.object(object, None, &nothing, 0);
    }

    /// Writes an object from a row. `read` has its batches.
    pub(super) fn object(&mut self, object: &'a Object, read: Option<&'a ReadRows>, rows: &Rows, row: usize) {
        self.disclosed.extend(object.compared.iter().map(|mark| (*mark, row)));
        self.out.push('{');
        for (index, field) in object.fields.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.out.push_str(&field.json);
            self.field(field, read, rows, row);
        }
        self.out.push('}');
    }

    fn field(&mut self, field: &'a Keyed<Out>, read: Option<&'a ReadRows>, rows: &Rows, row: usize) {
        match &field.out {
            Out::TypeName(name) => json::text(&mut self.out, name),
            Out::Id { cell, type_name } => json::id(&mut self.out, type_name, rows.bytes(rows.cell(row, *cell))),
            Out::Cell { cell, kind, check, withheld, mark } => {
                if self.open(&field.key, check, withheld.as_ref(), rows, row) {
                    self.disclose(*mark, row);
                    json::cell(&mut self.out, rows, row, *cell, *kind);
                }
            }
            Out::Derived { inputs, kind, function, as_of, check, withheld, mark } => {
                if self.open(&field.key, check, withheld.as_ref(), rows, row) {
                    self.disclose(*mark, row);
                    self.derived(inputs, *kind, *function, as_of.as_ref(), rows, row);
                }
            }
            Out::Batch { index, kind, check, mark } => {
                if self.open(&field.key, check, None, rows, row) {
                    match self.loaded(&field.key, read, *index) {
                        Some(Loaded::Scalars(values)) => {
                            self.disclose(*mark, row);
                            json::value(&mut self.out, values.get(row).unwrap_or(&Value::Null), *kind);
                        }
                        Some(Loaded::Objects(_)) => self.out.push_str("null"),
                        None => {}
                    }
                }
            }
            Out::Made { index, object, check, mark } => {
                if self.open(&field.key, check, None, rows, row) {
                    match self.loaded(&field.key, read, *index) {
                        Some(Loaded::Objects(objects)) => {
                            if let Some(failure) = self.unlinked(object) {
                                return self.failed(&field.key, failure);
                            }
                            self.disclose(*mark, row);
                            self.computed_value(
                                &field.key,
                                object,
                                objects.get(row).unwrap_or(&serde_json::Value::Null),
                            );
                        }
                        Some(Loaded::Scalars(_)) => self.out.push_str("null"),
                        None => {}
                    }
                }
            }
            Out::Object { object, check, withheld } => {
                if self.open(&field.key, check, withheld.as_ref(), rows, row) {
                    self.path.push(Segment::Key(&field.key));
                    self.object(object, read, rows, row);
                    self.path.pop();
                }
            }
            Out::One { read, object, check } => {
                if self.open(&field.key, check, None, rows, row) {
                    self.one(&field.key, *read, object, row);
                }
            }
            Out::Reference { cell, type_name, fields, check } => {
                if self.open(&field.key, check, None, rows, row) {
                    self.reference(rows.cell(row, *cell), type_name, fields, rows);
                }
            }
            Out::List { read, object, check } => {
                if self.open(&field.key, check, None, rows, row) {
                    self.list(&field.key, *read, object, row);
                }
            }
            Out::Connection { read, out, check } => {
                if self.open(&field.key, check, None, rows, row) {
                    self.connection(&field.key, *read, out, row);
                }
            }
            Out::Denied(denial) => self.denied(&field.key, denial, denial.reason),
            Out::Null => self.out.push_str("null"),
            Out::Nodes { ids, cases } => self.nodes(&field.key, ids, cases),
            Out::Changed { keys, read, cell, object, many } => {
                self.changed(&field.key, keys, (*read, *cell), object, *many)
            }
            Out::Search { limit, cases } => self.found(&field.key, limit, cases),
            Out::Computed(computed) => self.computed_root(&field.key, computed),
            Out::Cube(out) => match self.run.cube(out) {
                Ok(json) => self.computed_value(&field.key, &out.selected, &json),
                Err(failure) => self.failed(&field.key, &failure),
            },
            Out::Introspection => match self.extras.introspection.get(&field.key) {
                Some(json) => self.out.push_str(std::str::from_utf8(json).unwrap_or("null")),
                None => self.out.push_str("null"),
            },
        }
    }

    /// Notes that the response contains a field whose reads are logged.
    fn disclose(&mut self, mark: Option<Mark>, row: usize) {
        self.disclosed.extend(mark.map(|mark| (mark, row)));
    }

    /// The result of a batch. Where it failed or did not run, null and its error are written.
    fn loaded(&mut self, key: &'a str, read: Option<&'a ReadRows>, index: usize) -> Option<&'a Loaded> {
        match read.and_then(|read| read.batches.get(index)).and_then(|batch| batch.get()) {
            Some(Ok(loaded)) => return Some(loaded),
            Some(Err(failure)) => self.failed(key, failure),
            None => self.out.push_str("null"),
        }
        None
    }

    fn derived(
        &mut self,
        inputs: &[(usize, Storage)],
        kind: Kind,
        function: fn(&[Value], &DeriveContext) -> Value,
        as_of: Option<&Bind>,
        rows: &Rows,
        row: usize,
    ) {
        let values: Vec<Value> = inputs.iter().map(|(cell, storage)| rows.value(row, *cell, *storage)).collect();
        let today = self.run.caller.today;
        let as_of = as_of.and_then(|bind| bind.value(self.run.slots).as_date()).unwrap_or(today);
        json::value(&mut self.out, &function(&values, &DeriveContext { as_of, today }), kind);
    }

    /// Whether a field may be returned. Otherwise null is written: with an error where a right is missing, without one
    /// where the state of the row withholds the field, because the error would disclose that state.
    fn open(
        &mut self,
        key: &'a str,
        check: &'a Check,
        withheld: Option<&(usize, Check)>,
        rows: &Rows,
        row: usize,
    ) -> bool {
        if !passes(check, self.run.caller, rows, row) {
            match check {
                Check::Never(denial) => self.denied(key, denial, denial.reason),
                Check::Rows(_, denial) => self.denied(key, denial, Reason::OutOfReach),
                Check::Always => {}
            }
            return false;
        }
        if let Some((flag, unless)) = withheld {
            let set = matches!(rows.cell(row, *flag), Cell::Bool(true) | Cell::Int(1));
            if set && !passes(unless, self.run.caller, rows, row) {
                self.out.push_str("null");
                return false;
            }
        }
        true
    }

    fn denied(&mut self, key: &'a str, denial: &Denial, reason: Reason) {
        self.out.push_str("null");
        self.path.push(Segment::Key(key));
        self.errors.denied(denial, reason, &self.path);
        self.path.pop();
    }

    pub(super) fn failed(&mut self, key: &'a str, failure: &Failure) {
        self.out.push_str("null");
        self.path.push(Segment::Key(key));
        self.errors.failed(failure, &self.path);
        self.path.pop();
    }

    /// The rows of a read; where it failed, null and its error are written.
    pub(super) fn rows_of(&mut self, key: &'a str, read: usize) -> Option<&'a ReadRows> {
        let run = self.run;
        match run.done.get(read).and_then(|outcome| outcome.get()) {
            Some(Ok(found)) => Some(found),
            Some(Err(failure)) => {
                self.failed(key, failure);
                None
            }
            None => {
                self.out.push_str("null");
                None
            }
        }
    }

    fn one(&mut self, key: &'a str, read: usize, object: &'a Object, parent: usize) {
        let Some(found) = self.rows_of(key, read) else { return };
        match found.of(parent).next() {
            None => self.out.push_str("null"),
            Some(row) => {
                self.path.push(Segment::Key(key));
                self.object(object, Some(found), &found.rows, row);
                self.path.pop();
            }
        }
    }

    fn reference(&mut self, key: Cell, type_name: &'static str, fields: &'a [Keyed<bool>], rows: &Rows) {
        if key == Cell::Null {
            return self.out.push_str("null");
        }
        self.id_alone(type_name, fields, rows.bytes(key));
    }

    /// Writes a row of which only `id` (true) and `__typename` (false) are selected.
    pub(super) fn id_alone(&mut self, type_name: &'static str, fields: &'a [Keyed<bool>], key: &[u8]) {
        self.out.push('{');
        for (index, field) in fields.iter().enumerate() {
            self.out.push_str(if index > 0 { "," } else { "" });
            self.out.push_str(&field.json);
            if field.out {
                json::id(&mut self.out, type_name, key);
            } else {
                json::text(&mut self.out, type_name);
            }
        }
        self.out.push('}');
    }

    fn list(&mut self, key: &'a str, read: usize, object: &'a Object, parent: usize) {
        let Some(found) = self.rows_of(key, read) else { return };
        self.path.push(Segment::Key(key));
        self.items(found.of(parent), |writer, row| writer.object(object, Some(found), &found.rows, row));
        self.path.pop();
    }

    /// Writes a list, with what `each` writes for each row.
    pub(super) fn items<T>(&mut self, rows: impl Iterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        self.out.push('[');
        for (index, row) in rows.enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.path.push(Segment::Index(index));
            each(self, row);
            self.path.pop();
        }
        self.out.push(']');
    }

    /// Writes rows found by global ids, each in the place of its id.
    fn nodes(&mut self, key: &'a str, ids: &'a Bind, cases: &'a [(&'static str, usize, usize, Object)]) {
        let Value::List(ids) = ids.value(self.run.slots) else { return self.out.push_str("null") };
        let run = self.run;
        let mut by_key = std::collections::HashMap::new();
        for (index, (_, read, cell, _)) in cases.iter().enumerate() {
            if let Some(Ok(found)) = run.done.get(*read).and_then(|outcome| outcome.get()) {
                for row in 0..found.rows.len() {
                    by_key.insert((index, found.rows.uuid(row, *cell)), row);
                }
            }
        }
        self.path.push(Segment::Key(key));
        self.items(ids.iter(), |writer, id| {
            let decoded = id.as_text().and_then(crate::id::decode);
            let case = decoded.and_then(|(name, key)| Some((cases.iter().position(|case| case.0 == name)?, key)));
            let Some((index, uuid)) = case else { return writer.out.push_str("null") };
            let (_, read, _, object) = &cases[index];
            match run.done.get(*read).and_then(|outcome| outcome.get()) {
                Some(Ok(found)) => match by_key.get(&(index, Some(uuid))) {
                    Some(row) => writer.object(object, Some(found), &found.rows, *row),
                    None => writer.out.push_str("null"),
                },
                Some(Err(failure)) => {
                    writer.out.push_str("null");
                    writer.errors.failed(failure, &writer.path);
                }
                None => writer.out.push_str("null"),
            }
        });
        self.path.pop();
    }

    /// Writes rows found by keys, in the order of the keys; rows that the caller may not see are left out.
    fn changed(&mut self, key: &'a str, keys: &'a Bind, (read, cell): (usize, usize), object: &'a Object, many: bool) {
        let keys = match keys.value(self.run.slots) {
            Value::List(keys) => keys,
            _ => Vec::new(),
        };
        if keys.is_empty() {
            return self.out.push_str(if many { "[]" } else { "null" });
        }
        let Some(found) = self.rows_of(key, read) else { return };
        let by_key: std::collections::HashMap<_, _> =
            (0..found.rows.len()).filter_map(|row| Some((found.rows.uuid(row, cell)?, row))).collect();
        let mut rows = keys.iter().filter_map(|key| by_key.get(&key.as_uuid()?).copied());
        self.path.push(Segment::Key(key));
        if many {
            self.items(rows, |writer, row| writer.object(object, Some(found), &found.rows, row));
        } else if let Some(row) = rows.next() {
            self.object(object, Some(found), &found.rows, row);
        } else {
            self.out.push_str("null");
        }
        self.path.pop();
    }

    /// Writes the rows that several reads found, merged by the text that they were found by.
    fn found(&mut self, key: &'a str, limit: &'a Bind, cases: &'a [(usize, usize, Object)]) {
        let mut all = Vec::new();
        for (index, (read, cell, _)) in cases.iter().enumerate() {
            let Some(found) = self.rows_of(key, *read) else { return };
            all.extend(
                (0..found.rows.len()).map(|row| (found.rows.text(found.rows.cell(row, *cell)), index, row, found)),
            );
        }
        all.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
        let limit = limit.value(self.run.slots).as_int().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(0);
        self.path.push(Segment::Key(key));
        self.items(all.into_iter().take(limit), |writer, (_, index, row, found)| {
            writer.object(&cases[index].2, Some(found), &found.rows, row);
        });
        self.path.pop();
    }
}
