//! A type that has rows.

use sea_orm::{ColumnTrait, ColumnType, EntityName, EntityTrait, Iterable};

use super::{Access, Catalogue, Compartment, Field, InStep, LINE, Link, Live, Owner, Path, Root, TextClass};
use crate::value::Storage;

/// A column of a table, taken from an entity's typed column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub name: &'static str,
    /// How it is stored.
    pub storage: Storage,
    /// Whether it may be null.
    pub nullable: bool,
}

impl Column {
    /// The column as the entity defines it.
    ///
    /// # Panics
    /// When the engine does not read its database type: a mistake in a declaration, found at start-up.
    pub fn of<C: ColumnTrait>(column: C) -> Self {
        let def = column.def();
        let storage = match def.get_column_type() {
            ColumnType::Uuid => Storage::Uuid,
            ColumnType::Text | ColumnType::String(_) | ColumnType::Char(_) => Storage::Text,
            ColumnType::TinyInteger | ColumnType::SmallInteger | ColumnType::Integer | ColumnType::BigInteger => {
                Storage::Int
            }
            ColumnType::Boolean => Storage::Bool,
            ColumnType::Float | ColumnType::Double => Storage::Float,
            ColumnType::Date => Storage::Date,
            ColumnType::Timestamp | ColumnType::TimestampWithTimeZone | ColumnType::DateTime => Storage::Time,
            other => panic!("column {} has the type {other:?}, which the engine does not read", column.as_str()),
        };
        Self {
            table: <C as ColumnTrait>::EntityName::default().table_name(),
            name: column.as_str(),
            storage,
            nullable: def.is_null(),
        }
    }
}

/// A type that has rows: one table, one owner, one rule for its rows.
#[derive(Debug)]
pub struct Resource {
    /// The GraphQL type.
    pub name: &'static str,
    /// What it is, for a front-end developer.
    pub description: &'static str,
    /// The table.
    pub table: &'static str,
    /// The key column.
    pub id: Column,
    /// The tenant's column; a public register has none.
    pub tenant: Option<Column>,
    /// The owner of a row.
    pub owner: Owner,
    /// The access that makes a row visible.
    pub row: Access,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// The links, in order.
    pub links: Vec<Link>,
    /// Unique keys by which one row can be requested.
    pub lookups: Vec<Lookup>,
    /// The order of lists without `orderBy`: columns, always followed by the key.
    pub default_order: Vec<Column>,
    /// The folded text that `search` looks through.
    pub search: Option<Column>,
    /// When the row last changed.
    pub updated_at: Option<Column>,
    /// The number that rises with every change of a row.
    pub version: Option<Column>,
    /// Who may change its rows; `None` for nobody.
    pub written: Option<Access>,
    /// Columns that need a further permission to be changed. `Held::row` holds no values of them for callers without it.
    pub guarded: Vec<Guard>,
    /// Columns that only another permission may change, and that permission: who prepares a row does not approve it.
    pub approved: Option<(Vec<Column>, Access)>,
    /// The data subject of a row: the type, and the column that holds its key. Sensitive reads of the row are logged under
    /// that key.
    pub data_subject: Option<(&'static str, Column)>,
    /// The column with the key of the row's owner. The audit trail and the outbox keep the key, so that a subscriber can be
    /// notified when the row is gone.
    pub owner_column: Option<Column>,
    /// Every column of the table.
    pub columns: Vec<Column>,
    /// Whether callers' rights are derived from its rows: when a row changes, rights are compiled anew.
    pub shapes_rights: bool,
    /// Columns that follow from rows of other tables and from the day.
    pub in_step: Vec<InStep>,
    /// The classes of text columns that no field shows.
    pub texts: Vec<(Column, TextClass)>,
    /// The root fields over its rows. The catalogue takes them out, as it does `live` and `special`.
    pub(super) roots: Vec<Root>,
    /// The live fields about its rows.
    pub(super) live: Vec<Live>,
    /// Columns of special classes that no field shows as they are.
    pub(super) special: Vec<(Column, Compartment)>,
}

/// Columns that need a further permission to be changed.
#[derive(Debug)]
pub struct Guard {
    /// The columns.
    pub columns: Vec<Column>,
    /// The further permission.
    pub access: Access,
    /// The rows it applies to: those that any of these paths finds; all rows where there is no path.
    pub only: Vec<Path>,
}

impl Guard {
    /// The names of the permissions of which one is enough.
    #[must_use]
    pub fn names(&self, catalogue: &Catalogue) -> Vec<&'static str> {
        self.access.printed().names(catalogue)
    }
}

/// A unique key.
#[derive(Debug)]
pub struct Lookup {
    /// The name in the `by` argument.
    pub name: &'static str,
    /// The column.
    pub column: Column,
    /// Who may look a row up by it.
    pub access: Access,
    /// What it is.
    pub description: &'static str,
}

