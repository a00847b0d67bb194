//! `Subscription`: a field for each live field, and the type that notifies of changes of any type.

use super::arguments;
use super::build::{enumeration, needs, needs_sentence, plain};
use super::model::{Body, FieldDef, Model, Target, Ty, TypeDef};
use crate::declare::{About, Catalogue, ChangeAction, Live};

/// The name of the root type of subscriptions.
pub const SUBSCRIPTION: &str = "Subscription";
/// The type that notifies of changes of any type.
pub const RECORD_CHANGE: &str = "RecordChange";

pub(super) fn add(model: &mut Model, catalogue: &Catalogue) {
    if catalogue.live.is_empty() {
        return;
    }
    let fields = catalogue.live.iter().enumerate().map(|(number, live)| field(catalogue, live, number)).collect();
    model.add(TypeDef {
        name: SUBSCRIPTION.to_owned(),
        description:
            "Notifications of committed changes. Each one reads the row again with the subscriber's rights of that \
                      moment; rows that the subscriber may not see are not sent."
                .to_owned(),
        body: Body::Object { fields, implements: Vec::new() },
        needs: Vec::new(),
    });
    if catalogue.live.iter().any(|live| matches!(live.about, About::Changes)) {
        model.add(enumeration(crate::declare::enumeration::<ChangeAction>()));
        model.add(record_change());
    }
}

fn field(catalogue: &Catalogue, live: &Live, number: usize) -> FieldDef {
    match &live.about {
        About::Rows { target, filters } => {
            let resource = catalogue
                .resource(target)
                .unwrap_or_else(|| panic!("{} is about {target}, which is not a declared type", live.name));
            let required = needs(&resource.row);
            let arguments =
                filters.iter().map(|filter| arguments::plain(filter.link, filter.description, Ty::named("ID")));
            FieldDef {
                description: needs_sentence(catalogue, live.description, &required),
                needs: required,
                ..plain(live.name, "", Ty::named(*target), Target::Live(number), arguments.collect())
            }
        }
        About::Changes => {
            let types = arguments::plain(
                "types",
                "Only rows of these types, such as `[\"Assessment\"]`; without it, every type that the caller may see.",
                Ty::named("String").required().list(),
            );
            let ids = arguments::plain("ids", "Only the rows of these global ids.", Ty::named("ID").required().list());
            let ty = Ty::named(RECORD_CHANGE);
            plain(live.name, live.description, ty, Target::Live(number), vec![types, ids])
        }
    }
}

fn record_change() -> TypeDef {
    let fact = |name: &'static str, ty: Ty, description: &str| {
        plain(name, description, ty, Target::ChangeFact(name), Vec::new())
    };
    let fields = vec![
        fact("action", Ty::named("ChangeAction").required(), "What happened to the row."),
        fact("type", Ty::named("String").required(), "The type of the row, such as `Assessment`."),
        fact("id", Ty::named("ID").required(), "The global id of the row, also when the row is gone."),
        fact("at", Ty::named("DateTime").required(), "When it was changed."),
        fact(
            "changedFields",
            Ty::named("String").required().list().required(),
            "The names of the changed fields that the caller may read; empty when the row is gone.",
        ),
        plain("node", "The row as it is now; null when it is gone.", Ty::named("Node"), Target::ChangeNode, Vec::new()),
    ];
    TypeDef {
        name: RECORD_CHANGE.to_owned(),
        description: "A row that was created, updated or removed.".to_owned(),
        body: Body::Object { fields, implements: Vec::new() },
        needs: Vec::new(),
    }
}
