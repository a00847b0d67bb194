//! `Query.search`: its field, the union that it returns, and the enum of the types that it searches.

use super::arguments;
use super::build::{needs, needs_sentence, plain};
use super::model::{Body, EnumValue, FieldDef, Model, Target, Ty, TypeDef};
use crate::declare::{Catalogue, Resource};

const RESULT: &str = "SearchResult";
const TYPE: &str = "SearchType";

/// The value of `SearchType` that stands for a type: `StaffMember` is `STAFF_MEMBER`.
pub(crate) fn search_type(resource: &Resource) -> String {
    let mut value = String::new();
    for letter in resource.name.chars() {
        if letter.is_ascii_uppercase() && !value.is_empty() {
            value.push('_');
        }
        value.push(letter.to_ascii_uppercase());
    }
    value
}

fn searched(catalogue: &Catalogue) -> impl Iterator<Item = &Resource> {
    catalogue.resources.iter().filter(|resource| resource.search.is_some())
}

/// The field, where there is a type to search.
pub(super) fn root(catalogue: &Catalogue) -> Option<FieldDef> {
    searched(catalogue).next()?;
    let text =
        arguments::plain("text", "Words, each the beginning of a word of the name.", Ty::named("String").required());
    let first = arguments::with_default("first", "How many at most, up to 50.", Ty::named("Int").required(), 20);
    let types = arguments::plain(
        "types",
        "Only these types. An empty list finds nothing; without the argument every type that the caller may see is searched.",
        Ty::named(TYPE).required().list(),
    );
    Some(plain(
        "search",
        "Rows whose name contains these words, ignoring case and accents, over all types that the caller may see. Ordered \
         by name. The same rows are returned in the same order whatever is selected of them: a row of a type that the selection \
         does not name is returned as well, and counts towards `first`.",
        Ty::named(RESULT).required().list(),
        Target::Search,
        vec![text, first, types],
    ))
}

/// The union and the enum.
pub(super) fn add(model: &mut Model, catalogue: &Catalogue) {
    let members: Vec<String> = searched(catalogue).map(|resource| resource.name.to_owned()).collect();
    if members.is_empty() {
        return;
    }
    model.add(TypeDef {
        name: RESULT.to_owned(),
        description: "What `search` can find.".to_owned(),
        body: Body::Union(members),
        needs: Vec::new(),
    });
    let value = |resource: &Resource| EnumValue {
        name: search_type(resource),
        description: needs_sentence(catalogue, resource.description, &needs(&resource.row)),
        deprecated: None,
    };
    model.add(TypeDef {
        name: TYPE.to_owned(),
        description: "A type that `search` looks through.".to_owned(),
        body: Body::Enum(searched(catalogue).map(value).collect()),
        needs: Vec::new(),
    });
}
