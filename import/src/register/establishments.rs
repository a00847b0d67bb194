//! Schools: described by a file of establishments, sketched by a row of group links.
//!
//! A sketch makes a thin row and keeps it up; it never overwrites what an establishment file has
//! described, and the newest of those files decides. Columns about people (heads, telephone
//! numbers) are not read at all.

use chrono::NaiveDate;
use entity::codes::{GenderOfEntry, Phase, SchoolStatus};
use entity::{fold, register_school as school};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Layout, Line, labels, shelf::Shelf};
use crate::{
    clean,
    read::{Field, Reading},
    report::FileReport,
};

/// The layout.
pub struct Establishments;

/// What a row of group links says of the school.
pub struct Sketch {
    /// URN of the school.
    pub urn: String,
    name: String,
    la_code: Field<String>,
    la_name: Field<String>,
    type_code: Option<String>,
    type_name: Option<String>,
    phase: Option<Phase>,
}

/// What a row of establishments says of the school.
pub struct Description {
    sketch: Sketch,
    estab_no: Field<String>,
    ukprn: Field<String>,
    status: Option<SchoolStatus>,
    open_date: Field<NaiveDate>,
    close_date: Field<NaiveDate>,
    reason_opened: Field<String>,
    reason_closed: Field<String>,
    low_age: Field<i32>,
    high_age: Field<i32>,
    gender_of_entry: Option<GenderOfEntry>,
    religious_character: Field<String>,
    diocese: Field<String>,
    admissions_policy: Field<String>,
    has_nursery: Option<bool>,
    has_sixth_form: Option<bool>,
    capacity: Field<i32>,
    number_on_roll: Field<i32>,
    fsm_hundredths: Field<i32>,
    address_line1: Field<String>,
    locality: Field<String>,
    town: Field<String>,
    county: Field<String>,
    postcode: Field<String>,
    region: Field<String>,
    district: Field<String>,
    urban_rural: Field<String>,
}

impl Layout for Establishments {
    type Row = Description;

    fn read(reading: &mut Reading<'_, '_>) -> Option<Description> {
        let sketch = sketch(reading)?;
        Some(Description {
            sketch,
            estab_no: reading.field(&["establishmentnumber"], clean::estab_no),
            ukprn: reading.field(&["ukprn"], clean::ukprn),
            status: labels::school_status(reading),
            open_date: reading.field(&["opendate"], clean::date),
            close_date: reading.field(&["closedate"], clean::date),
            reason_opened: reading.plain(&["reasonestablishmentopenedname"], clean::label),
            reason_closed: reading.plain(&["reasonestablishmentclosedname"], clean::label),
            low_age: reading.field(&["statutorylowage"], clean::whole),
            high_age: reading.field(&["statutoryhighage"], clean::whole),
            gender_of_entry: labels::gender(reading),
            religious_character: reading.plain(&["religiouscharactername"], clean::label),
            diocese: reading.plain(&["diocesename"], clean::label),
            admissions_policy: reading.plain(&["admissionspolicyname"], clean::label),
            has_nursery: labels::nursery(reading),
            has_sixth_form: labels::sixth_form(reading),
            capacity: reading.field(&["schoolcapacity"], clean::whole),
            number_on_roll: reading.field(&["numberofpupils"], clean::whole),
            fsm_hundredths: reading.field(&["percentagefsm"], clean::percentage_hundredths),
            address_line1: reading.plain(&["street"], clean::label),
            locality: reading.plain(&["locality"], clean::label),
            town: reading.plain(&["town"], clean::label),
            county: reading.plain(&["countyname", "county"], clean::label),
            postcode: reading.field(&["postcode"], clean::postcode),
            region: reading.plain(&["gorname"], clean::label),
            district: reading.plain(&["districtadministrativename"], clean::label),
            urban_rural: reading.plain(&["urbanruralname"], clean::label),
        })
    }

    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<Description>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr> {
        let urns = lines.iter().map(|line| line.row.sketch.urn.clone());
        let mut schools = stored(txn, urns).await?;
        for Line { row, .. } in lines {
            let urn = row.sketch.urn.clone();
            let row = row.apply(schools.get(&urn), as_of);
            schools.put(urn, row).count(&mut report.tally);
        }
        schools.write(txn).await
    }
}

/// The schools with these URNs that the register holds.
pub async fn stored(
    txn: &DatabaseTransaction,
    urns: impl Iterator<Item = String>,
) -> Result<Shelf<String, school::Model>, DbErr> {
    let found = school::Entity::find().filter(school::Column::Urn.is_in(urns)).all(txn).await?;
    Ok(Shelf::of(found.into_iter().map(|row| (row.urn.clone(), row))))
}

