//! One event for one subscriber: whether it concerns the subscription, and what of it the subscriber may see.

use chrono::SecondsFormat;
use serde_json::{Value as Json, json};

use super::{Event, Listening};
use crate::caller::Caller;
use crate::declare::{About, Catalogue, ChangeAction};
use crate::execute::{Prepared, Run, passes};
use crate::plan::{Notifiable, Subscribed, reference};
use crate::request::Accepted;
use crate::value::Value;

/// How subscribers are notified of changes of one type, ready to run.
#[derive(Debug)]
pub(crate) struct PreparedNotification {
    pub(crate) prepared: Prepared,
    pub(crate) names: Vec<(String, &'static str, Notifiable)>,
}

/// Whether the arguments of a subscription match an event.
pub(crate) fn concerns(catalogue: &Catalogue, listening: &Listening, event: &Event) -> bool {
    let slots = &listening.accepted.variables.slots;
    let Subscribed { live, types, ids } = &listening.subscribed;
    let name = catalogue.resources[event.resource].name;
    let among = |list: &Option<crate::request::Bind>, text: &str| match list.as_ref().map(|bind| bind.value(slots)) {
        Some(Value::List(items)) => items.iter().any(|item| item.as_text() == Some(text)),
        _ => true,
    };
    match &catalogue.live[*live].about {
        About::Rows { target, .. } => *target == name && event.action != ChangeAction::Removed,
        About::Changes => among(types, name) && among(ids, &crate::id::encode(name, event.key)),
    }
}

/// Whether the caller could see the row before the event, and it was removed or changed its owner.
pub(crate) fn is_gone_from(catalogue: &Catalogue, caller: &Caller, event: &Event) -> bool {
    let gone = match event.action {
        ChangeAction::Removed => true,
        ChangeAction::Updated => event.before != event.after,
        ChangeAction::Created => false,
    };
    gone && reference::could_see(caller, &catalogue.resources[event.resource], event.before)
}

pub(crate) fn facts(catalogue: &Catalogue, event: &Event, action: ChangeAction, changed: &[&str]) -> Json {
    let name = catalogue.resources[event.resource].name;
    json!({
        "action": action.name(),
        "type": name,
        "id": crate::id::encode(name, event.key),
        "at": event.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        "changedFields": changed,
    })
}

/// The types that a subscription names: the field's own, or those of its argument.
pub(crate) fn named(catalogue: &Catalogue, accepted: &Accepted, subscribed: &Subscribed) -> Vec<usize> {
    match &catalogue.live[subscribed.live].about {
        About::Rows { target, .. } => catalogue.index_of(target).into_iter().collect(),
        About::Changes => match subscribed.types.as_ref().map(|bind| bind.value(&accepted.variables.slots)) {
            Some(Value::List(names)) => names.iter().filter_map(|name| catalogue.index_of(name.as_text()?)).collect(),
            _ => Vec::new(),
        },
    }
}

/// The names of the changed fields that the caller may read on this row.
pub(crate) fn changed(notification: &PreparedNotification, run: &Run, event: &Event) -> Vec<&'static str> {
    let Some(Ok(found)) = run.done[0].get() else { return Vec::new() };
    let open = |notifiable: &Notifiable| {
        let set = |cell| matches!(found.rows.value(0, cell, crate::value::Storage::Bool), Value::Bool(true));
        notifiable.checks.iter().all(|check| passes(check, run.caller, &found.rows, 0))
            && notifiable
                .withheld
                .iter()
                .all(|(cell, unless)| !set(*cell) || passes(unless, run.caller, &found.rows, 0))
    };
    let shown = |name: &String| {
        let mut known = notification.names.iter().filter(|(known, ..)| known == name);
        known.find(|(.., notifiable)| open(notifiable)).map(|(_, shown_as, _)| *shown_as)
    };
    let mut names: Vec<&'static str> = Vec::new();
    for name in event.changed.iter().filter_map(shown) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
