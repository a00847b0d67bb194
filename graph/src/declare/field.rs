//! A field: name, source, access and description, then its optional parts.

use std::sync::Arc;

use async_graphql::OutputType;
use futures::FutureExt;
use sea_orm::ColumnTrait;
use serde::Serialize;

use super::source::{Batch, DeriveContext, LoadFuture, LoadObjects, ObjectsFuture, Source, Yields};
use super::{Access, Asked, Column, Comparable, Compartment, Output, Path, Reader, enumeration};
use crate::value::text::TextClass;
use crate::value::{Kind, Storage, Value};

/// A field of a type.
#[derive(Debug)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// Where the value comes from.
    pub source: Source,
    /// Who may read it.
    pub access: Access,
    /// What it is.
    pub description: &'static str,
    /// Which filter it has, if any.
    pub filter: Option<FilterOn>,
    /// What lists are ordered by, if anything.
    pub order: Option<Comparable>,
    /// `(paths, unless)`: the value is null without an error on rows that a path reaches, except for callers who hold
    /// `unless`.
    pub withheld: Option<(Vec<Path>, Access)>,
    /// Why it should no longer be used, what to use instead, and the date before which it is not removed.
    pub deprecated: Option<&'static str>,
    /// The special class of its column, if it has one.
    pub special: Option<Compartment>,
    /// The class of its text, where it shows a text column.
    pub text: Option<TextClass>,
}

/// What a filter compares with.
#[derive(Clone, Debug)]
pub struct FilterOn {
    /// What exact comparisons look at.
    pub on: Comparable,
    /// The folded column that `contains` and `startsWith` look in.
    pub folded: Option<Column>,
}

pub(super) fn field(name: &'static str, source: Source, access: Access, description: &'static str) -> Field {
    let (filter, order, withheld, deprecated, special, text) = (None, None, None, None, None, None);
    Field { name, source, access, description, filter, order, withheld, deprecated, special, text }
}

/// A column that is no text, whose GraphQL type follows from its definition. A field without an access does not compile:
///
/// ```compile_fail,E0061
/// use graph::declare::column;
/// use sea_orm::entity::prelude::*;
///
/// #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
/// #[sea_orm(table_name = "thing")]
/// pub struct Model {
///     #[sea_orm(primary_key)]
///     pub id: Uuid,
///     pub size: i32,
/// }
/// #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// pub enum Relation {}
/// impl ActiveModelBehavior for ActiveModel {}
///
/// column("size", Column::Size, "How large it is.");
/// ```
///
/// # Panics
/// On a key column: keys are links or `id`, never plain fields. On a text column, which says its class: [`text`].
pub fn column(
    name: &'static str,
    column: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    let column = Column::of(column);
    let kind = match column.storage {
        Storage::Text => panic!("{name} reads the text column {}: declare it with `text` and its class", column.name),
        Storage::Int => Kind::Int,
        Storage::Bool => Kind::Bool,
        Storage::Float => Kind::Float,
        Storage::Date => Kind::Date,
        Storage::Time => Kind::Time,
        Storage::Uuid => panic!("{name} reads the key column {}: declare a link instead", column.name),
    };
    field(name, Source::Column(column, kind), access.into(), description)
}

/// A text column with its class, which says how its texts are cleaned on the way in and how they compare. A text without
/// a class does not compile.
///
/// # Panics
/// On a column of another type: a mistake in a declaration, found at start-up.
pub fn text(
    name: &'static str,
    from: impl ColumnTrait,
    class: TextClass,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    let column = Column::of(from);
    assert!(
        column.storage == Storage::Text,
        "{name} reads {}, which is no text: declare it with `column`",
        column.name
    );
    let of_text = field(name, Source::Column(column, Kind::Text), access.into(), description);
    Field { text: Some(class), ..of_text }
}

/// Pence shown as pounds.
pub fn money(
    name: &'static str,
    column: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    field(name, Source::Column(Column::of(column), Kind::Money), access.into(), description)
}

/// A scaled whole number shown as a decimal with `places` places.
pub fn decimal(
    name: &'static str,
    column: impl ColumnTrait,
    places: u8,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    field(name, Source::Column(Column::of(column), Kind::Decimal(places)), access.into(), description)
}

/// A closed code set, stored as the names of its values: `enumerated::<PostStatus>("status", …)`.
pub fn enumerated<T: async_graphql::InputType>(
    name: &'static str,
    column: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    field(name, Source::Column(Column::of(column), Kind::Enum(enumeration::<T>())), access.into(), description)
}

/// A pure function of named columns. It may return null unless declared [`Field::never_null`].
pub fn derived<C: ColumnTrait>(
    name: &'static str,
    inputs: impl IntoIterator<Item = C>,
    kind: Kind,
    access: impl Into<Access>,
    description: &'static str,
    function: fn(&[Value], &DeriveContext) -> Value,
) -> Field {
    let inputs = inputs.into_iter().map(Column::of).collect();
    let source = Source::Derived { inputs, kind, nullable: true, as_of: false, function };
    field(name, source, access.into(), description)
}

