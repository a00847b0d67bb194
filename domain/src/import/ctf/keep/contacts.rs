//! The contacts of a child. Whoever is known already, by name and one more mark, is not entered twice.

use std::collections::HashMap;

use entity::{contact, person, pupil};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{save, set};
use crate::import::ctf::history::CtfContact;
use crate::import::ctf::pupil::CtfPupil;
use crate::import::run::now;

/// Adds the contacts that are new, and brings the others up to date.
pub async fn settle(txn: &DatabaseTransaction, row: &pupil::Model, pupil: &CtfPupil) -> anyhow::Result<bool> {
    if pupil.contacts.is_empty() {
        return Ok(false);
    }
    let known = contact::Entity::find().filter(contact::Column::PupilId.eq(row.id)).all(txn).await?;
    let ids: Vec<Uuid> = known.iter().map(|contact| contact.person_id).collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(txn).await?;
    let names: HashMap<Uuid, String> =
        people.into_iter().map(|person| (person.id, name(&person.given_name, &person.family_name))).collect();
    let mut changed = false;
    for said in &pupil.contacts {
        let folded = name(&said.given_name, &said.family_name);
        match known.iter().find(|contact| names.get(&contact.person_id) == Some(&folded)) {
            Some(contact) => changed |= update(txn, contact, said).await?,
            None => {
                let person_id = match same_person(txn, row.trust_id, &folded, said).await? {
                    Some(id) => id,
                    None => add_person(txn, row.trust_id, folded, said).await?,
                };
                add(txn, row, person_id, said).await?;
                changed = true;
            }
        }
    }
    Ok(changed)
}

fn name(given: &str, family: &str) -> String {
    entity::fold(&[given, family].join(" "))
}

/// A parent of a brother or sister: the same name, and the same telephone, address or e-mail.
async fn same_person(
    txn: &DatabaseTransaction,
    trust_id: Uuid,
    folded: &str,
    said: &CtfContact,
) -> anyhow::Result<Option<Uuid>> {
    use person::Column as C;
    let postcode = said.address.as_ref().and_then(|address| address.postcode.as_ref());
    let found = person::Entity::find().filter(C::TrustId.eq(trust_id)).filter(C::NameFold.eq(folded)).all(txn).await?;
    let same = |one: Option<&String>, other: Option<&String>| one.is_some() && one == other;
    Ok(found.into_iter().find_map(|person| {
        let marked = same(person.phone.as_ref(), said.phone.as_ref())
            || same(person.email_personal.as_ref(), said.email.as_ref())
            || same(person.postcode.as_ref(), postcode);
        marked.then_some(person.id)
    }))
}

async fn add_person(
    txn: &DatabaseTransaction,
    trust_id: Uuid,
    name_fold: String,
    said: &CtfContact,
) -> anyhow::Result<Uuid> {
    let id = Uuid::now_v7();
    let address = said.address.clone().unwrap_or_default();
    let person = person::ActiveModel {
        id: set(id),
        trust_id: set(trust_id),
        title: set(said.title.clone()),
        given_name: set(said.given_name.clone()),
        family_name: set(said.family_name.clone()),
        name_fold: set(name_fold),
        family_fold: set(entity::fold(&said.family_name)),
        address_line1: set(address.line1),
        town: set(address.town),
        postcode: set(address.postcode),
        phone: set(said.phone.clone()),
        email_personal: set(said.email.clone()),
        updated_at: set(now()),
        ..Default::default()
    };
    person::Entity::insert(person).exec_without_returning(txn).await?;
    Ok(id)
}

async fn add(txn: &DatabaseTransaction, row: &pupil::Model, person_id: Uuid, said: &CtfContact) -> anyhow::Result<()> {
    let home = said.address.as_ref().and_then(|address| address.postcode.as_ref());
    let contact = contact::ActiveModel {
        id: set(Uuid::now_v7()),
        trust_id: set(row.trust_id),
        pupil_id: set(row.id),
        school_id: set(row.school_id),
        person_id: set(person_id),
        relationship: set(said.relationship.clone()),
        parental_responsibility: set(said.parental_responsibility),
        priority: set(said.priority),
        lives_with: set(home.is_some() && home == row.postcode.as_ref()),
        ..Default::default()
    };
    contact::Entity::insert(contact).exec_without_returning(txn).await?;
    Ok(())
}

async fn update(txn: &DatabaseTransaction, known: &contact::Model, said: &CtfContact) -> anyhow::Result<bool> {
    if (&known.relationship, known.parental_responsibility, known.priority)
        == (&said.relationship, said.parental_responsibility, said.priority)
    {
        return Ok(false);
    }
    let contact = contact::ActiveModel {
        id: set(known.id),
        relationship: set(said.relationship.clone()),
        parental_responsibility: set(said.parental_responsibility),
        priority: set(said.priority),
        ..Default::default()
    };
    save(txn, contact).await?;
    Ok(true)
}
