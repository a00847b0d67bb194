//! One trust from beginning to end.

use std::collections::{BTreeMap, HashMap};

use entity::codes::{TrustStatus, TrustType};
use entity::trust;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::batch::Batch;
use crate::budgets::Basis;
use crate::calendar::day;
use crate::dice::Ids;
use crate::families::Families;
use crate::maker::Maker;
use crate::places::{COUNTY, TOWNS};
use crate::pupils::Rolls;
use crate::{
    Options, Step, attainment, budgets, calendar, charges, classes, governance, ledger, pay, principals, pupils,
    readers, school_rows, schools, staff, teaching,
};
use domain::platform::access::default_roles;

/// What tells the two trusts apart.
pub struct Profile {
    number: u32,
    name: &'static str,
    mail_domain: &'static str,
    first_school: usize,
    has_central_team: bool,
}

/// The demo trust.
pub const MAIN: Profile = Profile {
    number: 1,
    name: "Colonnade Learning Trust",
    mail_domain: "colonnade.example",
    first_school: 0,
    has_central_team: true,
};
/// A very small trust beside it: what one tenant must never see of another.
pub const SECOND: Profile = Profile {
    number: 2,
    name: "Second Trust",
    mail_domain: "second.example",
    first_school: 700,
    has_central_team: false,
};

/// Makes and writes one trust: what schools share, then staff, then pupils school by school, then what sums them up.
pub async fn load_trust<C: ConnectionTrait>(
    txn: &C,
    ids: &mut Ids,
    rows: &mut BTreeMap<&'static str, u64>,
    profile: &Profile,
    options: &Options,
    progress: &(dyn Fn(Step) + Send + Sync),
) -> anyhow::Result<Uuid> {
    let trust_id = ids.next("trust");
    let mut batch = Batch::default();
    batch.trust.push(trust_row(trust_id, profile));
    let calendar = calendar::write(ids, trust_id, &mut batch);
    let pay = pay::write(ids, trust_id, &mut batch);
    let mut maker = Maker {
        seed: options.seed.wrapping_mul(31).wrapping_add(u64::from(profile.number)),
        trust_id,
        mail_domain: profile.mail_domain,
        ids,
        batch,
        calendar,
        pay,
        ledger: HashMap::new(),
        mailboxes: HashMap::new(),
    };
    let planned = schools::plan(&mut maker, options.schools, options.pupils, profile.first_school);
    school_rows::write(&mut maker, &planned, profile.first_school);
    if profile.has_central_team {
        school_rows::write_neighbours(&mut maker);
    }
    ledger::write_codes(&mut maker);
    charges::write_rates(&mut maker);
    let books = ledger::write_books(&mut maker, &planned);
    let classes: Vec<_> = planned.iter().map(|school| classes::write(&mut maker, school)).collect();
    let class_counts: Vec<usize> =
        planned.iter().zip(&classes).map(|(school, classes)| registration_count(school, classes)).collect();
    let team = staff::write(&mut maker, &planned, &class_counts, profile.has_central_team);
    let mut leads = teaching::Leads::new();
    for (index, school) in planned.iter().enumerate() {
        teaching::write(&mut maker, school, index, &classes[index], &team, &mut leads);
    }
    std::mem::take(&mut maker.batch).write(txn, rows).await?;
    let role_ids = default_roles::write(txn, trust_id).await?;
    *rows.entry("role").or_default() += role_ids.len() as u64;

    let staff_parents = team
        .members
        .iter()
        .filter(|member| member.person.born > day(1974, 1, 1) && member.person.born < day(1992, 1, 1))
        .map(|member| member.person.clone())
        .collect();
    let mut rolls = Rolls::new(&planned, &classes, Families::new(TOWNS.len(), staff_parents));
    let (mut bases, mut parents, mut done) = (Vec::new(), Vec::new(), 0);
    for (index, school) in planned.iter().enumerate() {
        let children = pupils::write(&mut maker, &mut rolls, index);
        let mut dice = maker.dice("attainment", index);
        let mut basis = Basis::default();
        for child in &children {
            attainment::write(&mut maker, &mut dice, &planned, &classes, &leads, child);
            basis.count(child);
        }
        parents.push(governors_to_be(&maker.batch, school.id));
        bases.push(basis);
        std::mem::take(&mut maker.batch).write(txn, rows).await?;
        done += children.len();
        progress(Step { name: "pupils", done, total: options.pupils });
    }

    let pfi: Vec<bool> =
        (0..planned.len()).map(|index| school_rows::pays_for_private_finance(profile.first_school + index)).collect();
    budgets::write(&mut maker, &planned, &team.costs, &books, &bases, &pfi);
    let board = governance::write(&mut maker, &planned, &team, &parents);
    if profile.has_central_team {
        let six_m = classes[0]
            .registration(false, 6)
            .iter()
            .find(|class| class.name == "6M")
            .and_then(|class| leads.get(&class.id));
        principals::write(&mut maker, &planned, &team, &board, &role_ids, six_m.map(|lead| lead.0));
    } else {
        principals::write_second(&mut maker, &planned, &team, &role_ids);
    }
    std::mem::take(&mut maker.batch).write(txn, rows).await?;
    if profile.has_central_team {
        readers::write(txn, maker.ids, (trust_id, planned[0].id), rows).await?;
    }
    Ok(trust_id)
}

fn registration_count(school: &schools::School, classes: &classes::Classes) -> usize {
    let (low, high) = school.kind.years();
    (low..=high).map(|nc_year| classes.registration(false, nc_year).len()).sum()
}

/// Two parents of a school who will be governors.
fn governors_to_be(batch: &Batch, school_id: Uuid) -> Vec<Uuid> {
    let here = batch.contact.iter().filter(|contact| contact.school_id == Some(school_id) && contact.priority == 1);
    let mut parents: Vec<Uuid> = here.step_by(7).map(|contact| contact.person_id).take(2).collect();
    parents.dedup();
    parents
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
