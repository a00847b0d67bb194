//! The schema as plain data.

use std::collections::HashMap;

use async_graphql::Value as ConstValue;

use crate::caller::PrintedPermission;

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// The type itself, nullable.
    Named(String),
    /// A list.
    List(Box<Ty>),
    /// Never null.
    NonNull(Box<Ty>),
}

impl Ty {
    /// The nullable type with this name.
    pub fn named(name: impl Into<String>) -> Self {
        Ty::Named(name.into())
    }

    /// The same type, never null.
    #[must_use]
    pub fn required(self) -> Self {
        match self {
            Ty::NonNull(_) => self,
            other => Ty::NonNull(Box::new(other)),
        }
    }

    /// A list of this type.
    #[must_use]
    pub fn list(self) -> Self {
        Ty::List(Box::new(self))
    }

    /// The name of the type without its lists and `!`.
    #[must_use]
    pub fn base(&self) -> &str {
        match self {
            Ty::Named(name) => name,
            Ty::List(inner) | Ty::NonNull(inner) => inner.base(),
        }
    }

    /// Whether null is allowed.
    #[must_use]
    pub fn nullable(&self) -> bool {
        !matches!(self, Ty::NonNull(_))
    }

    /// The type without its outermost `!`.
    #[must_use]
    pub fn unrequired(&self) -> &Ty {
        match self {
            Ty::NonNull(inner) => inner,
            other => other,
        }
    }

    /// Reads a type in SDL.
    ///
    /// # Panics
    /// When the text is not a type: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some(inner) = text.strip_suffix('!') {
            return Ty::parse(inner).required();
        }
        if let Some(inner) = text.strip_prefix('[') {
            return Ty::parse(inner.strip_suffix(']').expect("a list type closes its bracket")).list();
        }
        assert!(
            text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !text.is_empty(),
            "`{text}` is not a type"
        );
        Ty::named(text)
    }
}

impl std::fmt::Display for Ty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Ty::Named(name) => f.write_str(name),
            Ty::List(inner) => write!(f, "[{inner}]"),
            Ty::NonNull(inner) => write!(f, "{inner}!"),
        }
    }
}

/// All types.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The types, in the order they are printed.
    pub types: Vec<TypeDef>,
    by_name: HashMap<String, usize>,
}

/// A type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its kind and parts.
    pub body: Body,
    /// Any one of these permissions makes its rows visible; empty for an open type.
    pub needs: Vec<PrintedPermission>,
}

