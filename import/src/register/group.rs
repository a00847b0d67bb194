//! What a file says of a group, whether it is a file of groups or of group links.
//!
//! The newest file describes a group. At one date a file of groups outranks group links, which
//! repeat a few of its columns on every member's row.

use chrono::NaiveDate;
use entity::codes::{RegisterGroupStatus, RegisterGroupType};
use entity::{fold, register_trust};
use uuid::Uuid;

use super::labels;
use crate::{
    clean,
    read::{Field, Reading},
};

/// The facts of one row about a group.
pub struct Group {
    /// UID of the group.
    pub uid: i32,
    name: String,
    group_id: Field<String>,
    companies_house_no: Field<String>,
    ukprn: Field<String>,
    group_type: Option<RegisterGroupType>,
    status: Option<RegisterGroupStatus>,
    incorporated_on: Field<NaiveDate>,
    opened_on: Field<NaiveDate>,
    closed_on: Field<NaiveDate>,
    address_line1: Field<String>,
    town: Field<String>,
    county: Field<String>,
    postcode: Field<String>,
}

/// Which file speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A file of groups.
    Groups,
    /// A file of group links.
    GroupLinks,
}

/// Columns that hold the UID, the newest name first.
pub const UID: &[&str] = &["groupuid", "linkeduid"];

/// Reads the columns about the group.
pub fn read(reading: &mut Reading<'_, '_>) -> Option<Group> {
    let uid = reading.must(UID, clean::group_uid)?;
    let name = reading.must(&["groupname"], |cell| Ok(clean::text(cell)))?;
    Some(Group {
        uid,
        name,
        group_id: reading.field(&["groupid"], clean::group_id),
        companies_house_no: reading.field(&["companieshousenumber"], clean::companies_house_no),
        ukprn: reading.field(&["ukprn", "groupukprn"], clean::ukprn),
        group_type: labels::group_type(reading),
        status: labels::group_status(reading),
        incorporated_on: reading.field(&["incorporatedonopendate"], clean::date),
        opened_on: reading.field(&["opendate"], clean::date),
        closed_on: reading.field(&["closeddate"], clean::date),
        address_line1: reading.plain(&["groupstreet"], clean::label),
        town: reading.plain(&["grouptown"], clean::label),
        county: reading.plain(&["groupcounty"], clean::label),
        postcode: reading.field(&["grouppostcode"], clean::postcode),
    })
}

impl Group {
    /// The row of the register after this file has spoken.
    pub fn apply(self, known: Option<&register_trust::Model>, as_of: NaiveDate, voice: Voice) -> register_trust::Model {
        let mut row = known.cloned().unwrap_or_else(|| self.new_row(as_of));
        let decides = known.is_none() || as_of > row.detail_on || (as_of == row.detail_on && voice == Voice::Groups);
        if !decides {
            self.group_id.fill(&mut row.group_id);
            self.companies_house_no.fill(&mut row.companies_house_no);
            self.ukprn.fill(&mut row.ukprn);
            self.incorporated_on.fill(&mut row.incorporated_on);
            self.opened_on.fill(&mut row.opened_on);
            return row;
        }
        row.detail_on = as_of;
        row.name_fold = fold(&self.name);
        row.name = self.name;
        row.group_type = self.group_type.unwrap_or(row.group_type);
        row.status = self.status.unwrap_or(row.status);
        self.closed_on.replace(&mut row.closed_on);
        self.group_id.overlay(&mut row.group_id);
        self.companies_house_no.overlay(&mut row.companies_house_no);
        self.ukprn.overlay(&mut row.ukprn);
        self.incorporated_on.overlay(&mut row.incorporated_on);
        self.opened_on.overlay(&mut row.opened_on);
        self.address_line1.overlay(&mut row.address_line1);
        self.town.overlay(&mut row.town);
        self.county.overlay(&mut row.county);
        self.postcode.overlay(&mut row.postcode);
        row
    }

    fn new_row(&self, as_of: NaiveDate) -> register_trust::Model {
        register_trust::Model {
            id: Uuid::now_v7(),
            uid: self.uid,
            group_id: None,
            name: self.name.clone(),
            name_fold: fold(&self.name),
            companies_house_no: None,
            ukprn: None,
            group_type: RegisterGroupType::Other,
            status: RegisterGroupStatus::Open,
            incorporated_on: None,
            opened_on: None,
            closed_on: None,
            address_line1: None,
            town: None,
            county: None,
            postcode: None,
            // Most groups stand for themselves; the others are settled once the files are in.
            entity_uid: Some(self.uid),
            detail_on: as_of,
        }
    }
}
