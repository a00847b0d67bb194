//! What a request would do, without running it.

use super::{Engine, Request, bounds};
use crate::caller::Caller;
use crate::error::Refusal;
use crate::execute::Prepared;

impl Engine {
    /// Explains a request: its cost, its statements and their number. Nothing is read.
    ///
    /// # Errors
    /// When the request is refused.
    pub async fn explain(&self, caller: &Caller, request: &Request) -> Result<Explained, Refusal> {
        let mut operation = None;
        let accepted = self.accept(request, &mut operation).await?;
        if operation == Some("subscription") {
            return self.explain_live(caller, &accepted);
        }
        if operation == Some("mutation") {
            let prepared = self.prepare_changes(caller, &accepted)?;
            let fields = || prepared.fields.iter().map(|(field, _)| field);
            return Ok(Explained {
                cost: fields().map(|field| field.plan.cost(&accepted.variables.slots)).sum(),
                statements: fields().map(|field| field.plan.statements()).sum(),
                text: fields().flat_map(explained).collect(),
            });
        }
        let prepared = self.prepare(caller, &accepted)?;
        bounds(&prepared, &accepted.variables.slots)?;
        Ok(Explained {
            cost: prepared.plan.cost(&accepted.variables.slots),
            statements: prepared.plan.statements(),
            text: explained(&prepared).collect(),
        })
    }
}

/// The path, statement and parameters of each read.
pub(super) fn explained(prepared: &Prepared) -> impl Iterator<Item = (String, String, String)> {
    prepared
        .statements()
        .map(|(path, statement)| (path.join("."), statement.text.to_string(), format!("{:?}", statement.params)))
}

/// The explanation of a request. Of a mutation it has only the reads of the changed rows.
#[derive(Debug)]
pub struct Explained {
    /// The most objects that the response may contain.
    pub cost: u64,
    /// The number of statements, batches included.
    pub statements: usize,
    /// Path, statement and parameters of each read.
    pub text: Vec<(String, String, String)>,
}

impl std::fmt::Display for Explained {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (path, statement, params)) in self.text.iter().enumerate() {
            writeln!(f, "-- {}. {path}\n{statement}\n-- binds {params}\n", index + 1)?;
        }
        writeln!(f, "-- {} statements, batches included; cost {}", self.statements, self.cost)
    }
}
