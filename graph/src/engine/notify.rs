//! Notifies one subscriber of one event: the row is read again with the rights that the subscriber has now.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Engine, Explained, bounds, explained};
use crate::caller::Caller;
use crate::declare::{About, ChangeAction};
use crate::error::Refusal;
use crate::execute::{Cursors, Prepared, RowSource};
use crate::live::{self, Event, Listening, PreparedNotification};
use crate::output::{self, Extras};
use crate::plan::{self, Subscribed};
use crate::request::Accepted;
use crate::value::Value;

impl Engine {
    /// The response to an event for a subscriber, or nothing where the event does not concern the subscription or the
    /// subscriber may not see the row.
    ///
    /// # Errors
    /// When the row could not be read, or the response would cost more than is allowed. The caller must then end the
    /// subscription, so that no event is left out without an error.
    pub async fn notify(
        &self,
        caller: &Caller,
        listening: &Listening,
        event: &Event,
        deadline: tokio::time::Instant,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let about_rows = matches!(self.catalogue.live[listening.subscribed.live].about, About::Rows { .. });
        if event.tenant != caller.tenant || !live::concerns(&self.catalogue, listening, event) {
            return Ok(None);
        }
        let Some(notification) = self.prepare_notification(caller, &listening.accepted, event.resource)? else {
            return Ok(None);
        };
        let (prepared, given) = (&notification.prepared, &listening.accepted.variables.slots);
        self.within_limits(prepared, given)?;
        let cursors = Cursors::open(prepared, &self.seal, caller, given)?;
        let slots: Vec<Value> = given.iter().cloned().chain([Value::Uuid(event.key)]).collect();
        let facts: Json;
        let source = RowSource::Pool(&self.database);
        let mut run = prepared
            .run(&self.catalogue, caller, &slots, &cursors, source)
            .answered_from(&Json::Null)
            .until(Some(deadline.into_std()));
        let mut here = false;
        if event.action != ChangeAction::Removed {
            run.all().await;
            match run.done[0].get() {
                Some(Ok(found)) => here = !found.rows.is_empty(),
                Some(Err(failure)) => return Err(Refusal::new(failure.code, failure.message.clone())),
                None => {}
            }
        }
        if about_rows {
            // A change of what the caller may not read alone is no event for it.
            let hidden = event.action == ChangeAction::Updated
                && !event.changed.is_empty()
                && here
                && live::changed(&notification, &run, event).is_empty();
            if !here || hidden {
                return Ok(None);
            }
        } else {
            let changed = if here { live::changed(&notification, &run, event) } else { Vec::new() };
            let action = match event.action {
                ChangeAction::Updated if here && changed.is_empty() => return Ok(None),
                action if here => action,
                _ if live::is_gone_from(&self.catalogue, caller, event) => ChangeAction::Removed,
                _ => return Ok(None),
            };
            facts = live::facts(&self.catalogue, event, action, &changed);
            run = run.answered_from(&facts);
        }
        let written = output::json(&run, &self.seal, &Extras::default());
        self.log_reads(caller, listening.accepted.name(), listening.purpose.as_deref(), written.disclosed).await?;
        Ok(Some(written.body))
    }

    /// Refuses a subscription whose responses would be refused, as far as its plan shows before an event happens.
    pub(super) fn check_notifications(
        &self,
        caller: &Caller,
        accepted: &Accepted,
        subscribed: &Subscribed,
    ) -> Result<(), Refusal> {
        for resource in live::named(&self.catalogue, accepted, subscribed) {
            if let Some(notification) = self.prepare_notification(caller, accepted, resource)? {
                self.within_limits(&notification.prepared, &accepted.variables.slots)?;
            }
        }
        Ok(())
    }

    /// Explains what is read at each event, for each type that the subscription names.
    pub(super) fn explain_live(&self, caller: &Caller, accepted: &Accepted) -> Result<Explained, Refusal> {
        let subscribed = plan::subscribed(&self.catalogue, &self.model, caller, accepted)?;
        let (slots, mut out) = (&accepted.variables.slots, Explained { cost: 0, statements: 0, text: Vec::new() });
        for resource in live::named(&self.catalogue, accepted, &subscribed) {
            let Some(notification) = self.prepare_notification(caller, accepted, resource)? else { continue };
            self.within_limits(&notification.prepared, slots)?;
            out.cost = out.cost.max(notification.prepared.plan.cost(slots));
            out.statements = out.statements.max(notification.prepared.plan.statements());
            out.text.extend(explained(&notification.prepared));
        }
        Ok(out)
    }

    fn within_limits(&self, prepared: &Prepared, slots: &[Value]) -> Result<(), Refusal> {
        bounds(prepared, slots)?;
        self.affordable(prepared.plan.cost(slots), prepared.plan.statements())
    }

    fn prepare_notification(
        &self,
        caller: &Caller,
        accepted: &Accepted,
        resource: usize,
    ) -> Result<Option<Arc<PreparedNotification>>, Refusal> {
        let key = (accepted.key(caller), resource);
        if let Some(found) = self.notifications.get(&key) {
            return Ok(Some(found));
        }
        let notification = plan::notification(&self.catalogue, &self.model, caller, accepted, resource)?;
        Ok(notification.map(|notification| {
            let prepared = Prepared::new(notification.plan, &self.catalogue, self.database.dialect());
            let prepared = Arc::new(PreparedNotification { prepared, names: notification.names });
            self.notifications.insert(key, Arc::clone(&prepared));
            prepared
        }))
    }
}
