//! Keeps the pupils of a transfer file in the tables of a trust, in the transaction of the run.
//!
//! A child is found by its number or by any that it had before, in the file or here. What the file does not say
//! stays as it is; a file older than what is known changes nothing.

mod contacts;
mod enrolments;
mod spells;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use entity::{pupil, school};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

use super::notes::Fault;
use super::pupil::CtfPupil;
use super::roll::{Kept, Outcome, Roll};
use crate::import::run::now;
use crate::insight::new_pupil::unknown;
use enrolments::Place;

/// What rows from these files give as their source.
const SOURCE: &str = "CTF";

/// The pupils of one trust.
pub struct DatabaseRoll<'t> {
    txn: &'t DatabaseTransaction,
    trust_id: Uuid,
    /// Every number that a child of the trust has or had.
    numbers: HashMap<String, Uuid>,
}

impl<'t> DatabaseRoll<'t> {
    /// Reads the numbers of the trust's pupils once, so that finding a child costs no statement.
    pub async fn load(txn: &'t DatabaseTransaction, trust_id: Uuid) -> anyhow::Result<DatabaseRoll<'t>> {
        use pupil::Column as C;
        let rows: Vec<(Uuid, Option<String>, Option<String>)> = pupil::Entity::find()
            .filter(C::TrustId.eq(trust_id))
            .select_only()
            .columns([C::Id, C::Upn, C::FormerUpns])
            .into_tuple()
            .all(txn)
            .await?;
        let mut numbers = HashMap::new();
        // A number of now outranks the same number as somebody's former one.
        for (id, _, former) in &rows {
            numbers.extend(former.iter().flat_map(|list| list.split_whitespace()).map(|upn| (upn.to_owned(), *id)));
        }
        numbers.extend(rows.into_iter().filter_map(|(id, upn, _)| Some((upn?, id))));
        Ok(DatabaseRoll { txn, trust_id, numbers })
    }
}

impl Roll for DatabaseRoll<'_> {
    async fn keep(&mut self, school: &school::Model, day: NaiveDate, pupil: &CtfPupil) -> anyhow::Result<Outcome> {
        let refused =
            |reason: String| Outcome { kept: Kept::Refused(vec![Fault::at(pupil.line, reason)]), warnings: vec![] };
        let named = std::iter::once(&pupil.upn).chain(&pupil.former_upns);
        let found: BTreeSet<Uuid> = named.filter_map(|upn| self.numbers.get(upn.as_str()).copied()).collect();
        let known = match found.first() {
            None => None,
            Some(_) if found.len() > 1 => {
                return Ok(refused(
                    "its UPN and former UPNs are those of two children here: find out which is whose".to_owned(),
                ));
            }
            Some(id) => pupil::Entity::find_by_id(*id).one(self.txn).await?,
        };
        if let Some(known) = &known
            && known.date_of_birth != pupil.date_of_birth
            && known.family_fold != entity::fold(&pupil.family_name)
        {
            return Ok(refused(
                "a child with another name and another birth date has this UPN here: find out whose it is".to_owned(),
            ));
        }

        let mut warnings = Vec::new();
        let entry = pupil.entry_date.unwrap_or(day);
        let place = enrolments::place(self.txn, known.as_ref(), school, entry, pupil).await?;
        if let Place::Stale(reason) = &place {
            warnings.push(Fault::at(pupil.line, reason.as_str()));
            return Ok(Outcome { kept: Kept::Unchanged, warnings });
        }
        let is_new = known.is_none();
        let before = known.unwrap_or_else(|| blank(self.trust_id));
        let mut row = before.clone();
        self.overlay(&mut row, pupil, school, &place);
        let id = row.id;
        // Children of the row come after it, and what they say of the child of today goes on the row in the end.
        if is_new {
            pupil::Entity::insert(row.clone().into_active_model()).exec_without_returning(self.txn).await?;
        }
        let mut changed = enrolments::settle(self.txn, &row, school, entry, pupil, &place, &mut warnings).await?;
        changed |= spells::meals(self.txn, &row, school.id, pupil, &mut warnings).await?;
        changed |= spells::care(self.txn, &row, school.id, entry, pupil).await?;
        let sen = spells::sen(self.txn, &row, school.id, day, pupil, &mut warnings).await?;
        changed |= sen.changed;
        row.sen_provision = sen.provision.unwrap_or(row.sen_provision);
        changed |= contacts::settle(self.txn, &row, pupil).await?;

        if row != before {
            changed = true;
            row.updated_at = now();
            row.imported_at = Some(row.updated_at);
            row.row_version += 1;
            row.clone().into_active_model().reset_all().update(self.txn).await?;
        }
        let former = row.former_upns.iter().flat_map(|list| list.split_whitespace());
        self.numbers.extend(former.chain(row.upn.as_deref()).map(|upn| (upn.to_owned(), id)));
        let kept = match (is_new, changed) {
            (true, _) => Kept::Inserted,
            (false, true) => Kept::Updated,
            (false, false) => Kept::Unchanged,
        };
        Ok(Outcome { kept, warnings })
    }
}

