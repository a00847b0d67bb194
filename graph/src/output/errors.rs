//! The errors of a response.

use std::fmt::Write as _;

use super::{Segment, json};
use crate::error::{Code, Failure};
use crate::plan::{Denial, Reason};

/// The most errors that are listed.
const MAX_LISTED: usize = 100;

/// The errors of a response that is being written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Errors {
    text: String,
    listed: usize,
    more: usize,
    pub first: Option<Code>,
}

impl Errors {
    pub(super) fn denied(&mut self, denial: &Denial, reason: Reason, path: &[Segment]) {
        if !self.begin(Code::Forbidden) {
            return;
        }
        let Denial { permission, coordinate, .. } = denial;
        let why = match reason {
            Reason::NoGrant => "none of your grants gives it",
            Reason::OutOfReach => "your grants do not reach this row with it",
        };
        json::text(&mut self.text, &format!("{coordinate} needs {permission}, and {why}"));
        self.path(path);
        let reason = match reason {
            Reason::NoGrant => "NO_GRANT",
            Reason::OutOfReach => "OUT_OF_REACH",
        };
        let _ = write!(
            self.text,
            ",\"extensions\":{{\"code\":\"FORBIDDEN\",\"permission\":\"{permission}\",\"coordinate\":\"{coordinate}\",\"reason\":\"{reason}\"}}}}"
        );
    }

    pub(super) fn failed(&mut self, failure: &Failure, path: &[Segment]) {
        if !self.begin(failure.code) {
            return;
        }
        json::text(&mut self.text, &failure.message);
        self.path(path);
        let _ = write!(self.text, ",\"extensions\":{{\"code\":\"{}\"}}}}", failure.code.name());
    }

    fn begin(&mut self, code: Code) -> bool {
        self.first.get_or_insert(code);
        if self.listed == MAX_LISTED {
            self.more += 1;
            return false;
        }
        self.text.push_str(if self.listed == 0 { "{\"message\":" } else { ",{\"message\":" });
        self.listed += 1;
        true
    }

    fn path(&mut self, path: &[Segment]) {
        self.text.push_str(",\"path\":[");
        for (index, segment) in path.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            match segment {
                Segment::Key(key) => json::text(&mut self.text, key),
                Segment::Index(at) => {
                    let _ = write!(self.text, "{at}");
                }
            }
        }
        self.text.push(']');
    }

    pub(super) fn write(&self, out: &mut String) {
        let Some(code) = self.first else { return };
        out.push_str(",\"errors\":[");
        out.push_str(&self.text);
        if self.more > 0 {
            let _ = write!(
                out,
                ",{{\"message\":\"{} more errors are not listed\",\"extensions\":{{\"code\":\"{}\",\"omitted\":{}}}}}",
                self.more,
                code.name(),
                self.more
            );
        }
        out.push(']');
    }
}
