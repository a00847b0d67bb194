//! `colonnade admit`: from a trust without people to a person who signs in with the provider and has a role.

use std::process::Command;

use api::config::Limits;
use domain::platform::calendar::day_of;
use entity::codes::PayRegion;
use entity::codes::Phase;
use entity::codes::SchoolStage;
use entity::codes::SchoolStatus;
use entity::school;
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use crate::issuer::{AUDIENCE, Issuer, Pair};
use crate::world::{Kind, NEW_FORM, TRUST, World};

const VIEWER: &str = r#"{"query":"{ viewer { displayName roles { code schools { urn } } } }"}"#;

struct Setting {
    world: World,
    issuer: Issuer,
    key: Pair,
}

impl Setting {
    async fn new() -> Setting {
        let key = Pair::ed("first");
        let issuer = Issuer::start(&[&key]).await;
        let world = World::with_providers(Kind::Real, Limits::default(), vec![issuer.provider()]).await;
        let db = &world.running().edge().database.writer;
        domain::platform::access::default_roles::write(db, TRUST).await.unwrap();
        let row = school::ActiveModel {
            id: Set(Uuid::now_v7()),
            trust_id: Set(TRUST),
            urn: Set(Some("900001".into())),
            name: Set("Lower Field".into()),
            name_fold: Set("lower field".into()),
            phase: Set(Phase::Primary),
            status: Set(SchoolStatus::Open),
            stage: Set(SchoolStage::Member),
            has_nursery: Set(false),
            has_sixth_form: Set(false),
            resourced_provision: Set(false),
            sen_unit: Set(false),
            pay_region: Set(PayRegion::England),
            pfi: Set(false),
            updated_at: Set(chrono::Utc::now()),
            ..Default::default()
        };
        school::Entity::insert(row).exec_without_returning(db).await.unwrap();
        Setting { world, issuer, key }
    }

    /// Exit code, standard output and standard error.
    async fn admit(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_colonnade"));
        command.args(["--database-url", &self.world.url(), "admit", "--oidc-issuer", &self.issuer.name()]);
        command.args(["--oidc-audience", AUDIENCE]).args(arguments);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// The answer of `viewer` for a subject of the provider, or the status where the token is refused.
    async fn viewer(&self, subject: &str, email: Option<&str>) -> Result<String, u16> {
        let mut claims = self.issuer.claims(subject, email);
        claims["jti"] = Uuid::now_v7().to_string().into();
        let header = format!("{NEW_FORM}\r\nAuthorization: Bearer {}", self.key.sign(&claims));
        let reply = self.world.post(&header, VIEWER).await;
        if reply.status == 200 { Ok(reply.json()["data"]["viewer"].to_string()) } else { Err(reply.status) }
    }
}

#[tokio::test]
async fn by_address_at_a_school() {
    let setting = Setting::new().await;
    assert_eq!(setting.viewer("u1", Some("ann@test.example")).await, Err(401));
    let head = ["--email", "Ann@Test.Example", "--name", "Ann", "--role", "headteacher", "--school", "900001"];
    let (code, out, err) = setting.admit(&head).await;
    assert_eq!(code, Some(0), "{err}");
    assert!(out.ends_with("\tAnn, new\theadteacher written\n"), "{out}");
    let viewer = setting.viewer("u1", Some("ann@test.example")).await.unwrap();
    assert!(viewer.contains(r#""code":"headteacher""#) && viewer.contains(r#""urn":"900001""#), "{viewer}");
    let (code, out, _) = setting.admit(&head).await;
    assert_eq!((code, out.ends_with("\tAnn\theadteacher as it was\n")), (Some(0), true), "{out}");
    let day = |back: u64| (day_of(chrono::Utc::now()) - chrono::Days::new(back)).to_string();
    let end = async |last: String| setting.admit(&[&head[..], &["--until", &last]].concat()).await.0;
    assert_eq!(end(day(0)).await, Some(0));
    let viewer = setting.viewer("u1", Some("ann@test.example")).await.unwrap();
    assert!(viewer.contains("headteacher"), "today is the last day: {viewer}");
    assert_eq!(end(day(1)).await, Some(0));
    let viewer = setting.viewer("u1", Some("ann@test.example")).await.unwrap();
    assert!(!viewer.contains("headteacher"), "the grant ended: {viewer}");
}

#[tokio::test]
async fn by_subject_for_the_whole_trust() {
    let setting = Setting::new().await;
    let admin = ["--subject", "u7", "--name", "Bo", "--email", "bo@test.example", "--role", "access_admin"];
    assert_eq!(setting.admit(&admin).await.0, Some(0));
    assert!(setting.viewer("u7", None).await.unwrap().contains("access_admin"));
    assert_eq!(
        setting.viewer("u8", Some("bo@test.example")).await,
        Err(401),
        "an address alone does not find a principal with a subject"
    );
    let app = ["--subject", "payroll-client", "--name", "Payroll", "--role", "payroll_app"];
    assert_eq!(setting.admit(&app).await.0, Some(0));
    assert!(setting.viewer("payroll-client", None).await.unwrap().contains("payroll_app"));
}

#[tokio::test]
async fn mistakes_are_reported() {
    let setting = Setting::new().await;
    for (arguments, expected) in [
        (&["--email", "a@test.example", "--name", "A", "--role", "king"][..], "no role is called king: these are"),
        (&["--email", "a@test.example", "--name", "A", "--role", "headteacher"], "name each of them with --school URN"),
        (
            &["--email", "a@test.example", "--name", "A", "--role", "headteacher", "--school", "1"],
            "no school with the URN 1",
        ),
        (
            &["--email", "a@test.example", "--name", "A", "--role", "access_admin", "--school", "900001"],
            "leave --school out",
        ),
        (&["--email", "a@test.example", "--role", "access_admin"], "give the name of the new one with --name"),
        (&["--name", "A", "--role", "access_admin"], "name the person with --email"),
        (
            &["--email", "a@test.example", "--name", "A", "--role", "access_admin", "--until", "2020-01-01"],
            "would end before it begins",
        ),
        (
            &["--email", "a@test.example", "--name", "A", "--role", "access_admin", "--oidc-trust", "77"],
            "UID or name `77`",
        ),
    ] {
        let (code, _, err) = setting.admit(arguments).await;
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(err.contains(expected), "{expected}: {err}");
    }
    let bound = |subject| ["--subject", subject, "--email", "c@test.example", "--name", "C", "--role", "access_admin"];
    assert_eq!(setting.admit(&bound("u1")).await.0, Some(0));
    let (code, _, err) = setting.admit(&bound("u2")).await;
    assert!(code == Some(1) && err.contains("bound to another subject"), "{err}");
}