/// Reads what both kinds of file say of a school.
pub fn sketch(reading: &mut Reading<'_, '_>) -> Option<Sketch> {
    let urn = reading.must(&["urn"], clean::urn)?;
    let name = reading.must(&["establishmentname"], |cell| Ok(clean::text(cell)))?;
    let type_code = reading.field(&["typeofestablishmentcode"], clean::code).value();
    let type_name = reading.plain(&["typeofestablishmentname"], clean::text).value();
    let (type_code, type_name) = labels::school_type(type_code, type_name);
    Some(Sketch {
        urn,
        name,
        la_code: reading.field(&["lacode"], clean::la_code),
        la_name: reading.plain(&["laname"], clean::label),
        type_code,
        type_name,
        phase: labels::phase(reading),
    })
}

impl Sketch {
    /// The row of the register after a row of group links has spoken.
    pub fn apply(self, known: Option<&school::Model>, as_of: NaiveDate) -> school::Model {
        let mut row = known.cloned().unwrap_or_else(|| self.new_row(as_of));
        let decides = known.is_none() || (row.detail_on.is_none() && as_of > row.seen_on);
        row.seen_on = row.seen_on.max(as_of);
        if decides {
            self.write_on(&mut row);
        } else {
            self.la_code.fill(&mut row.la_code);
            self.la_name.fill(&mut row.la_name);
        }
        row
    }

    fn write_on(self, row: &mut school::Model) {
        row.name_fold = fold(&self.name);
        row.name = self.name;
        self.la_code.overlay(&mut row.la_code);
        self.la_name.overlay(&mut row.la_name);
        if self.type_code.is_some() || self.type_name.is_some() {
            (row.type_code, row.type_name) = (self.type_code, self.type_name);
        }
        if let Some(phase) = self.phase {
            row.phase = phase;
        }
    }

    fn new_row(&self, as_of: NaiveDate) -> school::Model {
        school::Model {
            id: Uuid::now_v7(),
            urn: self.urn.clone(),
            la_code: None,
            la_name: None,
            estab_no: None,
            ukprn: None,
            name: self.name.clone(),
            name_fold: fold(&self.name),
            type_code: None,
            type_name: None,
            phase: Phase::NotApplicable,
            status: None,
            open_date: None,
            close_date: None,
            reason_opened: None,
            reason_closed: None,
            low_age: None,
            high_age: None,
            gender_of_entry: None,
            religious_character: None,
            diocese: None,
            admissions_policy: None,
            has_nursery: None,
            has_sixth_form: None,
            capacity: None,
            number_on_roll: None,
            fsm_hundredths: None,
            address_line1: None,
            locality: None,
            town: None,
            county: None,
            postcode: None,
            region: None,
            district: None,
            urban_rural: None,
            seen_on: as_of,
            detail_on: None,
        }
    }
}

impl Description {
    fn apply(self, known: Option<&school::Model>, as_of: NaiveDate) -> school::Model {
        let mut row = known.cloned().unwrap_or_else(|| self.sketch.new_row(as_of));
        if row.detail_on.is_some_and(|described| described > as_of) {
            return row;
        }
        row.detail_on = Some(as_of);
        row.seen_on = row.seen_on.max(as_of);
        self.sketch.write_on(&mut row);
        row.status = self.status.or(row.status);
        row.gender_of_entry = self.gender_of_entry.or(row.gender_of_entry);
        row.has_nursery = self.has_nursery.or(row.has_nursery);
        row.has_sixth_form = self.has_sixth_form.or(row.has_sixth_form);
        self.estab_no.replace(&mut row.estab_no);
        self.ukprn.replace(&mut row.ukprn);
        self.open_date.replace(&mut row.open_date);
        self.close_date.replace(&mut row.close_date);
        self.reason_opened.replace(&mut row.reason_opened);
        self.reason_closed.replace(&mut row.reason_closed);
        self.low_age.replace(&mut row.low_age);
        self.high_age.replace(&mut row.high_age);
        self.religious_character.replace(&mut row.religious_character);
        self.diocese.replace(&mut row.diocese);
        self.admissions_policy.replace(&mut row.admissions_policy);
        self.capacity.replace(&mut row.capacity);
        self.number_on_roll.replace(&mut row.number_on_roll);
        self.fsm_hundredths.replace(&mut row.fsm_hundredths);
        self.address_line1.replace(&mut row.address_line1);
        self.locality.replace(&mut row.locality);
        self.town.replace(&mut row.town);
        self.county.replace(&mut row.county);
        self.postcode.replace(&mut row.postcode);
        self.region.replace(&mut row.region);
        self.district.replace(&mut row.district);
        self.urban_rural.replace(&mut row.urban_rural);
        row
    }
}
