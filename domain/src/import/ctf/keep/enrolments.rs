//! Whether a child of a file joins the school, is there already, or has moved on since the file was made.

use chrono::{Days, NaiveDate};
use entity::{class_membership, contact, enrolment, pupil, school};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

use super::{SOURCE, save, set};
use crate::import::ctf::notes::Fault;
use crate::import::ctf::pupil::CtfPupil;
use crate::import::run::now;

/// Where the child is.
#[derive(Debug)]
pub enum Place {
    /// It comes to the school: from outside the trust, or from the enrolment that ends with that.
    Joins(Option<Box<enrolment::Model>>),
    /// It is on roll there beside its main school.
    Beside,
    /// It is on roll there already.
    Present,
    /// What is known is newer than the file, for this reason.
    Stale(String),
}

impl Place {
    /// Whether the school becomes the child's present one.
    pub fn joins(&self) -> bool {
        matches!(self, Place::Joins(_))
    }
}

/// Where the child is, before anything is written.
pub async fn place(
    txn: &DatabaseTransaction,
    known: Option<&pupil::Model>,
    school: &school::Model,
    entry: NaiveDate,
    pupil: &CtfPupil,
) -> anyhow::Result<Place> {
    use enrolment::Column as C;
    let is_main = matches!(pupil.status, "CURRENT" | "MAIN");
    let Some(known) = known else {
        return Ok(Place::Joins(None));
    };
    let spells = enrolment::Entity::find().filter(C::PupilId.eq(known.id)).order_by_asc(C::EntryDate).all(txn).await?;
    let is_open = |spell: &&enrolment::Model| spell.leaving_date.is_none();
    if spells.iter().filter(is_open).any(|spell| spell.school_id == school.id) {
        return Ok(Place::Present);
    }
    let left = spells.iter().filter(|spell| spell.school_id == school.id).filter_map(|spell| spell.leaving_date).max();
    if let Some(left) = left.filter(|left| *left >= entry) {
        return Ok(Place::Stale(format!("not changed: the child left {} on {left}, after this file", school.name)));
    }
    if !is_main {
        return Ok(Place::Beside);
    }
    let elsewhere =
        spells.into_iter().find(|spell| spell.leaving_date.is_none() && matches!(&*spell.status, "CURRENT" | "MAIN"));
    if let Some(spell) = elsewhere.as_ref().filter(|spell| spell.entry_date >= entry) {
        let words = "not changed: the child has been on roll at another school of the trust since";
        return Ok(Place::Stale(format!("{words} {}, after this file", spell.entry_date)));
    }
    Ok(Place::Joins(elsewhere.map(Box::new)))
}

/// Writes what follows from where the child is.
pub async fn settle(
    txn: &DatabaseTransaction,
    row: &pupil::Model,
    school: &school::Model,
    entry: NaiveDate,
    pupil: &CtfPupil,
    place: &Place,
    warnings: &mut Vec<Fault>,
) -> anyhow::Result<bool> {
    let from = match place {
        Place::Present | Place::Stale(_) => return Ok(false),
        Place::Beside => None,
        Place::Joins(from) => from.as_deref(),
    };
    if let Some(from) = from {
        leave(txn, from, row.id, school.id, entry).await?;
        let words = format!("moved: the child was on roll at another school of the trust since {}", from.entry_date);
        warnings.push(Fault::at(pupil.line, words));
    }
    let spell = enrolment::ActiveModel {
        id: set(Uuid::now_v7()),
        trust_id: set(row.trust_id),
        pupil_id: set(row.id),
        school_id: set(school.id),
        entry_date: set(entry),
        status: set(pupil.status.to_owned()),
        nc_year: set(pupil.nc_year),
        boarder: set(false),
        part_time: set(false),
        source_system: set(Some(SOURCE.to_owned())),
        imported_at: set(Some(now())),
        updated_at: set(now()),
        ..Default::default()
    };
    enrolment::Entity::insert(spell).exec_without_returning(txn).await?;
    Ok(true)
}

/// Ends the child's spell at its former school with all that hangs on being there.
async fn leave(
    txn: &DatabaseTransaction,
    from: &enrolment::Model,
    pupil_id: Uuid,
    to: Uuid,
    entry: NaiveDate,
) -> anyhow::Result<()> {
    let last = entry.checked_sub_days(Days::new(1)).unwrap_or(entry);
    let ended = enrolment::ActiveModel {
        id: set(from.id),
        leaving_date: set(Some(last)),
        updated_at: set(now()),
        row_version: set(from.row_version + 1),
        ..Default::default()
    };
    save(txn, ended).await?;
    class_membership::Entity::update_many()
        .col_expr(class_membership::Column::EndsOn, Expr::value(Some(entry)))
        .filter(class_membership::Column::PupilId.eq(pupil_id))
        .filter(class_membership::Column::EndsOn.is_null())
        .exec(txn)
        .await?;
    // Contacts belong to the school that has the child now.
    contact::Entity::update_many()
        .col_expr(contact::Column::SchoolId, Expr::value(Some(to)))
        .filter(contact::Column::PupilId.eq(pupil_id))
        .exec(txn)
        .await?;
    Ok(())
}
