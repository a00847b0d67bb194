//! Computed values: what is selected of the JSON that a function returned.

use serde_json::{Map, Value as Json};

use super::{Segment, Writer, json};
use crate::plan::{Check, ComputedOut, Keyed};
use crate::request::argument_json;

impl<'a> Writer<'a> {
    pub(super) fn computed_root(&mut self, key: &'a str, out: &'a ComputedOut) {
        let run = self.run;
        self.computed(key, out, run.told);
    }

    /// A value that was made for this answer.
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
            (_, Json::Array(items)) => self.items(items.iter(), |writer, item| writer.selected(out, item)),
            (Some((type_name, parts)), value) => self.parts(type_name, parts, value),
            (None, value) => self.out.push_str(&value.to_string()),
        }
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
