//! What one subscriber is told of one event: planned, read and written with the subscriber's rights of now.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use chrono::SecondsFormat;
use serde_json::{Value as Json, json};

use super::{ChangeAction, Event, Listening};
use crate::caller::Caller;
use crate::declare::About;
use crate::engine::{Engine, Explained, bounds, explained};
use crate::error::Refusal;
use crate::execute::{Cursors, Prepared, Run, Source};
use crate::output::{self, Extras, passes};
use crate::plan::{self, Subscribed, Tellable, reference};
use crate::request::Accepted;
use crate::value::Value;

/// What is told of changes of one type, ready to run; nothing where nothing is.
#[derive(Debug)]
pub(crate) struct PreparedTelling {
    pub(crate) prepared: Prepared,
    names: Vec<(&'static str, Tellable)>,
}

impl Engine {
    /// What a subscriber is told of an event: a response, or nothing where it is not told of it.
    ///
    /// # Errors
    /// When the row could not be read, or the answer would be larger than is allowed: the subscription must end, for
    /// an event must not be left out in silence.
    pub async fn tell(
        &self,
        caller: &Caller,
        listening: &Listening,
        event: &Event,
        deadline: tokio::time::Instant,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let about_rows = matches!(self.catalogue.live[listening.subscribed.live].about, About::Rows { .. });
        if event.tenant != caller.tenant || !self.concerns(listening, event) {
            return Ok(None);
        }
        let Some(telling) = self.prepare_telling(caller, &listening.accepted, event.resource)? else { return Ok(None) };
        let (prepared, given) = (&telling.prepared, &listening.accepted.variables.slots);
        self.within_limits(prepared, given)?;
        let cursors = Cursors::open(prepared, &self.seal, caller, given)?;
        let slots: Vec<Value> = given.iter().cloned().chain([Value::Uuid(event.key)]).collect();
        let told: Json;
        let mut run = Run {
            catalogue: &self.catalogue,
            caller,
            slots: &slots,
            prepared,
            cursors: &cursors,
            database: Source::Pool(&self.database),
            told: &Json::Null,
            deadline: Some(deadline.into_std()),
            statements: AtomicUsize::new(0),
            counted: prepared.plan.counts.iter().map(|_| std::sync::OnceLock::new()).collect(),
            done: prepared.plan.reads.iter().map(|_| std::sync::OnceLock::new()).collect(),
        };
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
            if !here {
                return Ok(None);
            }
        } else {
            let changed = if here { changed(&telling, &run, event) } else { Vec::new() };
            let action = match event.action {
                ChangeAction::Updated if here && changed.is_empty() => return Ok(None),
                action if here => action,
                _ if self.is_gone_from(caller, event) => ChangeAction::Removed,
                _ => return Ok(None),
            };
            told = self.facts(event, action, &changed);
            run.told = &told;
        }
        let written = output::json(&run, &self.seal, &Extras::default());
        self.trace(caller, listening.accepted.name(), listening.purpose.as_deref(), written.told).await?;
        Ok(Some(written.body))
    }

    /// Whether a subscription asks for events like this one.
    fn concerns(&self, listening: &Listening, event: &Event) -> bool {
        let slots = &listening.accepted.variables.slots;
        let Subscribed { live, types, ids } = &listening.subscribed;
        let name = self.catalogue.resources[event.resource].name;
        let among = |list: &Option<crate::request::Bind>, text: &str| match list.as_ref().map(|bind| bind.value(slots))
        {
            Some(Value::List(items)) => items.iter().any(|item| item.as_text() == Some(text)),
            _ => true,
        };
        match &self.catalogue.live[*live].about {
            About::Rows { target, .. } => *target == name && event.action != ChangeAction::Removed,
            About::Changes => among(types, name) && among(ids, &crate::id::encode(name, event.key)),
        }
    }

    /// Whether the caller saw the row before the event, and it is gone: removed, or moved to where it is not seen.
    fn is_gone_from(&self, caller: &Caller, event: &Event) -> bool {
        let gone = match event.action {
            ChangeAction::Removed => true,
            ChangeAction::Updated => event.before != event.after,
            ChangeAction::Created => false,
        };
        gone && reference::could_see(caller, &self.catalogue.resources[event.resource], event.before)
    }

