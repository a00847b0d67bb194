//! Ties links and census rows to their schools: those may arrive before the school does.

use entity::{register_census as census, register_link as link, register_school as school};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// URNs looked up together.
const PAGE_ROWS: u64 = 2000;

/// Settles `register_school_id` of links and census rows.
pub async fn settle(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    tie::<link::Entity>(txn, link::Column::Urn, link::Column::RegisterSchoolId).await?;
    tie::<census::Entity>(txn, census::Column::Urn, census::Column::RegisterSchoolId).await
}

async fn tie<E: EntityTrait>(txn: &DatabaseTransaction, urn: E::Column, school_id: E::Column) -> Result<(), DbErr> {
    let mut after = String::new();
    loop {
        let urns: Vec<String> = E::find()
            .select_only()
            .column(urn)
            .distinct()
            .filter(school_id.is_null())
            .filter(urn.gt(after.as_str()))
            .order_by_asc(urn)
            .limit(PAGE_ROWS)
            .into_tuple()
            .all(txn)
            .await?;
        let Some(last) = urns.last() else {
            return Ok(());
        };
        after.clone_from(last);
        let schools: Vec<(String, Uuid)> = school::Entity::find()
            .select_only()
            .column(school::Column::Urn)
            .column(school::Column::Id)
            .filter(school::Column::Urn.is_in(urns))
            .into_tuple()
            .all(txn)
            .await?;
        for (found, id) in schools {
            E::update_many().col_expr(school_id, Expr::value(id)).filter(urn.eq(found)).exec(txn).await?;
        }
    }
}
