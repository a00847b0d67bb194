//! The parts of a row that ask a right of their own: a change of one alone is seen by those who may read it.
//!
//! A column is of a part where every field and link that reads it asks other permissions than the row does, or may be
//! withheld. All other columns are open: who sees the row sees that they changed. Changes of other rows that count as
//! changes of this one (`follow.rs`) are parts as well.

use super::follow::{Edge, edges};
use super::{Access, Arity, Catalogue, Column, Comparable, Field, Path, Resource, Source};

/// A part of the rows of a type.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its name in the database: a field, or a link of another type.
    pub name: String,
    /// The field or link of this type that shows it.
    pub shown_as: &'static str,
    /// The columns; none where other rows make the part.
    pub columns: Vec<Column>,
    /// Who sees it: all of them must let the caller through.
    pub accesses: Vec<Access>,
    /// Where it is withheld, and who sees it all the same.
    pub withheld: Option<(Vec<Path>, Access)>,
}

/// The parts that are columns of the rows themselves.
pub(crate) fn own(resource: &Resource) -> Vec<Part> {
    let (closed, open): (Vec<Part>, Vec<Part>) = readers(resource).into_iter().partition(|part| asks(resource, part));
    let mut parts: Vec<Part> = Vec::new();
    for mut part in closed {
        let known = |column: &Column| {
            open.iter().any(|other| other.columns.contains(column))
                || parts.iter().any(|other| other.columns.contains(column) && alike(other, &part))
        };
        let columns = part.columns.iter().copied().filter(|column| !known(column)).collect();
        part.columns = columns;
        if !part.columns.is_empty() {
            parts.push(part);
        }
    }
    parts
}

/// All parts: the row's own, and those that other rows make.
pub(crate) fn all(catalogue: &Catalogue, resource: usize) -> Vec<Part> {
    let edges = edges(catalogue);
    within(catalogue, &edges, resource, edges.len())
}

/// `depth` bounds the way: `verify/follow.rs` refuses circles.
fn within(catalogue: &Catalogue, edges: &[Edge], resource: usize, depth: usize) -> Vec<Part> {
    let mut parts = own(&catalogue.resources[resource]);
    if depth == 0 {
        return parts;
    }
    for edge in edges.iter().filter(|edge| edge.to == resource) {
        let base = Part {
            name: edge.name(),
            shown_as: edge.shown_as,
            columns: Vec::new(),
            accesses: vec![edge.access.clone()],
            withheld: None,
        };
        let inner = within(catalogue, edges, edge.from, depth - 1);
        parts.extend(inner.into_iter().map(|part| carried(catalogue, edge, &base, part)));
        parts.push(base);
    }
    parts
}

/// A part of the changed row, as a part of the row that counts as changed.
fn carried(catalogue: &Catalogue, edge: &Edge, base: &Part, part: Part) -> Part {
    let hop = |path: &Path| edge.carried(catalogue, path);
    let own = &catalogue.resources[edge.from].owner;
    let access = |access: &Access| access.carried(own, (!edge.held_there).then_some(edge.access), &hop);
    let mut accesses = base.accesses.clone();
    accesses.extend(part.accesses.iter().map(access));
    Part {
        name: format!("{}:{}", base.name, part.name),
        shown_as: base.shown_as,
        columns: Vec::new(),
        accesses,
        withheld: part.withheld.map(|(paths, unless)| (paths.iter().map(hop).collect(), access(&unless))),
    }
}

/// The fields and links of a type as parts, those that show a column as it is first.
fn readers(resource: &Resource) -> Vec<Part> {
    let engine = [Some(resource.id), resource.tenant, resource.version, resource.updated_at];
    let kept = |columns: Vec<Column>| columns.into_iter().filter(|column| !engine.contains(&Some(*column))).collect();
    let of_field = |field: &Field| {
        let (mut columns, mut accesses) = (Vec::new(), Vec::new());
        read(field, &mut columns, &mut accesses);
        let withheld = field.withheld.clone();
        Part { name: field.name.to_owned(), shown_as: field.name, columns: kept(columns), accesses, withheld }
    };
    let direct = |field: &&Field| matches!(field.source, Source::Column(..) | Source::Object { .. });
    let links = resource.links.iter().filter_map(|link| match link.arity {
        Arity::One(key) => Some(Part {
            name: link.name.to_owned(),
            shown_as: link.name,
            columns: kept(vec![key]),
            accesses: vec![link.access.clone()],
            withheld: None,
        }),
        _ => None,
    });
    let fields = || resource.fields.iter();
    fields().filter(direct).map(of_field).chain(links).chain(fields().filter(|f| !direct(f)).map(of_field)).collect()
}

fn read(field: &Field, columns: &mut Vec<Column>, accesses: &mut Vec<Access>) {
    accesses.push(field.access.clone());
    let compared = field.order.iter().chain(field.filter.iter().map(|filter| &filter.on));
    columns.extend(compared.flat_map(Comparable::own_columns));
    columns.extend(field.filter.iter().filter_map(|filter| filter.folded));
    match &field.source {
        Source::Column(column, _) => columns.push(*column),
        Source::Derived { inputs, .. } => columns.extend(inputs),
        Source::Expression { key, .. } => columns.extend(key.own_columns()),
        Source::Batch(batch) => columns.extend(&batch.inputs),
        Source::Object { fields, .. } => fields.iter().for_each(|part| read(part, columns, accesses)),
    }
}

/// Whether a part asks more than its row does.
fn asks(resource: &Resource, part: &Part) -> bool {
    let row = resource.row.printed().permissions();
    let more = |access: &Access| {
        let printed = access.printed();
        let asked = printed.permissions();
        let same = asked.iter().all(|one| row.contains(one)) && row.iter().all(|one| asked.contains(one));
        !printed.open && !same
    };
    part.withheld.is_some() || part.accesses.iter().any(more)
}

fn alike(one: &Part, other: &Part) -> bool {
    let same = |(a, b): (&Access, &Access)| a.printed() == b.printed();
    let asked = |part: &Part| part.accesses.iter().filter(|access| !access.printed().open).cloned().collect::<Vec<_>>();
    let (a, b) = (asked(one), asked(other));
    one.withheld.is_none() && other.withheld.is_none() && a.len() == b.len() && a.iter().zip(&b).all(same)
}
