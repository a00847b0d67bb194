//! A database of its own for one test, and what its catalogue says.

use std::collections::BTreeMap;

use scratch::{Kind, Scratch};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};

/// A table as the catalogue or an entity describes it.
#[derive(Debug)]
pub struct Table {
    pub name: String,
    pub columns: BTreeMap<String, Column>,
    pub indexes: Vec<Index>,
    pub foreign_keys: Vec<String>,
}

#[derive(Debug, PartialEq)]
pub struct Column {
    pub kind: String,
    pub nullable: bool,
}

#[derive(Debug)]
pub struct Index {
    pub name: String,
    pub unique: bool,
    pub columns: Vec<String>,
}

/// A database that begins empty.
pub struct Inspected {
    pub db: DatabaseConnection,
    /// Removes it when the test ends.
    _scratch: Scratch,
}

impl Inspected {
    pub async fn new(on: Kind) -> Self {
        let scratch = Scratch::empty(on).await;
        Self { db: scratch.connect().await, _scratch: scratch }
    }

    /// All tables by name, without the one that remembers the steps.
    pub async fn tables(&self) -> Vec<Table> {
        let names = self
            .strings(match self.db.get_database_backend() {
                DbBackend::Sqlite => {
                    "select name from sqlite_master where type = 'table' \
                     and name <> 'seaql_migrations' and name not like 'sqlite_%' order by name"
                }
                _ => {
                    "select table_name::text from information_schema.tables \
                     where table_schema = 'public' and table_name <> 'seaql_migrations' \
                     order by table_name"
                }
            })
            .await;
        let mut tables = Vec::new();
        for name in names {
            tables.push(Table {
                columns: self.columns(&name).await,
                indexes: self.indexes(&name).await,
                foreign_keys: self.foreign_keys(&name).await,
                name,
            });
        }
        tables
    }

    async fn columns(&self, table: &str) -> BTreeMap<String, Column> {
        let rows = self.rows(match self.db.get_database_backend() {
            DbBackend::Sqlite => format!(
                r#"select name, lower(type) kind, "notnull" = 0 nullable
                   from pragma_table_info('{table}')"#
            ),
            _ => format!(
                "select column_name::text as name, data_type::text as kind, \
                 is_nullable = 'YES' as nullable from information_schema.columns \
                 where table_schema = 'public' and table_name = '{table}'"
            ),
        });
        let column = |row: QueryResult| {
            let kind = row.try_get("", "kind").expect("kind");
            let nullable = row.try_get("", "nullable").expect("nullable");
            (row.try_get("", "name").expect("name"), Column { kind, nullable })
        };
        rows.await.into_iter().map(column).collect()
    }

    /// Those of primary keys left out.
    async fn indexes(&self, table: &str) -> Vec<Index> {
        let rows = self.rows(match self.db.get_database_backend() {
            DbBackend::Sqlite => format!(
                r#"select l.name, l."unique" = 1 is_unique,
                     (select group_concat(name) from
                       (select name from pragma_index_info(l.name) order by seqno)) columns
                   from pragma_index_list('{table}') l where l.origin = 'c'"#
            ),
            _ => format!(
                "select c.relname::text as name, i.indisunique as is_unique, \
                   (select string_agg(a.attname::text, ',' order by k.place) \
                    from unnest(i.indkey) with ordinality k(number, place) \
                    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number) \
                   as columns \
                 from pg_index i join pg_class c on c.oid = i.indexrelid \
                 where i.indrelid = '\"{table}\"'::regclass and not i.indisprimary"
            ),
        });
        let index = |row: QueryResult| {
            let columns: String = row.try_get("", "columns").expect("columns");
            Index {
                name: row.try_get("", "name").expect("name"),
                unique: row.try_get("", "is_unique").expect("is_unique"),
                columns: columns.split(',').map(str::to_owned).collect(),
            }
        };
        rows.await.into_iter().map(index).collect()
    }

    async fn foreign_keys(&self, table: &str) -> Vec<String> {
        self.strings(&match self.db.get_database_backend() {
            DbBackend::Sqlite => {
                format!(r#"select "from" from pragma_foreign_key_list('{table}')"#)
            }
            _ => format!(
                "select a.attname::text from pg_constraint c \
                 join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] \
                 where c.contype = 'f' and c.conrelid = '\"{table}\"'::regclass"
            ),
        })
        .await
    }

    /// The first column of every row.
    pub async fn strings(&self, sql: &str) -> Vec<String> {
        let rows = self.rows(sql.to_owned()).await;
        rows.iter().map(|row| row.try_get_by_index(0).expect("text")).collect()
    }

    async fn rows(&self, sql: String) -> Vec<QueryResult> {
        let backend = self.db.get_database_backend();
        self.db.query_all_raw(Statement::from_string(backend, sql)).await.expect("reads the catalogue")
    }
}