/// A value that needs other tables, worked out for all rows of a level in a fixed number of statements.
pub fn batch<C: ColumnTrait, F>(
    name: &'static str,
    inputs: impl IntoIterator<Item = C>,
    kind: Kind,
    access: impl Into<Access>,
    description: &'static str,
    statements: usize,
    load: F,
) -> Field
where
    F: for<'a> Fn(&'a dyn Reader, Vec<Vec<Value>>, DeriveContext) -> LoadFuture<'a> + Send + Sync + 'static,
{
    let inputs = inputs.into_iter().map(Column::of).collect();
    let yields = Yields::Scalar(kind, Arc::new(load));
    let source = Source::Batch(Batch { inputs, yields, as_of: false, arguments: Vec::new(), statements });
    field(name, source, access.into(), description)
}

/// An object with fields and lists of its own, worked out for all rows of a level in a fixed number of statements. Its
/// GraphQL type follows from what the function returns ([`Output`]). The permission is checked on each row; parts of the
/// object are open to whoever may read the object.
pub fn batch_object<T, C, F>(
    name: &'static str,
    inputs: impl IntoIterator<Item = C>,
    access: impl Into<Access>,
    description: &'static str,
    statements: usize,
    load: F,
) -> Field
where
    T: OutputType + Serialize + Send + 'static,
    C: ColumnTrait,
    F: for<'a> Fn(&'a dyn Reader, Vec<Vec<Value>>, Asked) -> ObjectsFuture<'a, T> + Send + Sync + 'static,
{
    let inputs = inputs.into_iter().map(Column::of).collect();
    let output = Output::of::<Option<T>>();
    let load: LoadObjects = Arc::new(move |reader, rows, asked| {
        let made = load(reader, rows, asked);
        async move { Ok(made.await?.iter().map(|object| output.json(object)).collect()) }.boxed()
    });
    let yields = Yields::Object(output, load);
    let source = Source::Batch(Batch { inputs, yields, as_of: false, arguments: Vec::new(), statements });
    field(name, source, access.into(), description)
}

/// A value object over columns of the same row.
pub fn object(
    name: &'static str,
    (type_name, type_description): (&'static str, &'static str),
    access: impl Into<Access>,
    description: &'static str,
    fields: impl IntoIterator<Item = Field>,
) -> Field {
    let source = Source::Object { type_name, type_description, fields: fields.into_iter().collect() };
    field(name, source, access.into(), description)
}

impl Field {
    /// Lists can be filtered by it. Only a column or an expression can.
    ///
    /// # Panics
    /// On a derived value: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn filter(mut self) -> Self {
        self.filter = Some(FilterOn { on: self.comparable("filtered"), folded: None });
        self
    }

    /// Lists can be filtered by it; `contains` and `startsWith` look in a folded column, so case and accents do not
    /// matter.
    #[must_use]
    pub fn filter_folded(mut self, folded: impl ColumnTrait) -> Self {
        self = self.filter();
        if let Some(filter) = &mut self.filter {
            filter.folded = Some(Column::of(folded));
        }
        self
    }

    /// Lists can be ordered by it.
    ///
    /// # Panics
    /// On a derived value: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn order(mut self) -> Self {
        self.order = Some(self.comparable("ordered"));
        self
    }

    fn comparable(&self, used: &str) -> Comparable {
        match &self.source {
            Source::Column(column, _) => Comparable::Column(*column),
            Source::Expression { key, .. } => Comparable::Expression(Arc::clone(key)),
            _ => panic!("{}: only a column or an expression can be {used} by", self.name),
        }
    }

    /// Lists are ordered by another column, such as the folded form of a name.
    #[must_use]
    pub fn order_by(mut self, column: impl ColumnTrait) -> Self {
        self.order = Some(Column::of(column).into());
        self
    }

    /// Takes an `asOf` date.
    #[must_use]
    pub fn as_of(mut self) -> Self {
        match &mut self.source {
            Source::Derived { as_of, .. } | Source::Batch(Batch { as_of, .. }) | Source::Expression { as_of, .. } => {
                *as_of = true;
            }
            Source::Column(..) | Source::Object { .. } => panic!("{}: a column has no `asOf`", self.name),
        }
        self
    }

    /// Takes an argument, that a batch of objects is given: name, type in SDL, description.
    ///
    /// # Panics
    /// On anything else, which would never see it: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn argument(mut self, name: &'static str, ty: &'static str, description: &'static str) -> Self {
        match &mut self.source {
            Source::Batch(Batch { yields: Yields::Object(..), arguments, .. }) => {
                arguments.push((name, ty, description));
            }
            _ => panic!("{}: only a batch of objects takes arguments", self.name),
        }
        self
    }

    /// The function of this derived value never returns null.
    #[must_use]
    pub fn never_null(mut self) -> Self {
        match &mut self.source {
            Source::Derived { nullable, .. } => *nullable = false,
            _ => panic!("{}: only a derived value is declared never null", self.name),
        }
        self
    }

    /// The value is null without an error where the boolean column is true, except for callers who hold the access. An
    /// error would reveal that there is something to hide.
    #[must_use]
    pub fn withheld_if(self, column: impl ColumnTrait, unless: impl Into<Access>) -> Self {
        self.withheld_where([super::set(column)], unless)
    }

    /// The same, with paths instead of a column: the value is null where one of them holds. For a row whose own table has
    /// no such column.
    #[must_use]
    pub fn withheld_where(mut self, paths: impl IntoIterator<Item = Path>, unless: impl Into<Access>) -> Self {
        self.withheld = Some((paths.into_iter().collect(), unless.into()));
        self
    }

    /// No longer to be used: the reason names what to use and the date before which it is not removed.
    #[must_use]
    pub fn deprecated(mut self, reason: &'static str) -> Self {
        self.deprecated = Some(reason);
        self
    }
}
