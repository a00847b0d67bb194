//! A file of links: one row joins a URN to its predecessor, successor or sixth form centre.
//!
//! A conversion closes one URN and opens another; histories are joined through these rows. Either
//! end may be a school the register does not hold.

use chrono::NaiveDate;
use entity::register_link as link;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Layout, Line, shelf::Shelf};
use crate::{
    clean,
    read::{Field, Reading},
    report::FileReport,
};

/// The layout.
pub struct Links;

/// A row.
pub struct Link {
    urn: String,
    linked_urn: String,
    link_type: String,
    linked_name: Field<String>,
    established_on: Field<NaiveDate>,
}

impl Layout for Links {
    type Row = Link;

    fn read(reading: &mut Reading<'_, '_>) -> Option<Link> {
        Some(Link {
            urn: reading.must(&["urn"], clean::urn)?,
            linked_urn: reading.must(&["linkurn"], clean::urn)?,
            link_type: reading.must(&["linktype"], |cell| Ok(clean::label(cell)))?,
            linked_name: reading.plain(&["linkname"], clean::text),
            established_on: reading.field(&["linkestablisheddate"], clean::date),
        })
    }

    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<Link>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr> {
        let urns = lines.iter().map(|line| line.row.urn.clone());
        let found = link::Entity::find().filter(link::Column::Urn.is_in(urns)).all(txn).await?;
        let key = |row: &link::Model| (row.urn.clone(), row.linked_urn.clone(), row.link_type.clone());
        let mut links = Shelf::of(found.into_iter().map(|row| (key(&row), row)));
        for Line { row, .. } in lines {
            let known = (row.urn.clone(), row.linked_urn.clone(), row.link_type.clone());
            let row = row.apply(links.get(&known), as_of);
            links.put(known, row).count(&mut report.tally);
        }
        links.write(txn).await
    }
}

impl Link {
    fn apply(self, known: Option<&link::Model>, as_of: NaiveDate) -> link::Model {
        let mut row = known.cloned().unwrap_or_else(|| link::Model {
            id: Uuid::now_v7(),
            register_school_id: None,
            urn: self.urn,
            linked_urn: self.linked_urn,
            linked_name: None,
            link_type: self.link_type,
            established_on: None,
            seen_on: as_of,
        });
        if as_of < row.seen_on {
            self.linked_name.fill(&mut row.linked_name);
            self.established_on.fill(&mut row.established_on);
            return row;
        }
        row.seen_on = as_of;
        self.linked_name.overlay(&mut row.linked_name);
        self.established_on.overlay(&mut row.established_on);
        row
    }
}