impl DatabaseRoll<'_> {
    /// What the file says of the child, over what was known.
    fn overlay(&self, row: &mut pupil::Model, pupil: &CtfPupil, school: &school::Model, place: &Place) {
        numbers(row, pupil);
        over(&mut row.uln, pupil.uln.as_ref());
        row.given_name.clone_from(&pupil.given_name);
        row.family_name.clone_from(&pupil.family_name);
        over(&mut row.preferred_name, pupil.preferred_name.as_ref());
        row.date_of_birth = pupil.date_of_birth;
        pupil.sex.clone_into(&mut row.sex);
        over(&mut row.ethnicity, pupil.ethnicity.as_ref());
        over(&mut row.first_language, pupil.first_language.as_ref());
        row.eal = pupil.eal().unwrap_or(row.eal);
        row.medical_flag = pupil.medical_flag.unwrap_or(row.medical_flag);
        if let Some(address) = &pupil.address {
            over(&mut row.address_line1, address.line1.as_ref());
            over(&mut row.town, address.town.as_ref());
            over(&mut row.postcode, address.postcode.as_ref());
        }
        if place.joins() || row.school_id.is_none() {
            row.school_id = Some(school.id);
            row.nc_year = Some(pupil.nc_year);
            row.registration_group = None;
        }
        let preferred = row.preferred_name.as_deref().unwrap_or_default();
        row.name_fold = entity::fold(&[row.given_name.as_str(), row.family_name.as_str(), preferred].join(" "));
        row.given_fold = entity::fold(&row.given_name);
        row.family_fold = entity::fold(&row.family_name);
    }
}

/// Which number the child goes by, and which it had. A permanent one replaces a temporary one and never the reverse.
fn numbers(row: &mut pupil::Model, pupil: &CtfPupil) {
    let mut former: Vec<String> =
        row.former_upns.iter().flat_map(|list| list.split_whitespace()).map(str::to_owned).collect();
    let new = pupil.upn.as_str();
    let is_former_here = former.iter().any(|upn| upn == new);
    former.extend(pupil.former_upns.iter().map(|upn| upn.as_str().to_owned()));
    if let Some(old) = row.upn.clone().filter(|old| old != new) {
        let is_former_there = pupil.former_upns.iter().any(|upn| upn.as_str() == old);
        let old_is_temporary = old.ends_with(|last: char| last.is_ascii_alphabetic());
        let replaces = !is_former_here && (is_former_there || old_is_temporary || !pupil.upn.is_temporary());
        if replaces {
            former.push(old);
            row.upn = Some(new.to_owned());
        } else {
            former.push(new.to_owned());
        }
    } else {
        row.upn = Some(new.to_owned());
    }
    let mut kept: Vec<String> = Vec::new();
    for upn in former {
        if Some(&upn) != row.upn.as_ref() && !kept.contains(&upn) {
            kept.push(upn);
        }
    }
    row.former_upns = Some(kept.join(" ")).filter(|list| !list.is_empty());
}

fn over(known: &mut Option<String>, said: Option<&String>) {
    if let Some(said) = said {
        *known = Some(said.clone());
    }
}

/// A child of whom nothing is known but that a file tells of it.
fn blank(trust_id: Uuid) -> pupil::Model {
    let at: DateTime<Utc> = now();
    pupil::Model {
        source_system: Some(SOURCE.to_owned()),
        imported_at: Some(at),
        ..unknown(Uuid::now_v7(), trust_id, at)
    }
}

/// Writes a row that is changed in one column or two.
async fn save<A>(txn: &DatabaseTransaction, row: A) -> Result<(), sea_orm::DbErr>
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    row.update(txn).await.map(|_| ())
}

/// A set value, shorter where there are many.
fn set<V: Into<sea_orm::Value>>(value: V) -> sea_orm::ActiveValue<V> {
    Set(value)
}
