//! A file of groups: one row describes one group.

use chrono::NaiveDate;
use entity::register_trust;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use super::layout::{Layout, Line};
use super::{
    group::{self, DescribedBy, Group},
    upsert_by_key::UpsertByKey,
};
use crate::{report::FileReport, row_reader::RowReader};

/// The layout of a file of groups.
pub struct Groups;

impl Layout for Groups {
    type Row = Group;

    fn read(reading: &mut RowReader<'_, '_>) -> Option<Group> {
        group::read(reading)
    }

    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<Group>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr> {
        let mut groups = stored(txn, lines.iter().map(|line| line.row.uid)).await?;
        for Line { row, .. } in lines {
            let uid = row.uid;
            let row = row.apply(groups.get(&uid), as_of, DescribedBy::Groups);
            groups.put(uid, row).count(&mut report.tally);
        }
        groups.write(txn).await
    }
}

/// The groups with these UIDs that the register holds.
pub async fn stored(
    txn: &DatabaseTransaction,
    uids: impl Iterator<Item = i32>,
) -> Result<UpsertByKey<i32, register_trust::Model>, DbErr> {
    let found = register_trust::Entity::find().filter(register_trust::Column::Uid.is_in(uids)).all(txn).await?;
    Ok(UpsertByKey::of(found.into_iter().map(|row| (row.uid, row))))
}
