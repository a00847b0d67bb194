//! Computed values: writes the selected parts of the JSON that a function returned.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{Segment, Writer, json};
use crate::error::Failure;
use crate::execute::ReadRows;
use crate::plan::{Below, Check, ComputedOut, Keyed};
use crate::request::argument_json;

impl<'a> Writer<'a> {
    pub(super) fn computed_root(&mut self, key: &'a str, out: &'a ComputedOut) {
        let run = self.run;
        self.computed(key, out, run.facts);
    }

    /// Writes the selected parts of a value that was computed for this response.
    pub(super) fn computed_value(&mut self, key: &'a str, out: &'a ComputedOut, value: &Json) {
        self.path.push(Segment::Key(key));
        self.selected(out, value);
        self.path.pop();
    }

    fn computed(&mut self, key: &'a str, out: &'a ComputedOut, parent: &Json) {
        if let Check::Never(denial) = &out.check {
            self.out.push_str("null");
            self.path.push(Segment::Key(key));
            self.errors.denied(denial, denial.reason, &self.path);
            self.path.pop();
            return;
        }
        let run = self.run;
        self.path.push(Segment::Key(key));
        match &out.function {
            Some(function) => {
                let arguments: Map<String, Json> =
                    out.arguments.iter().map(|(name, arg)| (name.clone(), argument_json(arg, run.slots))).collect();
                self.selected(out, &function.call(run.catalogue, run.caller, &Json::Object(arguments)));
            }
            None => self.selected(out, parent.get(&out.name).unwrap_or(&Json::Null)),
        }
        self.path.pop();
    }

    fn selected(&mut self, out: &'a ComputedOut, value: &Json) {
        match (&out.below, value) {
            (_, Json::Null) => self.out.push_str("null"),
            (Below::Row(read, _), Json::Array(keys)) => {
                let seen = self.linked(*read);
                let keys = keys.iter().filter(|key| seen.is_some_and(|found| found.of_key(key).is_some()));
                self.items(keys, |writer, key| writer.selected(out, key));
            }
            (_, Json::Array(items)) => self.items(items.iter(), |writer, item| writer.selected(out, item)),
            (Below::Row(read, object), key) => {
                match self.linked(*read).and_then(|found| Some((found, found.of_key(key)?))) {
                    Some((found, row)) => self.object(object, Some(found), &found.rows, row),
                    None => self.out.push_str("null"),
                }
            }
            (Below::Key(type_name, fields), key) => match key.as_str().and_then(|key| Uuid::parse_str(key).ok()) {
                Some(key) => self.id_alone(type_name, fields, key.as_bytes()),
                None => self.out.push_str("null"),
            },
            (Below::Parts(type_name, parts), value) => self.parts(type_name, parts, value),
            (Below::Leaf, value) => self.out.push_str(&value.to_string()),
        }
    }

    /// The rows that a computed value links to.
    fn linked(&self, read: usize) -> Option<&'a ReadRows> {
        self.run.done.get(read)?.get()?.as_ref().ok()
    }

    /// Why rows that a value links to could not be read. The value then fails as a whole, for its links may be
    /// declared non-null.
    pub(super) fn unlinked(&self, out: &ComputedOut) -> Option<&'a Failure> {
        let run = self.run;
        out.reads().into_iter().find_map(|read| run.done.get(read)?.get()?.as_ref().err())
    }

    fn parts(&mut self, type_name: &str, parts: &'a [Keyed<Option<ComputedOut>>], value: &Json) {
        self.out.push('{');
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.out.push_str(&part.json);
            match &part.out {
                None => json::text(&mut self.out, type_name),
                Some(out) => self.computed(&part.key, out, value),
            }
        }
        self.out.push('}');
    }
}
