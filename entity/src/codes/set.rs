//! `codes!`: closed sets from one statement of each value.
//!
//! `Filled = "FILLED"` gives the Rust value, the name in GraphQL and the text in the database. The doc comments are the
//! descriptions in GraphQL.

macro_rules! codes {
    ($($(#[$about:meta])* $set:ident { $($(#[$means:meta])* $value:ident = $code:tt,)* })*) => {
        use sea_orm::entity::prelude::{DeriveActiveEnum, EnumIter};

        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
            #[sea_orm(rs_type = "String", db_type = "Text")]
            pub enum $set {
                $(
                    $(#[$means])*
                    #[sea_orm(string_value = $code)]
                    #[graphql(name = $code)]
                    $value,
                )*
            }

            impl $set {
                /// The name in GraphQL and in the database.
                #[must_use]
                pub const fn code(self) -> &'static str {
                    match self {
                        $(Self::$value => $code,)*
                    }
                }

                /// The value with this name.
                #[must_use]
                pub fn from_code(code: &str) -> Option<Self> {
                    match code {
                        $($code => Some(Self::$value),)*
                        _ => None,
                    }
                }
            }

            impl From<$set> for &'static str {
                fn from(value: $set) -> Self {
                    value.code()
                }
            }

            impl std::fmt::Display for $set {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.code())
                }
            }
        )*
    };
}
