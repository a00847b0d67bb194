//! A trust with two schools, and transfer files made for them.

use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use domain::pupils::upn::check_letter;
use entity::codes::PayRegion;
use entity::codes::Phase;
use entity::codes::PrincipalKind;
use entity::codes::SchoolStage;
use entity::codes::SchoolStatus;
use entity::codes::TrustStatus;
use entity::codes::TrustType;
use entity::{principal, pupil, role, role_grant, role_permission, school, trust};
use graph::{Caller, Engine};
use import::{Report, ctf};
use scratch::Kind;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::world::{World, rows};

/// The day the files are made.
pub const DAY: &str = "2025-07-22";
/// A child without anything amiss.
pub const REST: &str = "384999019001";

/// A trust in a database of its own, and a folder for files.
pub struct Trust {
    pub world: World,
    pub id: Uuid,
    /// Whoever imports, with every right over pupils.
    pub caller: Caller,
    pub engine: Engine,
    folder: tempfile::TempDir,
}

impl Trust {
    pub async fn new(on: Kind) -> Trust {
        let world = World::new(on).await;
        let id = add_trust(&world, "First Trust").await;
        add_school(&world, id, "900001", "9991", "Lower Field").await;
        add_school(&world, id, "900002", "9992", "Upper Field").await;
        let caller = add_caller(&world, id).await;
        let engine = engine(&world);
        Trust { world, id, caller, engine, folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub async fn import(&self, document: &str) -> Report {
        self.import_with(document, &self.how()).await
    }

    pub async fn import_with(&self, document: &str, how: &ctf::How<'_>) -> Report {
        let path = self.file("3849990_CTF_3849991_001.xml", document);
        self.import_files(&[path], how).await
    }

    pub async fn import_files(&self, paths: &[PathBuf], how: &ctf::How<'_>) -> Report {
        ctf::run(how, paths, &|_, _| {}).await.expect("a report, whatever the files")
    }

    /// Under the rights of the caller, without options.
    pub fn how(&self) -> ctf::How<'_> {
        ctf::How { engine: &self.engine, caller: &self.caller, school: None, as_of: None, dry_run: false }
    }

    pub async fn pupil(&self, upn: &str) -> Option<pupil::Model> {
        let found = pupil::Entity::find().filter(pupil::Column::TrustId.eq(self.id));
        found.filter(pupil::Column::Upn.eq(upn)).one(&self.world.db).await.expect("a row")
    }

    pub async fn school(&self, urn: &str) -> Uuid {
        let found = school::Entity::find().filter(school::Column::Urn.eq(urn)).one(&self.world.db).await;
        found.expect("a row").expect("a school").id
    }

    /// Every row that a transfer file can touch.
    pub async fn everything(&self) -> String {
        let db = &self.world.db;
        let mut all = rows::<entity::pupil::Entity>(db).await;
        all += &rows::<entity::enrolment::Entity>(db).await;
        all += &rows::<entity::funding_flag::Entity>(db).await;
        all += &rows::<entity::care_flag::Entity>(db).await;
        all += &rows::<entity::sen_record::Entity>(db).await;
        all += &rows::<entity::sen_need::Entity>(db).await;
        all += &rows::<entity::contact::Entity>(db).await;
        all += &rows::<entity::person::Entity>(db).await;
        all
    }
}

fn engine(world: &World) -> Engine {
    let pool = || match world.db.get_database_backend() {
        sea_orm::DbBackend::Sqlite => graph::Database::Sqlite(world.db.get_sqlite_connection_pool().clone().into()),
        _ => graph::Database::Postgres(world.db.get_postgres_connection_pool().clone().into()),
    };
    let engine = Engine::new(domain::catalogue(), pool(), &[7; 32]).expect("the declarations hold");
    engine.with_writer(pool(), domain::actions()).expect("every action has its function")
}

/// A person with a role of the trust's own: every right that a transfer file can need.
pub async fn add_caller(world: &World, trust_id: Uuid) -> Caller {
    let [principal_id, role_id] = [(); 2].map(|()| Uuid::now_v7());
    let person = principal::ActiveModel {
        id: Set(principal_id),
        trust_id: Set(trust_id),
        kind: Set(PrincipalKind::Person),
        name: Set("Whoever imports".into()),
        name_fold: Set("whoever imports".into()),
        active: Set(true),
        ..Default::default()
    };
    principal::Entity::insert(person).exec_without_returning(&world.db).await.expect("a principal");
    let importer = role::ActiveModel {
        id: Set(role_id),
        trust_id: Set(trust_id),
        code: Set("importer".into()),
        name: Set("Importer".into()),
        description: Set("Takes pupils in.".into()),
        is_application: Set(false),
        is_implicit: Set(false),
    };
    role::Entity::insert(importer).exec_without_returning(&world.db).await.expect("a role");
    let groups = ["PUPIL", "PUPIL_SEN", "PUPIL_FUNDING", "PUPIL_DIVERSITY", "LAC"];
    let rows = groups.iter().flat_map(|group| ["READ", "WRITE"].map(|action| format!("{group}_{action}")));
    let rows = rows.map(|permission| role_permission::ActiveModel {
        id: Set(Uuid::now_v7()),
        trust_id: Set(trust_id),
        role_id: Set(role_id),
        permission: Set(permission),
        reach: Set("TRUST".into()),
        row_limit: Set(None),
    });
    role_permission::Entity::insert_many(rows).exec_without_returning(&world.db).await.expect("its permissions");
    let today = Utc::now().date_naive();
    let grant = role_grant::ActiveModel {
        id: Set(Uuid::now_v7()),
        trust_id: Set(trust_id),
        principal_id: Set(principal_id),
        role_id: Set(role_id),
        starts_on: Set(NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day")),
        ..Default::default()
    };
    role_grant::Entity::insert(grant).exec_without_returning(&world.db).await.expect("a grant");
    let caller = domain::platform::access::compile(&world.db, principal_id, today).await.expect("it compiles");
    caller.expect("it is active")
}

pub async fn add_trust(world: &World, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    let row = trust::ActiveModel {
        id: Set(id),
        trust_id: Set(id),
        name: Set(name.into()),
        name_fold: Set(entity::fold(name)),
        trust_type: Set(TrustType::MultiAcademyTrust),
        status: Set(TrustStatus::Open),
        dbs_renewal_months: Set(36),
        suppression_threshold: Set(6),
        ..Default::default()
    };
    trust::Entity::insert(row).exec_without_returning(&world.db).await.expect("a trust");
    id
}

pub async fn add_school(world: &World, trust_id: Uuid, urn: &str, estab: &str, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    let row = school::ActiveModel {
        id: Set(id),
        trust_id: Set(trust_id),
        urn: Set(Some(urn.into())),
        la_code: Set(Some("384".into())),
        estab_no: Set(Some(estab.into())),
        name: Set(name.into()),
        name_fold: Set(entity::fold(name)),
        phase: Set(Phase::Primary),
        status: Set(SchoolStatus::Open),
        stage: Set(SchoolStage::Member),
        has_nursery: Set(false),
        has_sixth_form: Set(false),
        resourced_provision: Set(false),
        sen_unit: Set(false),
        pay_region: Set(PayRegion::England),
        pfi: Set(false),
        updated_at: Set("2025-01-01T00:00:00Z".parse().expect("a time")),
        ..Default::default()
    };
    school::Entity::insert(row).exec_without_returning(&world.db).await.expect("a school");
    id
}

/// A whole number from the twelve characters after its check letter.
pub fn upn(rest: &str) -> String {
    format!("{}{rest}", check_letter(rest))
}

/// A file for the school `estab` with these pupils, made on a day.
pub fn file_of(day: &str, estab: &str, pupils: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CTfile>\n<Header>\n<DocumentName>Common Transfer File</DocumentName>\
         <CTFversion>25.0</CTFversion><DateTime>{day}T15:10:00</DateTime><DocumentQualifier>full</DocumentQualifier>\
         <SupplierID>TEST</SupplierID>\n<SourceSchool><LEA>384</LEA><Estab>9990</Estab><SchoolName>Far School</SchoolName>\
         </SourceSchool>\n<DestSchool><LEA>384</LEA><Estab>{estab}</Estab></DestSchool>\n</Header>\n<CTFpupilData>\n{}\n\
         </CTFpupilData>\n</CTfile>\n",
        pupils.join("\n")
    )
}

/// A file of the usual day for the usual school.
pub fn file(pupils: &[String]) -> String {
    file_of(DAY, "9991", pupils)
}

/// A child by number, with more elements behind the needed ones.
pub fn child(upn: &str, family: &str, more: &str) -> String {
    format!(
        "<Pupil><UPN>{upn}</UPN><Surname>{family}</Surname><Forename>Robin</Forename><DOB>2014-03-09</DOB><Sex>F</Sex>\
         {more}</Pupil>"
    )
}

/// A child with details under `BasicDetails`.
pub fn detailed(upn: &str, family: &str, details: &str) -> String {
    child(upn, family, &format!("<BasicDetails>{details}</BasicDetails>"))
}
