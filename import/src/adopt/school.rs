//! Copies a school of the register, its membership and its links to the tenant.

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{MembershipRole, MembershipRoute, PayRegion, SchoolStage, SchoolStatus};
use entity::{register_link, register_membership, register_school, school, school_link, trust_membership};
use uuid::Uuid;

/// The tenant's row of a school.
///
/// A school that only group links describe has no status and does not say whether it has nursery classes or a sixth form.
/// It is stored as open and without either, until the trust corrects it.
pub fn tenant(trust_id: Uuid, id: Uuid, from: register_school::Model, now: DateTime<Utc>) -> school::Model {
    let pay_region = pay_region(from.la_code.as_deref());
    school::Model {
        id,
        trust_id,
        urn: Some(from.urn.clone()),
        la_code: from.la_code,
        estab_no: from.estab_no,
        ukprn: from.ukprn,
        name: from.name,
        name_fold: from.name_fold,
        type_code: from.type_code,
        type_name: from.type_name,
        phase: from.phase,
        status: from.status.unwrap_or(SchoolStatus::Open),
        stage: SchoolStage::Member,
        open_date: from.open_date,
        close_date: from.close_date,
        reason_opened: from.reason_opened,
        reason_closed: from.reason_closed,
        low_age: from.low_age,
        high_age: from.high_age,
        gender_of_entry: from.gender_of_entry,
        religious_character: from.religious_character,
        diocese: from.diocese,
        admissions_policy: from.admissions_policy,
        has_nursery: from.has_nursery.unwrap_or(false),
        has_sixth_form: from.has_sixth_form.unwrap_or(false),
        capacity: from.capacity,
        pan: None,
        number_on_roll: from.number_on_roll,
        fsm_hundredths: from.fsm_hundredths,
        resourced_provision: false,
        sen_unit: false,
        address_line1: from.address_line1,
        town: from.town,
        county: from.county,
        postcode: from.postcode,
        region: from.region,
        pay_region,
        urban_rural: from.urban_rural,
        deprivation_decile: None,
        floor_area_m2: None,
        pfi: false,
        source_system: Some("GIAS".to_owned()),
        source_key: Some(from.urn),
        imported_at: Some(now),
        updated_at: now,
    }
}

/// The tenant's row of the membership, with a new id for the school.
pub fn membership(
    trust_id: Uuid,
    school: &register_school::Model,
    spell: &register_membership::Model,
    now: DateTime<Utc>,
) -> trust_membership::Model {
    let joined_on = spell.joined_on.unwrap_or(spell.first_seen_on);
    trust_membership::Model {
        id: Uuid::now_v7(),
        trust_id,
        school_id: Uuid::now_v7(),
        joined_on,
        left_on: None,
        role: MembershipRole::Member,
        route: route(school.type_code.as_deref(), school.open_date, joined_on),
        updated_at: now,
    }
}

/// The tenant's row of a link.
pub fn link(trust_id: Uuid, school_id: Uuid, from: register_link::Model, now: DateTime<Utc>) -> school_link::Model {
    school_link::Model {
        id: Uuid::now_v7(),
        trust_id,
        school_id,
        linked_urn: from.linked_urn,
        linked_name: from.linked_name,
        link_type: from.link_type,
        established_on: from.established_on,
        updated_at: now,
    }
}

/// How the school joined. An academy that joined more than a month after it opened came from another trust.
fn route(type_code: Option<&str>, opened: Option<NaiveDate>, joined: NaiveDate) -> MembershipRoute {
    if opened.is_some_and(|opened| (joined - opened).num_days() > 31) {
        return MembershipRoute::Transfer;
    }
    match type_code {
        Some("28" | "33" | "43" | "46") => MembershipRoute::Sponsored,
        Some("35" | "36" | "38" | "39" | "40" | "41") => MembershipRoute::FreeSchool,
        _ => MembershipRoute::Converter,
    }
}

/// Pay region of the local authority, by the school teachers' pay document. In a county of which only some districts are in
/// the fringe (Buckinghamshire, Essex, Hertfordshire, Kent, West Sussex) the school counts as outside it.
fn pay_region(la_code: Option<&str>) -> PayRegion {
    match la_code.and_then(|code| code.parse::<u16>().ok()) {
        Some(201..=213 | 301 | 304 | 307 | 309 | 315 | 316) => PayRegion::InnerLondon,
        Some(302..=320) => PayRegion::OuterLondon,
        Some(867 | 868 | 871 | 883 | 936) => PayRegion::Fringe,
        _ => PayRegion::England,
    }
}
