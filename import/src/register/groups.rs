//! A file of groups: one row describes one group.

use chrono::NaiveDate;
use entity::register_trust;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use super::{
    Layout, Line,
    group::{self, Group, Voice},
    shelf::Shelf,
};
use crate::{read::Reading, report::FileReport};

/// The layout.
pub struct Groups;

impl Layout for Groups {
    type Row = Group;

    fn read(reading: &mut Reading<'_, '_>) -> Option<Group> {
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
            let row = row.apply(groups.get(&uid), as_of, Voice::Groups);
            groups.put(uid, row).count(&mut report.tally);
        }
        groups.write(txn).await
    }
}

/// The groups with these UIDs that the register holds.
pub async fn stored(
    txn: &DatabaseTransaction,
    uids: impl Iterator<Item = i32>,
) -> Result<Shelf<i32, register_trust::Model>, DbErr> {
    let found = register_trust::Entity::find().filter(register_trust::Column::Uid.is_in(uids)).all(txn).await?;
    Ok(Shelf::of(found.into_iter().map(|row| (row.uid, row))))
}