/// The kind and parts of a type.
#[derive(Clone, Debug)]
pub enum Body {
    /// A scalar, with the address of its definition where it has one.
    Scalar(Option<&'static str>),
    /// An enum with its values.
    Enum(Vec<EnumValue>),
    /// An object.
    Object {
        /// Its fields.
        fields: Vec<FieldDef>,
        /// The interfaces it implements.
        implements: Vec<String>,
    },
    /// An interface.
    Interface(Vec<FieldDef>),
    /// A union.
    Union(Vec<String>),
    /// An input object.
    Input {
        /// Its fields.
        fields: Vec<InputDef>,
        /// Exactly one field is given.
        one_of: bool,
    },
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The name.
    pub name: String,
    /// What it means.
    pub description: String,
    /// Why not to use it.
    pub deprecated: Option<String>,
}

/// A field of an object or interface.
#[derive(Clone, Debug)]
pub struct FieldDef {
    /// The name.
    pub name: String,
    /// What it is; ends with the permissions it needs.
    pub description: String,
    /// The arguments.
    pub arguments: Vec<InputDef>,
    /// The type.
    pub ty: Ty,
    /// One of these permissions is needed; empty where the field is open.
    pub needs: Vec<PrintedPermission>,
    /// Why not to use it.
    pub deprecated: Option<String>,
    /// What it returns.
    pub target: Target,
}

/// An argument or a field of an input object.
#[derive(Clone, Debug)]
pub struct InputDef {
    /// The name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The type.
    pub ty: Ty,
    /// The value when the request gives none.
    pub default: Option<ConstValue>,
    /// One of these permissions is needed to use it.
    pub needs: Vec<PrintedPermission>,
    /// Why not to use it.
    pub deprecated: Option<String>,
}

/// What a field returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The global id of a row.
    Id,
    /// A declared field: the type's number, then the field's, then that of a field within its value object.
    Field(usize, usize, Option<usize>),
    /// A declared link: the type's number and the link's.
    Link(usize, usize),
    /// `edges` of a connection.
    Edges,
    /// `nodes` of a connection.
    Nodes,
    /// `totalCount` of a connection.
    TotalCount,
    /// The mark to continue from.
    NextMark,
    /// `pageInfo` of a connection.
    PageInfo,
    /// `node` of an edge.
    EdgeNode,
    /// `cursor` of an edge.
    EdgeCursor,
    /// A field of `PageInfo`.
    HasNextPage,
    /// A field of `PageInfo`.
    HasPreviousPage,
    /// A field of `PageInfo`.
    StartCursor,
    /// A field of `PageInfo`.
    EndCursor,
    /// A root field over rows, by number.
    Root(usize),
    /// `node`.
    NodeById,
    /// `nodes`.
    NodesById,
    /// `search`.
    Search,
    /// A root field over a cube, by number.
    Cube(usize),
    /// A computed root field, by number.
    ComputedRoot(usize),
    /// A field of a computed type that is a Rust type.
    Part,
    /// A link, in what a batch returns, to rows of a type: the type's number.
    Linked(usize),
    /// A field of what a computed root field returns, with a function of its own: the root's number and the part's.
    RootPart(usize, usize),
    /// A field of a computed type that follows from other declarations: the type's number and the field's.
    Computed(usize, usize),
    /// An action, by number.
    Action(usize),
    /// Rows that an action returns: its number and the field's.
    Made(usize, usize),
    /// A value that an action returns besides rows: its number and the field's.
    Answer(usize, usize),
    /// A live field, by number.
    Live(usize),
    /// A fact about a change, such as `action` or `changedFields`: the name of the field.
    ChangeFact(&'static str),
    /// The row of a change, as it is now.
    ChangeNode,
}

impl Model {
    /// Adds a type.
    ///
    /// # Panics
    /// When the name is taken by a different type: a mistake in a declaration, found at start-up.
    pub fn add(&mut self, def: TypeDef) {
        let taken = self.by_name.insert(def.name.clone(), self.types.len());
        assert!(taken.is_none(), "two types are named {}", def.name);
        self.types.push(def);
    }

    /// Whether there is a type with this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The type with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&TypeDef> {
        self.by_name.get(name).map(|index| &self.types[*index])
    }

    /// The type with this name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut TypeDef> {
        self.by_name.get(name).map(|index| &mut self.types[*index])
    }

    /// A field of an object or interface.
    #[must_use]
    pub fn field(&self, type_name: &str, field: &str) -> Option<&FieldDef> {
        self.get(type_name)?.fields().iter().find(|def| def.name == field)
    }

    /// Whether a concrete type is the named type, or belongs to that interface or union.
    #[must_use]
    pub fn is_a(&self, concrete: &str, name: &str) -> bool {
        concrete == name
            || match self.get(name).map(|def| &def.body) {
                Some(Body::Union(members)) => members.iter().any(|member| member == concrete),
                Some(Body::Interface(_)) => self.get(concrete).is_some_and(
                    |def| matches!(&def.body, Body::Object { implements, .. } if implements.iter().any(|i| i == name)),
                ),
                _ => false,
            }
    }

    /// A model of these types.
    #[must_use]
    pub fn rebuilt(types: Vec<TypeDef>) -> Self {
        let mut model = Model::default();
        for def in types {
            model.add(def);
        }
        model
    }
}

impl TypeDef {
    /// The fields of an object or interface; none for others.
    #[must_use]
    pub fn fields(&self) -> &[FieldDef] {
        match &self.body {
            Body::Object { fields, .. } | Body::Interface(fields) => fields,
            _ => &[],
        }
    }

    /// Whether it is an interface or a union.
    #[must_use]
    pub fn is_abstract(&self) -> bool {
        matches!(self.body, Body::Interface(_) | Body::Union(_))
    }

    /// Whether it has fields to select.
    #[must_use]
    pub fn is_composite(&self) -> bool {
        matches!(self.body, Body::Object { .. } | Body::Interface(_) | Body::Union(_))
    }
}
