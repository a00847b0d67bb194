//! Rows to bytes: walks the plan over the rows and writes JSON directly, without a tree of values.
//!
//! Keys are in the order of the selection. For every null that an error caused, the error is listed with its path; after
//! a hundred errors the rest are only counted.

mod computed;
mod connection;
mod errors;
mod json;
mod object;

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use crate::execute::{Run, Seal};
use crate::plan::Mark;
use crate::read_log::Disclosed;
pub(crate) use errors::Errors;

/// What is written besides the rows.
#[derive(Debug, Default)]
pub struct Extras {
    /// JSON of the selected introspection fields, by response key.
    pub introspection: HashMap<String, Vec<u8>>,
    /// JSON of `extensions`.
    pub extensions: Option<String>,
}

/// A written response.
#[derive(Debug)]
pub struct Written {
    /// The JSON.
    pub body: Vec<u8>,
    /// The code of its first error.
    pub code: Option<crate::error::Code>,
    /// The sensitive reads in it, to be logged.
    pub disclosed: Disclosed,
}

/// One field of the response to a mutation.
#[derive(Debug)]
pub(crate) struct WrittenField {
    /// Its key and value.
    pub text: String,
    /// The errors of this field and of the fields before it.
    pub errors: Errors,
    /// The sensitive reads in it, to be logged.
    pub disclosed: Disclosed,
}

/// The most bytes that are reserved before anything is written.
const MOST_ROOM: usize = 1 << 20;

/// The writer of one response.
struct Writer<'a> {
    run: &'a Run<'a>,
    seal: &'a Seal,
    extras: &'a Extras,
    out: String,
    path: Vec<Segment<'a>>,
    errors: Errors,
    /// The sensitive reads so far, to be logged: the field, and the row of its read.
    disclosed: Vec<(Mark, usize)>,
}

/// A step of a path.
#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

/// Writes the response of a run.
#[must_use]
pub fn json(run: &Run, seal: &Seal, extras: &Extras) -> Written {
    // The length of the last response of the same plan is the best estimate of the length of this one.
    let room = run.prepared.answered.load(Ordering::Relaxed);
    let out = String::with_capacity(room + room / 8 + 512);
    let mut writer =
        Writer { run, seal, extras, out, path: Vec::new(), errors: Errors::default(), disclosed: Vec::new() };
    writer.out.push_str("{\"data\":");
    writer.root(&run.prepared.plan.root);
    let Writer { mut out, errors, disclosed, .. } = writer;
    errors.write(&mut out);
    if let Some(extensions) = &extras.extensions {
        out.push_str(",\"extensions\":");
        out.push_str(extensions);
    }
    out.push('}');
    run.prepared.answered.store(out.len().min(MOST_ROOM), Ordering::Relaxed);
    Written { body: out.into_bytes(), code: errors.first, disclosed: Disclosed::of(run, disclosed) }
}

/// Writes the one root field of a run with its key, and adds its errors to those of the fields before it.
pub(crate) fn part(run: &Run, seal: &Seal, errors: Errors) -> WrittenField {
    let extras = Extras::default();
    let out = String::with_capacity(1_024);
    let mut writer = Writer { run, seal, extras: &extras, out, path: Vec::new(), errors, disclosed: Vec::new() };
    writer.root(&run.prepared.plan.root);
    let text = writer.out[1..writer.out.len() - 1].to_owned();
    WrittenField { text, errors: writer.errors, disclosed: Disclosed::of(run, writer.disclosed) }
}

/// Writes null for a field that failed, with its error.
pub(crate) fn failed(key: &str, failure: &crate::error::Failure, mut errors: Errors) -> WrittenField {
    errors.failed(failure, &[Segment::Key(key)]);
    WrittenField { text: format!("\"{key}\":null"), errors, disclosed: Disclosed::default() }
}

/// Writes the response to a mutation from its fields.
pub(crate) fn together(parts: &[String], errors: &Errors, extensions: Option<&str>) -> Written {
    let mut out = format!("{{\"data\":{{{}}}", parts.join(","));
    errors.write(&mut out);
    if let Some(extensions) = extensions {
        out.push_str(",\"extensions\":");
        out.push_str(extensions);
    }
    out.push('}');
    Written { body: out.into_bytes(), code: errors.first, disclosed: Disclosed::default() }
}
