//! A type that has rows.

use sea_orm::{ColumnTrait, ColumnType, EntityName, EntityTrait, Iterable};

use super::{Access, Catalogue, Compartment, Field, Link, Live, Owner, Path, Root};
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
    /// When its database type is none the engine reads: a mistake in a declaration, found at start-up.
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
    /// To whom a row belongs.
    pub owner: Owner,
    /// The least that makes a row visible.
    pub row: Access,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// The links, in order.
    pub links: Vec<Link>,
    /// Unique keys by which one row can be asked for.
    pub lookups: Vec<Lookup>,
    /// The order of lists that name none: columns, always closed by the key.
    pub default_order: Vec<Column>,
    /// The folded text that `search` looks through.
    pub search: Option<Column>,
    /// When the row last changed.
    pub updated_at: Option<Column>,
    /// The number that rises with every change of a row.
    pub version: Option<Column>,
    /// Who may change its rows; without it nobody may.
    pub written: Option<Access>,
    /// Columns that ask more to be changed, and what. Whoever may not change them is not shown them by an action either.
    pub guarded: Vec<Guard>,
    /// Columns that are changed by another right alone, and which: approval is not preparation.
    pub approved: Option<(Vec<Column>, Access)>,
    /// Whose record a row is: the type, and the column that holds its key. Who read a row that tells of pay, of a special
    /// category or of safeguarding is found under it.
    pub data_subject: Option<(&'static str, Column)>,
    /// The column that names whom a row belongs to, for those who are told of changes: the owner's own column.
    pub owner_column: Option<Column>,
    /// Every column of the table.
    pub columns: Vec<Column>,
    /// Whether what a caller may do follows from its rows: when one changes, rights are compiled anew.
    pub shapes_rights: bool,
    /// The root fields over its rows. The catalogue takes them, and the two that follow.
    pub(super) roots: Vec<Root>,
    /// The live fields about its rows.
    pub(super) live: Vec<Live>,
    /// Columns of special classes that no field shows as they are.
    pub(super) special: Vec<(Column, Compartment)>,
}

/// Columns that ask more to be changed.
#[derive(Debug)]
pub struct Guard {
    /// The columns.
    pub columns: Vec<Column>,
    /// What it takes.
    pub access: Access,
    /// The rows it is for, by any of these; all of them where there is none.
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
    /// Who may look up by it.
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
        roots: Vec::new(),
        live: Vec::new(),
        special: Vec::new(),
    }
}

/// A unique key by which one row can be asked for: name, column, access, description.
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

    /// The order of lists that name none.
    #[must_use]
    pub fn ordered<C: ColumnTrait>(mut self, columns: impl IntoIterator<Item = C>) -> Self {
        self.default_order = columns.into_iter().map(Column::of).collect();
        self
    }

    /// Says who may change its rows, measured by the row's owner or by another that the access names. One's own reach
    /// changes nothing: what a person may change of themselves is an action of its own.
    #[must_use]
    pub fn written(mut self, access: impl Into<Access>) -> Self {
        self.written = Some(access.into());
        self
    }

    /// Says what more it takes to change some of its columns.
    #[must_use]
    pub fn guarded<C: ColumnTrait>(self, columns: impl IntoIterator<Item = C>, access: impl Into<Access>) -> Self {
        self.guarded_where(columns, [], access)
    }

    /// Says the same of the rows that one of these paths leads to: what is withheld there is changed by whoever may read it.
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

    /// Says which columns are changed by whom else: by these and by nobody who may change the others.
    #[must_use]
    pub fn approved<C: ColumnTrait>(mut self, columns: impl IntoIterator<Item = C>, access: impl Into<Access>) -> Self {
        self.approved = Some((columns.into_iter().map(Column::of).collect(), access.into()));
        self
    }

    /// Says whose record a row is: a type, and the column that holds its key, which is `id` where it is its own.
    #[must_use]
    pub fn data_subject(mut self, type_name: &'static str, key: impl ColumnTrait) -> Self {
        self.data_subject = Some((type_name, Column::of(key)));
        self
    }

    /// Names the column that says whom a row belongs to, where the owner is no column.
    #[must_use]
    pub fn owner_column(mut self, column: impl ColumnTrait) -> Self {
        self.owner_column = Some(Column::of(column));
        self
    }

    /// Says that no column names whom a row belongs to, though its owner is measured by one: a person is reached by
    /// their own key and belongs to nobody.
    #[must_use]
    pub fn unowned(mut self) -> Self {
        self.owner_column = None;
        self
    }

    /// What a caller may do follows from its rows: roles, grants, and the ties by which reaches are worked out.
    #[must_use]
    pub fn shapes_rights(mut self) -> Self {
        self.shapes_rights = true;
        self
    }

    /// The folded text by which `search` finds rows.
    #[must_use]
    pub fn searched_by(mut self, column: impl ColumnTrait) -> Self {
        self.search = Some(Column::of(column));
        self
    }
}
