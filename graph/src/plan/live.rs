//! The fields of `Subscription`: the notification of one change, planned like any read.
//!
//! The changed row is not known when the plan is made: its key is bound in the slot after those of the request. Its
//! type is known: there is a plan for each type that a subscriber is notified of.

use super::collect::{Collected, collect};
use super::computed::{Below, ComputedOut};
use super::condition::{Cond, Operand, Operator};
use super::object::{Check, Denial, Keyed, Object, Out, Reason, given};
use super::reference::{self, Name, Scope};
use super::{Context, Plan, link, object};
use crate::declare::{About, Arity, Field, LiveFilter, Resource, Source, part};
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::{FieldDef, RECORD_CHANGE, SUBSCRIPTION, Target};

/// What a subscription selects, independent of any event.
#[derive(Debug)]
pub struct Subscribed {
    /// The live field, by number.
    pub live: usize,
    /// Names of the types to notify of; all types where it is not given.
    pub types: Option<Bind>,
    /// Global ids of the rows to notify of; all rows where it is not given.
    pub ids: Option<Bind>,
}

/// The notification of a change of a row of one type.
#[derive(Debug)]
pub struct Notification {
    /// The plan: its first read is the row.
    pub plan: Plan,
    /// What of the type may change: fields, links, and parts that other rows make. Each with the name that an event has
    /// for it, the field that shows it, and the checks for listing that among the changed fields.
    pub names: Vec<(String, &'static str, Notifiable)>,
}

/// The checks for listing a field among the changed fields. All of them must pass.
#[derive(Debug, Default)]
pub struct Notifiable {
    /// The checks of rights.
    pub checks: Vec<Check>,
    /// Cells that withhold the value where they are true, each with the check that overrides it.
    pub withheld: Vec<(usize, Check)>,
}

/// The one field of a subscription; validation has refused documents with more.
fn root<'a>(
    context: &Context<'a>,
    set: &'a async_graphql_parser::types::SelectionSet,
) -> Result<(Collected<'a>, usize), Refusal> {
    let mut fields = collect(context, SUBSCRIPTION, &[set])?;
    match (fields.pop(), fields.is_empty()) {
        (Some(collected), true) => match collected.def.map(|def| &def.target) {
            Some(Target::Live(number)) => Ok((collected, *number)),
            _ => {
                let message = "a subscription selects one field of `Subscription`, and neither `__schema` nor `__type`";
                Err(Refusal::new(Code::ValidationFailed, message))
            }
        },
        _ => Err(Refusal::new(Code::ValidationFailed, "a subscription has exactly one field: split it")),
    }
}

/// Checks that the caller may subscribe, and returns what the subscription selects.
pub(super) fn subscribed<'a>(
    context: &Context<'a>,
    set: &'a async_graphql_parser::types::SelectionSet,
) -> Result<Subscribed, Refusal> {
    let (collected, live) = root(context, set)?;
    let def = collected.def.expect("a live field is defined");
    let field = &context.catalogue.live[live];
    let coordinate = format!("{SUBSCRIPTION}.{}", field.name);
    let list = |name| -> Result<Option<Bind>, Refusal> {
        Ok(match given(context, &collected, def, name)? {
            Some(Arg::Leaves(bind)) => Some(bind),
            _ => None,
        })
    };
    match &field.about {
        About::Rows { target, filters } => {
            let Some(resource) = context.catalogue.resource(target) else { return Err(unknown(target)) };
            link::rows(context, resource, &coordinate).map_err(|denial| forbidden(&denial))?;
            for filter in filters {
                narrowed(context, resource, filter, &collected, def).map_err(|stop| match stop {
                    NotNarrowed::Denied(denial) => forbidden(&denial),
                    NotNarrowed::Refused(refusal) => refusal,
                })?;
            }
            Ok(Subscribed { live, types: None, ids: None })
        }
        About::Changes => {
            let types = list("types")?;
            if let Some(crate::value::Value::List(names)) =
                types.as_ref().map(|bind| bind.value(&context.variables.slots))
            {
                for name in names.iter().filter_map(crate::value::Value::as_text) {
                    let Some(resource) = context.catalogue.resource(name) else { return Err(unknown(name)) };
                    link::rows(context, resource, &coordinate).map_err(|denial| forbidden(&denial))?;
                }
            }
            Ok(Subscribed { live, types, ids: list("ids")? })
        }
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::new(Code::BadUserInput, format!("`types` names `{name}`: there is no such type with rows"))
}

fn forbidden(denial: &Denial) -> Refusal {
    let why = match denial.reason {
        Reason::NoGrant => "none of your grants gives it",
        Reason::OutOfReach => "your grants lead to no such row with it",
    };
    Refusal::new(Code::Forbidden, format!("{} needs {}, and {why}", denial.coordinate, denial.permission))
}

/// Plans the notification of a change of a type; `None` where the caller may see no such row.
pub(super) fn notification<'a>(
    context: &mut Context<'a>,
    set: &'a async_graphql_parser::types::SelectionSet,
    number: usize,
) -> Result<Option<Notification>, Refusal> {
    let catalogue = context.catalogue;
    let (collected, live) = root(context, set)?;
    let def = collected.def.expect("a live field is defined");
    let (field, resource) = (&catalogue.live[live], &catalogue.resources[number]);
    let Ok(cond) = link::rows(context, resource, &format!("{SUBSCRIPTION}.{}", field.name)) else { return Ok(None) };
    let key = Operand::Plain(Bind::Slot(context.variables.slots.len()));
    let mut cond = cond.and(Cond::Compare(resource.id.into(), Operator::Eq, key));
    if let About::Rows { filters, .. } = &field.about {
        for filter in filters {
            match narrowed(context, resource, filter, &collected, def) {
                Ok(narrower) => cond = cond.and(narrower),
                Err(NotNarrowed::Denied(_)) => return Ok(None),
                Err(NotNarrowed::Refused(refusal)) => return Err(refusal),
            }
        }
    }
    let mut read = link::blank(context, number, cond);
    read.single = true;
    read.path = vec![collected.key.to_owned()];
    context.reads.push(read);
    context.path.push(collected.key.to_owned());
    let out = match field.about {
        About::Rows { .. } => {
            let object = object::plan(context, 0, &collected.below)?;
            Out::One { read: 0, object, check: Check::Always }
        }
        About::Changes => change(context, &collected)?,
    };
    let names = names(context, resource, number);
    context.path.pop();
    let root = Object {
        type_name: SUBSCRIPTION.to_owned(),
        fields: vec![Keyed::new(collected.key, out)],
        ..Object::default()
    };
    let plan = Plan {
        reads: std::mem::take(&mut context.reads),
        counts: std::mem::take(&mut context.counts),
        root,
        bounds: std::mem::take(&mut context.bounds),
        mark: context.mark,
    };
    Ok(Some(Notification { plan, names }))
}

