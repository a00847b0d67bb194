//! Values the process already has.

use serde_json::{Map, Value as Json};

use super::{Segment, Writer, json};
use crate::plan::{Check, Keyed, MemoryOut};
use crate::request::argument_json;

impl<'a> Writer<'a> {
    pub(super) fn memory_root(&mut self, key: &'a str, memory: &'a MemoryOut) {
        let run = self.run;
        self.memory(key, memory, run.facts);
    }

    /// A value that was made for this answer.
    pub(super) fn memory_value(&mut self, key: &'a str, memory: &'a MemoryOut, value: &Json) {
        self.path.push(Segment::Key(key));
        self.selected(memory, value);
        self.path.pop();
    }

    fn memory(&mut self, key: &'a str, memory: &'a MemoryOut, parent: &Json) {
        if let Check::Never(denial) = &memory.check {
            self.out.push_str("null");
            self.path.push(Segment::Key(key));
            self.errors.denied(denial, denial.reason, &self.path);
            self.path.pop();
            return;
        }
        let run = self.run;
        let value = match memory.function {
            Some(function) => {
                let arguments: Map<String, Json> =
                    memory.arguments.iter().map(|(name, arg)| (name.clone(), argument_json(arg, run.slots))).collect();
                function(run.catalogue, run.caller, parent, &Json::Object(arguments))
            }
            None => parent.get(memory.name).cloned().unwrap_or(Json::Null),
        };
        self.path.push(Segment::Key(key));
        self.selected(memory, &value);
        self.path.pop();
    }

    fn selected(&mut self, memory: &'a MemoryOut, value: &Json) {
        match (&memory.below, value) {
            (_, Json::Null) => self.out.push_str("null"),
            (_, Json::Array(items)) => self.items(items.iter(), |writer, item| writer.selected(memory, item)),
            (Some((type_name, parts)), value) => self.parts(type_name, parts, value),
            (None, value) => self.out.push_str(&value.to_string()),
        }
    }

    fn parts(&mut self, type_name: &str, parts: &'a [Keyed<Option<MemoryOut>>], value: &Json) {
        self.out.push('{');
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.out.push_str(&part.json);
            match &part.out {
                None => json::text(&mut self.out, type_name),
                Some(memory) => self.memory(&part.key, memory, value),
            }
        }
        self.out.push('}');
    }
}
