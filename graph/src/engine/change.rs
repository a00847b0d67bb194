//! Mutations: each field in a transaction of its own, one after the other.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Engine, Request, bounds, purpose};
use crate::caller::Caller;
use crate::error::{Code, Refusal};
use crate::execute::Cursors;
use crate::mutate::{self, Changing, PreparedChanges};
use crate::output;
use crate::plan;
use crate::read_log::Disclosed;
use crate::request::Accepted;

impl Engine {
    /// Runs a mutation: its fields one after the other, each in a transaction of its own.
    pub(super) async fn change(
        &self,
        caller: &Caller,
        request: &Request,
        accepted: &Accepted,
        stages: &mut Vec<(&'static str, Duration)>,
    ) -> Result<(output::Written, usize), Refusal> {
        let begun = Instant::now();
        let purpose = purpose(request)?;
        let writer = self.writer.as_ref().ok_or_else(|| {
            Refusal::new(Code::Forbidden, "this server is read-only: send the mutation to a server that changes rows")
        })?;
        let prepared = self.prepare_changes(caller, accepted)?;
        let slots = &accepted.variables.slots;
        let mut cursors = Vec::with_capacity(prepared.fields.len());
        let (mut cost, mut statements) = (0, 0);
        for (field, act) in &prepared.fields {
            bounds(field, slots)?;
            cost += field.plan.cost(slots);
            statements +=
                field.plan.statements() + act.as_ref().map_or(0, |act| self.catalogue.actions[act.action].statements);
            cursors.push(Cursors::open(field, &self.seal, caller, slots)?);
        }
        self.affordable(cost, statements)?;
        stages.push(("plan", begun.elapsed()));

        let begun = Instant::now();
        let changing = Changing {
            catalogue: &self.catalogue,
            model: &self.model,
            caller,
            writer,
            handlers: &self.handlers,
            seal: &self.seal,
            slots,
            operation: accepted.name(),
            purpose,
            deadline: request.deadline.map(tokio::time::Instant::into_std),
            statements: std::sync::atomic::AtomicUsize::new(0),
        };
        let mut parts = Vec::with_capacity(cursors.len());
        let (mut errors, mut disclosed) = (output::Errors::default(), Disclosed::default());
        for ((field, act), cursors) in prepared.fields.iter().zip(&cursors) {
            let part = changing.field(field, act.as_ref(), cursors, errors).await;
            parts.push(part.text);
            errors = part.errors;
            disclosed.and(part.disclosed);
        }
        self.feed.changed();
        let statements = changing.statements.into_inner();
        let extensions = self.cost_extension(request, cost, statements);
        self.log_reads(caller, accepted.name(), purpose, disclosed).await?;
        let written = output::together(&parts, &errors, extensions.as_deref());
        stages.push(("execute", begun.elapsed()));
        Ok((written, statements))
    }

    pub(super) fn prepare_changes(
        &self,
        caller: &Caller,
        accepted: &Accepted,
    ) -> Result<Arc<PreparedChanges>, Refusal> {
        let key = accepted.key(caller);
        if let Some(found) = self.changes.get(&key) {
            return Ok(found);
        }
        let changes = plan::changes(&self.catalogue, &self.model, caller, accepted)?;
        let prepared = Arc::new(mutate::prepare(changes, &self.catalogue, self.database.dialect()));
        self.changes.insert(key, Arc::clone(&prepared));
        Ok(prepared)
    }

    /// Deletes the stored results of expired idempotency keys.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_expired(&self) -> Result<(), sqlx::Error> {
        match &self.writer {
            Some(writer) => mutate::forget_expired(&self.catalogue, writer).await,
            None => Ok(()),
        }
    }
}
