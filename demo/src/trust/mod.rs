//! One of the two trusts: how it differs from the other, its row, and what its schools share.

pub mod calendar;
pub mod school_rows;
pub mod schools;

use std::collections::HashMap;

use entity::codes::{TrustStatus, TrustType};
use entity::trust;
use uuid::Uuid;

use self::calendar::day;
use crate::batch::Batch;
use crate::builder::Builder;
use crate::draw::dice::Ids;
use crate::draw::places::{COUNTY, TOWNS};
use crate::people::pay;

/// How the two trusts differ.
pub struct Profile {
    /// 1 or 2: part of its registration numbers and of its seed.
    number: u32,
    name: &'static str,
    mail_domain: &'static str,
    /// Number of its first school, so that the schools of the two trusts have different names and numbers.
    pub first_school: usize,
    /// Whether it has a central team, neighbouring schools and personas.
    pub has_central_team: bool,
}

/// The demo trust.
pub const MAIN: Profile = Profile {
    number: 1,
    name: "Colonnade Learning Trust",
    mail_domain: "colonnade.example",
    first_school: 0,
    has_central_team: true,
};
/// A very small second trust: no caller of the demo trust may see any of its rows.
pub const SECOND: Profile = Profile {
    number: 2,
    name: "Second Trust",
    mail_domain: "second.example",
    first_school: 700,
    has_central_team: false,
};

/// Begins a trust: its row, its calendar and its pay scales.
pub fn begin<'a>(ids: &'a mut Ids, profile: &Profile, seed: u64) -> Builder<'a> {
    let trust_id = ids.next("trust");
    let mut batch = Batch::default();
    batch.trust.push(trust_row(trust_id, profile));
    let calendar = calendar::write(ids, trust_id, &mut batch);
    let pay = pay::write(ids, trust_id, &mut batch);
    Builder {
        seed: seed.wrapping_mul(31).wrapping_add(u64::from(profile.number)),
        trust_id,
        mail_domain: profile.mail_domain,
        ids,
        batch,
        calendar,
        pay,
        ledger: HashMap::new(),
        mailboxes: HashMap::new(),
    }
}

fn trust_row(id: Uuid, profile: &Profile) -> trust::Model {
    let number = profile.number;
    trust::Model {
        id,
        trust_id: id,
        name: profile.name.to_owned(),
        name_fold: entity::fold(profile.name),
        companies_house_no: Some(format!("0099990{number}")),
        ukprn: Some(format!("1999990{number}")),
        gias_group_uid: Some(99_000 + number as i32),
        gias_group_id: Some(format!("TR9990{number}")),
        trust_type: if profile.has_central_team { TrustType::MultiAcademyTrust } else { TrustType::SingleAcademyTrust },
        status: TrustStatus::Open,
        incorporated_on: Some(day(2012, 11, 5)),
        address_line1: Some(format!("{number} Colonnade House, Church Lane")),
        town: Some(TOWNS[0].0.to_owned()),
        county: Some(COUNTY.to_owned()),
        postcode: Some("ZZ1 1AA".to_owned()),
        website: Some(format!("https://www.{}", profile.mail_domain)),
        central_charge_model: Some("FLAT_PERCENT".to_owned()),
        reserves_policy_hundredths: Some(500),
        dbs_renewal_months: 36,
        suppression_threshold: 6,
    }
}
