//! Connections, their edges, and `PageInfo`, as Relay's connection specification defines them.

use super::build::{needs, plain};
use super::model::{Body, Model, Target, Ty, TypeDef};
use crate::declare::Catalogue;

pub(super) fn add(model: &mut Model, catalogue: &Catalogue, index: usize) {
    let resource = &catalogue.resources[index];
    let name = resource.name;
    let edge = format!("{name}Edge");
    let required = needs(&resource.row);
    let object = |name: String, description: String, fields| TypeDef {
        name,
        description,
        body: Body::Object { fields, implements: Vec::new() },
        needs: required.clone(),
    };
    model.add(object(
        format!("{name}Connection"),
        format!("A page of {name} rows."),
        vec![
            plain(
                "edges",
                "The rows with their cursors.",
                Ty::named(&edge).required().list().required(),
                Target::Edges,
                Vec::new(),
            ),
            plain("nodes", "The rows alone.", Ty::named(name).required().list().required(), Target::Nodes, Vec::new()),
            plain(
                "pageInfo",
                "The place of this page in the list.",
                Ty::named("PageInfo").required(),
                Target::PageInfo,
                Vec::new(),
            ),
            plain(
                "totalCount",
                "How many rows there are on all pages together. Costs a statement, so it is counted \
             only when asked for.",
                Ty::named("Int"),
                Target::TotalCount,
                Vec::new(),
            ),
        ]
        .into_iter()
        .chain(resource.updated_at.map(|_| next_mark()))
        .collect(),
    ));
    model.add(object(
        edge,
        format!("A {name} and its place on the page."),
        vec![
            plain("node", "The row.", Ty::named(name).required(), Target::EdgeNode, Vec::new()),
            plain(
                "cursor",
                "Its place, for `after` and `before`.",
                Ty::named("String").required(),
                Target::EdgeCursor,
                Vec::new(),
            ),
        ],
    ));
}

fn next_mark() -> super::model::FieldDef {
    plain(
        "nextMark",
        "The mark to continue from: give it as `changedAfter` to read what changed since this answer. Of several pages \
         keep the first one's. Costs a statement. It holds for the lists of this type and this trust.",
        Ty::named("String"),
        Target::NextMark,
        Vec::new(),
    )
}

pub(super) fn add_page_info(model: &mut Model) {
    let bool = || Ty::named("Boolean").required();
    let text = || Ty::named("String");
    model.add(TypeDef {
        name: "PageInfo".to_owned(),
        description: "The place of a page in the whole list.".to_owned(),
        body: Body::Object {
            fields: vec![
                plain("hasNextPage", "Whether rows follow this page.", bool(), Target::HasNextPage, Vec::new()),
                plain(
                    "hasPreviousPage",
                    "Whether rows come before this page.",
                    bool(),
                    Target::HasPreviousPage,
                    Vec::new(),
                ),
                plain(
                    "startCursor",
                    "The cursor of the first row; null on an empty page.",
                    text(),
                    Target::StartCursor,
                    Vec::new(),
                ),
                plain(
                    "endCursor",
                    "The cursor of the last row; null on an empty page.",
                    text(),
                    Target::EndCursor,
                    Vec::new(),
                ),
            ],
            implements: Vec::new(),
        },
        needs: Vec::new(),
    });
}
