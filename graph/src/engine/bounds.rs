//! Bounds on numbers of a request. A plan holds no values, so they are checked before each run.

use crate::error::{Code, Fault, Refusal};
use crate::execute::Prepared;
use crate::value::Value;

/// Refuses a number that is out of bounds, and names its argument.
pub(super) fn bounds(prepared: &Prepared, slots: &[Value]) -> Result<(), Refusal> {
    for bound in &prepared.plan.bounds {
        let (given, what) = match bound.bind.value(slots) {
            Value::Int(number) => (number, "is"),
            Value::List(items) => (i64::try_from(items.len()).unwrap_or(i64::MAX), "has the length"),
            _ => continue,
        };
        if given < 0 || given > bound.most {
            let message = format!(
                "`{}` {what} {given}: ask for 0 to {}{}",
                bound.name,
                bound.most,
                if bound.name == "first" { " and page on with `after`" } else { "" }
            );
            let fault = Fault { message, locations: Vec::new(), path: bound.path.clone() };
            return Err(Refusal { code: Code::BadUserInput, faults: vec![fault] });
        }
    }
    Ok(())
}