enum NotNarrowed {
    Denied(Denial),
    Refused(Refusal),
}

/// The condition of an argument: that the link leads to that row. The caller needs the same rights as for a filter.
fn narrowed(
    context: &Context,
    resource: &Resource,
    filter: &LiveFilter,
    collected: &Collected,
    def: &FieldDef,
) -> Result<Cond, NotNarrowed> {
    let Some(Arg::Leaf(bind)) = given(context, collected, def, filter.link).map_err(NotNarrowed::Refused)? else {
        return Ok(Cond::True);
    };
    let Some(link) = resource.links.iter().find(|link| link.name == filter.link) else { return Ok(Cond::False) };
    let Arity::One(column) = link.arity else { return Ok(Cond::False) };
    let compare = Cond::Compare(column.into(), Operator::Eq, Operand::Key(bind, link.target));
    match reference::compare(context, resource, Name::Key(link), &format!("{}.{}", resource.name, link.name)) {
        Scope::All => Ok(compare),
        Scope::Where(scope) => Ok(scope.and(compare)),
        Scope::Nothing(denial) | Scope::Denied(denial) => Err(NotNarrowed::Denied(denial)),
    }
}

/// Plans a `RecordChange`: the facts of the change are filled in when it happens; the row itself is read.
fn change<'a>(context: &mut Context<'a>, collected: &Collected<'a>) -> Result<Out, Refusal> {
    let mut parts = Vec::new();
    for inner in collect(context, RECORD_CHANGE, &collected.below)? {
        context.path.push(inner.key.to_owned());
        let out = match inner.def.map(|def| &def.target) {
            None => Out::TypeName(RECORD_CHANGE.to_owned()),
            Some(Target::ChangeFact(name)) => Out::Computed(ComputedOut {
                name: (*name).to_owned(),
                function: None,
                arguments: Vec::new(),
                below: Below::Leaf,
                check: Check::Always,
            }),
            Some(_) => Out::One { read: 0, object: object::plan(context, 0, &inner.below)?, check: Check::Always },
        };
        context.path.pop();
        parts.push(Keyed::new(inner.key, out));
    }
    let object = Object { type_name: RECORD_CHANGE.to_owned(), fields: parts, ..Object::default() };
    Ok(Out::Object { object, check: Check::Always, withheld: None })
}

/// For each field and link of the row, and each part that other rows make, the checks for listing it as changed: those for
/// reading it.
fn names(context: &mut Context, resource: &Resource, number: usize) -> Vec<(String, &'static str, Notifiable)> {
    let mut names = Vec::new();
    for field in &resource.fields {
        let mut notifiable = Notifiable::default();
        add_field(context, resource, field, &mut notifiable);
        names.push((field.name.to_owned(), field.name, notifiable));
    }
    for link in resource.links.iter().filter(|link| matches!(link.arity, Arity::One(_))) {
        let Some(target) = context.catalogue.resource(link.target) else { continue };
        let coordinate = format!("{}.{}", resource.name, link.name);
        let mut checks = vec![reference::select(context, 0, resource, Name::Key(link), &coordinate)];
        if let (Err(denial), false) = (link::rows(context, target, &coordinate), reference::is_open(target)) {
            checks.push(Check::Never(denial));
        }
        names.push((link.name.to_owned(), link.name, Notifiable { checks, withheld: Vec::new() }));
    }
    for part in part::all(context.catalogue, number).into_iter().filter(|part| part.columns.is_empty()) {
        let coordinate = format!("{}.{}", resource.name, part.shown_as);
        let (checks, withheld) = reference::notifiable(context, 0, resource, &part, &coordinate);
        names.push((part.name, part.shown_as, Notifiable { checks, withheld: withheld.into_iter().collect() }));
    }
    names
}

/// Adds the checks of a field. A change names a value object as a whole, so it is listed only for callers who may read
/// all of its parts.
fn add_field(context: &mut Context, resource: &Resource, field: &Field, notifiable: &mut Notifiable) {
    let coordinate = format!("{}.{}", resource.name, field.name);
    notifiable.checks.push(reference::select(context, 0, resource, Name::Field(field), &coordinate));
    notifiable.withheld.extend(reference::withheld(context, 0, resource, field, &coordinate));
    if let Source::Object { fields, .. } = &field.source {
        fields.iter().for_each(|part| add_field(context, resource, part, notifiable));
    }
}