    fn facts(&self, event: &Event, action: ChangeAction, changed: &[&str]) -> Json {
        let name = self.catalogue.resources[event.resource].name;
        json!({
            "action": action.name(),
            "type": name,
            "id": crate::id::encode(name, event.key),
            "at": event.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            "changedFields": changed,
        })
    }

    /// Refuses a subscription whose answers would be refused, as far as is known before anything happens.
    pub(super) fn check_telling(
        &self,
        caller: &Caller,
        accepted: &Accepted,
        subscribed: &Subscribed,
    ) -> Result<(), Refusal> {
        for resource in self.named(accepted, subscribed) {
            if let Some(telling) = self.prepare_telling(caller, accepted, resource)? {
                self.within_limits(&telling.prepared, &accepted.variables.slots)?;
            }
        }
        Ok(())
    }

    /// What is done at each event; of a field about all types, for those that it names.
    pub(crate) fn explain_live(&self, caller: &Caller, accepted: &Accepted) -> Result<Explained, Refusal> {
        let subscribed = plan::subscribed(&self.catalogue, &self.model, caller, accepted)?;
        let (slots, mut out) = (&accepted.variables.slots, Explained { cost: 0, statements: 0, text: Vec::new() });
        for resource in self.named(accepted, &subscribed) {
            let Some(telling) = self.prepare_telling(caller, accepted, resource)? else { continue };
            self.within_limits(&telling.prepared, slots)?;
            out.cost = out.cost.max(telling.prepared.plan.cost(slots));
            out.statements = out.statements.max(telling.prepared.plan.statements());
            out.text.extend(explained(&telling.prepared));
        }
        Ok(out)
    }

    /// The types that a subscription names: the field's own, or those of its argument.
    fn named(&self, accepted: &Accepted, subscribed: &Subscribed) -> Vec<usize> {
        match &self.catalogue.live[subscribed.live].about {
            About::Rows { target, .. } => self.catalogue.index_of(target).into_iter().collect(),
            About::Changes => match subscribed.types.as_ref().map(|bind| bind.value(&accepted.variables.slots)) {
                Some(Value::List(names)) => {
                    names.iter().filter_map(|name| self.catalogue.index_of(name.as_text()?)).collect()
                }
                _ => Vec::new(),
            },
        }
    }

    fn within_limits(&self, prepared: &Prepared, slots: &[Value]) -> Result<(), Refusal> {
        bounds(prepared, slots)?;
        self.affordable(prepared.plan.cost(slots), prepared.plan.statements())
    }

    pub(crate) fn prepare_telling(
        &self,
        caller: &Caller,
        accepted: &Accepted,
        resource: usize,
    ) -> Result<Option<Arc<PreparedTelling>>, Refusal> {
        let plan = (accepted.document.number, accepted.operation, accepted.variables.shape.clone(), caller.signature());
        let key = (plan, resource);
        if let Some(found) = self.tellings.get(&key) {
            return Ok(Some(found));
        }
        let telling = plan::telling(&self.catalogue, &self.model, caller, accepted, resource)?;
        Ok(telling.map(|telling| {
            let prepared = Prepared::new(telling.plan, &self.catalogue, self.database.dialect());
            let prepared = Arc::new(PreparedTelling { prepared, names: telling.names });
            self.tellings.insert(key, Arc::clone(&prepared));
            prepared
        }))
    }
}

/// The names of what changed that the caller may read on this row.
fn changed<'e>(telling: &PreparedTelling, run: &Run, event: &'e Event) -> Vec<&'e str> {
    let Some(Ok(found)) = run.done[0].get() else { return Vec::new() };
    let open = |tellable: &Tellable| {
        let set = |cell| matches!(found.rows.value(0, cell, crate::value::Storage::Bool), Value::Bool(true));
        tellable.checks.iter().all(|check| passes(check, run.caller, &found.rows, 0))
            && tellable.withheld.iter().all(|(cell, unless)| !set(*cell) || passes(unless, run.caller, &found.rows, 0))
    };
    let known = |name: &str| telling.names.iter().any(|(known, tellable)| *known == name && open(tellable));
    event.changed.iter().map(String::as_str).filter(|name| known(name)).collect()
}