/// Declares a type: its name, entity, owner, the access its rows need, and what it is.
///
/// # Panics
/// When the table has no column `id`: a mistake in a declaration, found at start-up.
pub fn resource<E: EntityTrait>(
    name: &'static str,
    entity: E,
    owner: Owner,
    row: impl Into<Access>,
    description: &'static str,
) -> Resource {
    let columns: Vec<Column> = E::Column::iter().map(Column::of).collect();
    let find = |name: &str| columns.iter().copied().find(|column| column.name == name);
    let id = find("id").expect("every table has a key column `id`");
    let owner_column = owner.paths.iter().find_map(|(_, path)| match path {
        Path::Column(column) => Some(*column),
        _ => None,
    });
    let texts = find("source_key").map(|key| (key, LINE)).into_iter().collect();
    Resource {
        name,
        description,
        table: entity.table_name(),
        id,
        tenant: find("trust_id"),
        owner,
        row: row.into(),
        fields: Vec::new(),
        links: Vec::new(),
        lookups: Vec::new(),
        default_order: Vec::new(),
        search: None,
        updated_at: find("updated_at"),
        version: find("row_version"),
        written: None,
        guarded: Vec::new(),
        approved: None,
        data_subject: None,
        owner_column,
        columns,
        shapes_rights: false,
        in_step: Vec::new(),
        texts,
        roots: Vec::new(),
        live: Vec::new(),
        special: Vec::new(),
    }
}

/// A unique key by which one row can be requested: name, column, access, description.
pub fn lookup(
    name: &'static str,
    column: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Lookup {
    Lookup { name, column: Column::of(column), access: access.into(), description }
}

impl Resource {
    /// Adds fields.
    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Adds links.
    #[must_use]
    pub fn links(mut self, links: impl IntoIterator<Item = Link>) -> Self {
        self.links.extend(links);
        self
    }

    /// Adds unique keys.
    #[must_use]
    pub fn lookups(mut self, lookups: impl IntoIterator<Item = Lookup>) -> Self {
        self.lookups.extend(lookups);
        self
    }

    /// The order of lists without `orderBy`.
    #[must_use]
    pub fn ordered<C: ColumnTrait>(mut self, columns: impl IntoIterator<Item = C>) -> Self {
        self.default_order = columns.into_iter().map(Column::of).collect();
        self
    }

    /// Says who may change its rows. The reach is measured by the row's owner, or by another owner that the access names.
    /// The reach of one's own rows allows no change: what a person may change about themselves is an action of its own.
    #[must_use]
    pub fn written(mut self, access: impl Into<Access>) -> Self {
        self.written = Some(access.into());
        self
    }

    /// Says which further permission a caller needs to change these columns.
    #[must_use]
    pub fn guarded<C: ColumnTrait>(self, columns: impl IntoIterator<Item = C>, access: impl Into<Access>) -> Self {
        self.guarded_where(columns, [], access)
    }

    /// As `guarded`, only for rows that one of these paths finds: a caller who may not read a value that is withheld there
    /// may not change it.
    #[must_use]
    pub fn guarded_where<C: ColumnTrait>(
        mut self,
        columns: impl IntoIterator<Item = C>,
        only: impl IntoIterator<Item = Path>,
        access: impl Into<Access>,
    ) -> Self {
        let columns = columns.into_iter().map(Column::of).collect();
        self.guarded.push(Guard { columns, access: access.into(), only: only.into_iter().collect() });
        self
    }

    /// Says that only callers with this access may change these columns; the access of `written` is not enough for them.
    #[must_use]
    pub fn approved<C: ColumnTrait>(mut self, columns: impl IntoIterator<Item = C>, access: impl Into<Access>) -> Self {
        self.approved = Some((columns.into_iter().map(Column::of).collect(), access.into()));
        self
    }

    /// Names the data subject of a row: the type, and the column that holds its key (`id` where the row is the subject
    /// itself). Sensitive reads are logged under the data subject.
    #[must_use]
    pub fn data_subject(mut self, type_name: &'static str, key: impl ColumnTrait) -> Self {
        self.data_subject = Some((type_name, Column::of(key)));
        self
    }

    /// Names the column with the key of the row's owner, where the owner's paths lead through another table.
    #[must_use]
    pub fn owner_column(mut self, column: impl ColumnTrait) -> Self {
        self.owner_column = Some(Column::of(column));
        self
    }

    /// Says that no column holds the key of an owner, although a path of the owner is a column: a person is reached by
    /// their own key and belongs to nobody.
    #[must_use]
    pub fn unowned(mut self) -> Self {
        self.owner_column = None;
        self
    }

    /// Says that callers' rights are derived from its rows, as from roles, grants and memberships.
    #[must_use]
    pub fn shapes_rights(mut self) -> Self {
        self.shapes_rights = true;
        self
    }

    /// Says the class of text columns that no field shows: [`AS_IS`](super::AS_IS) for what the code of an action makes,
    /// such as a folded name.
    #[must_use]
    pub fn texts<C: ColumnTrait>(mut self, class: TextClass, columns: impl IntoIterator<Item = C>) -> Self {
        self.texts.extend(columns.into_iter().map(|column| (Column::of(column), class)));
        self
    }

    /// The folded text by which `search` finds rows.
    #[must_use]
    pub fn searched_by(mut self, column: impl ColumnTrait) -> Self {
        self.search = Some(Column::of(column));
        self
    }
}
