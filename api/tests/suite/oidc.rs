//! Sign-in with a trust's own provider: which tokens are accepted, for whom, and that refusals reveal nothing.

use api::config::Limits;
use api::sign_in::oidc::principals;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use chrono::{Days, TimeDelta, Utc};
use domain::platform::calendar::day_of;
use entity::codes::PrincipalKind;
use entity::codes::TrustStatus;
use entity::codes::TrustType;
use entity::{principal, role_grant, trust};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sea_orm::{ActiveValue::Set, DatabaseConnection, EntityTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http_client::Reply;
use crate::issuer::{AUDIENCE, Issuer, Pair};
use crate::world::{HEAD, Kind, NEW_FORM, TRUST, World};

const EMAIL: &str = "head@test.example";
const VIEWER: &str = r#"{"query":"{ viewer { displayName roles { code } } }"}"#;

struct Setting {
    world: World,
    issuer: Issuer,
    key: Pair,
}

impl Setting {
    async fn new() -> Setting {
        Setting::signed_by(Pair::ed("first")).await
    }

    async fn signed_by(key: Pair) -> Setting {
        let issuer = Issuer::start(&[&key]).await;
        let world = World::with_providers(Kind::Real, Limits::default(), vec![issuer.provider()]).await;
        Setting { world, issuer, key }
    }

    fn db(&self) -> &DatabaseConnection {
        &self.world.running().edge().database.writer
    }

    async fn send(&self, token: &str) -> Reply {
        self.world.post(&format!("{NEW_FORM}\r\nAuthorization: Bearer {token}"), VIEWER).await
    }

    /// Sends a token with the valid claims of the head and some changes.
    async fn send_changed(&self, changes: Value) -> Reply {
        self.send(&self.key.sign(&self.changed(changes))).await
    }

    fn changed(&self, changes: Value) -> Value {
        let mut claims = self.issuer.claims("of-the-head", Some(EMAIL));
        for (name, value) in changes.as_object().unwrap() {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value.clone(),
            }
        }
        claims
    }

    async fn add(&self, changed: impl FnOnce(&mut principal::ActiveModel)) -> Uuid {
        let id = Uuid::now_v7();
        let mut row = principal::ActiveModel {
            id: Set(id),
            trust_id: Set(TRUST),
            kind: Set(PrincipalKind::Person),
            name: Set("Another".into()),
            name_fold: Set("another".into()),
            active: Set(true),
            ..Default::default()
        };
        changed(&mut row);
        principal::Entity::insert(row).exec_without_returning(self.db()).await.unwrap();
        id
    }
}

#[tokio::test]
async fn every_algorithm_signs_in() {
    for key in [Pair::rsa("r"), Pair::ec("e"), Pair::ed("o")] {
        let setting = Setting::signed_by(key).await;
        let claims = setting.issuer.claims("of-the-head", Some(EMAIL));
        signed_in(&setting.send(&setting.key.sign(&claims)).await, "The head");
        signed_in(&setting.send(&setting.key.sign_as(None, &claims)).await, "The head");
    }
}

#[tokio::test]
async fn verified_once_and_beside_the_local_key() {
    let setting = Setting::new().await;
    let token = setting.key.sign(&setting.issuer.claims("of-the-head", Some(EMAIL)));
    for _ in 0..3 {
        signed_in(&setting.send(&token).await, "The head");
    }
    assert_eq!(setting.world.compiled.load(std::sync::atomic::Ordering::SeqCst), 1);
    assert_eq!(setting.issuer.asked_for_keys(), 1);
    signed_in(&setting.send(&setting.world.token(HEAD, TimeDelta::hours(1))).await, "The head");
}

#[tokio::test]
async fn clocks_may_differ_by_the_skew() {
    let setting = Setting::new().await;
    let at = |seconds: i64| Utc::now().timestamp() + seconds;
    signed_in(&setting.send_changed(json!({ "exp": at(-30) })).await, "The head");
    signed_in(&setting.send_changed(json!({ "nbf": at(30) })).await, "The head");
    refused(&setting.send_changed(json!({ "exp": at(-90) })).await, "has expired");
    refused(&setting.send_changed(json!({ "nbf": at(90) })).await, "is not valid yet");
}

#[tokio::test]
async fn claims_that_do_not_fit() {
    let setting = Setting::new().await;
    for changes in [
        json!({ "aud": "another-service" }),
        json!({ "aud": ["another-service"] }),
        json!({ "aud": null }),
        json!({ "exp": null }),
        json!({ "exp": "never" }),
        json!({ "nbf": "always" }),
        json!({ "sub": null }),
        json!({ "sub": "" }),
        json!({ "sub": "x".repeat(256) }),
        json!({ "iss": "https://login.example" }),
        json!({ "iss": null }),
        json!({ "email_verified": false }),
        json!({ "email_verified": null }),
        json!({ "email_verified": "no" }),
        json!({ "email": null }),
    ] {
        let reply = setting.send_changed(changes.clone()).await;
        assert_eq!((reply.status, &*reply.code()), (401, "UNAUTHENTICATED"), "{changes}");
    }
    signed_in(&setting.send_changed(json!({ "aud": ["another-service", AUDIENCE] })).await, "The head");
    signed_in(&setting.send_changed(json!({ "email": "Head@Test.Example" })).await, "The head");
    signed_in(&setting.send_changed(json!({ "email_verified": null, "xms_edov": "1" })).await, "The head");
}

#[tokio::test]
async fn forged() {
    let setting = Setting::signed_by(Pair::rsa("r")).await;
    let claims = setting.issuer.claims("of-the-head", Some(EMAIL));
    let good = setting.key.sign(&claims);
    let [header, body, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    for algorithm in ["none", "None", "", "HS256", "RS384", "PS256", "ES256", "EdDSA"] {
        let header = BASE64.encode(json!({ "alg": algorithm, "kid": "r" }).to_string());
        refused(&setting.send(&format!("{header}.{body}.{signature}")).await, "the token is not accepted");
        refused(&setting.send(&format!("{header}.{body}.")).await, "the token is not accepted");
    }
    // The public key as an HMAC secret, in every form that an implementation might use.
    let published = &setting.key.published;
    let modulus = published["n"].as_str().unwrap();
    for secret in [published.to_string().into_bytes(), modulus.as_bytes().to_vec(), BASE64.decode(modulus).unwrap()] {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some("r".into());
        let forged = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&secret)).unwrap();
        refused(&setting.send(&forged).await, "the token is not accepted");
    }
    // A token of another key with this key's id, and a token with changed claims.
    refused(&setting.send(&Pair::ec("r").sign(&claims)).await, "the token is not accepted");
    let other = BASE64.encode(setting.changed(json!({ "sub": "another" })).to_string());
    refused(&setting.send(&format!("{header}.{other}.{signature}")).await, "the token is not accepted");
    let critical = BASE64.encode(json!({ "alg": "RS256", "kid": "r", "crit": ["b64"], "b64": false }).to_string());
    refused(&setting.send(&format!("{critical}.{body}.{signature}")).await, "the token is not accepted");
    signed_in(&setting.send(&good).await, "The head");
}

#[tokio::test]
async fn by_subject_before_address() {
    let setting = Setting::new().await;
    let issuer = setting.issuer.name();
    setting
        .add(|row| {
            row.name = Set("The bursar".into());
            row.email = Set(Some("office@test.example".into()));
            row.oidc_issuer = Set(Some(issuer));
            row.oidc_subject = Set(Some("bursar-1".into()));
        })
        .await;
    let send =
        async |subject: &str, email| setting.send(&setting.key.sign(&setting.issuer.claims(subject, email))).await;
    signed_in(&send("bursar-1", None).await, "The bursar");
    signed_in(&send("bursar-1", Some(EMAIL)).await, "The bursar");
    // Another subject with the same address is somebody else.
    refused(&send("bursar-2", Some("office@test.example")).await, "the token is not accepted");
}

#[tokio::test]
async fn a_subject_of_another_issuer_is_somebody_else() {
    let setting = Setting::new().await;
    setting
        .add(|row| {
            row.oidc_issuer = Set(Some("https://login.example".into()));
            row.oidc_subject = Set(Some("bursar-1".into()));
        })
        .await;
    let token = setting.key.sign(&setting.issuer.claims("bursar-1", None));
    refused(&setting.send(&token).await, "the token is not accepted");
}

#[tokio::test]
async fn an_application_signs_in_by_its_subject_alone() {
    let setting = Setting::new().await;
    let issuer = setting.issuer.name();
    setting
        .add(|row| {
            row.kind = Set(PrincipalKind::Application);
            row.email = Set(Some("payroll@test.example".into()));
        })
        .await;
    setting
        .add(|row| {
            row.kind = Set(PrincipalKind::Application);
            row.name = Set("Rota".into());
            row.oidc_issuer = Set(Some(issuer));
            row.oidc_subject = Set(Some("client-7".into()));
        })
        .await;
    let by_address = setting.key.sign(&setting.issuer.claims("x", Some("payroll@test.example")));
    refused(&setting.send(&by_address).await, "the token is not accepted");
    signed_in(&setting.send(&setting.key.sign(&setting.issuer.claims("client-7", None))).await, "Rota");
}

/// All refusals that could reveal who has access are equal to the last byte.
#[tokio::test]
async fn strangers_learn_nothing() {
    let setting = Setting::new().await;
    let elsewhere = second_trust(&setting).await;
    setting
        .add(|row| {
            row.trust_id = Set(elsewhere);
            row.email = Set(Some("there@test.example".into()));
        })
        .await;
    let mut replies = Vec::new();
    let named = with_trust(&setting, "Test Trust").await;
    for claims in [
        setting.issuer.claims("nobody", None),
        setting.issuer.claims("nobody", Some("nobody@test.example")),
        setting.issuer.claims("nobody", Some("there@test.example")),
        setting.issuer.claims("nobody", Some("leaver@test.example")),
        setting.changed(json!({ "iss": "https://login.example" })),
        setting.changed(json!({ "aud": "another-service" })),
    ] {
        replies.push(named.send(&setting.key.sign(&claims)).await);
    }
    replies.push(named.send(&Pair::ed("first").sign(&setting.issuer.claims("of-the-head", Some(EMAIL)))).await);
    for reply in &replies {
        assert_eq!((reply.status, reply.text()), (401, replies[0].text()));
        assert_eq!(reply.header("www-authenticate"), replies[0].header("www-authenticate"));
    }
    assert_eq!(replies[0].code(), "UNAUTHENTICATED");
    assert!(replies[0].message().contains("ask an access administrator"), "{}", replies[0].message());
}

#[tokio::test]
async fn a_provider_speaks_for_one_trust() {
    let setting = Setting::new().await;
    second_trust(&setting).await;
    let token = setting.key.sign(&setting.issuer.claims("of-the-head", Some(EMAIL)));
    let reply = setting.send(&token).await;
    assert_eq!(
        (reply.status, &*reply.code()),
        (500, "INTERNAL_SERVER_ERROR"),
        "the settings do not say which of the two trusts"
    );
    signed_in(&with_trust(&setting, "test trust").await.send(&token).await, "The head");
    refused(&with_trust(&setting, "Second Trust").await.send(&token).await, "the token is not accepted");
    for (named, expected) in [
        (None, "holds 2 trusts: name the provider"),
        (Some("Third Trust"), "no trust has the UID or name `Third Trust`"),
        (Some("77"), "no trust has the UID or name `77`"),
    ] {
        let error = principals::trust(setting.db(), named).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(principals::trust(setting.db(), Some("4076")).await.is_ok());
}

#[tokio::test]
async fn a_grant_ends_and_its_holder_still_signs_in() {
    let setting = Setting::new().await;
    let roles = domain::platform::access::default_roles::write(setting.db(), TRUST).await.unwrap();
    let today = day_of(Utc::now());
    let day =
        |days: i64| if days < 0 { today - Days::new(days.unsigned_abs()) } else { today + Days::new(days as u64) };
    for (role, from, to, holds) in [
        ("headteacher", -30, Some(-1), false),
        ("senco", -30, Some(0), true),
        ("internal_auditor", 1, None, false),
        ("dsl", 0, None, true),
    ] {
        let row = role_grant::ActiveModel {
            id: Set(Uuid::now_v7()),
            trust_id: Set(TRUST),
            principal_id: Set(HEAD),
            role_id: Set(roles[role]),
            starts_on: Set(day(from)),
            ends_on: Set(to.map(day)),
            ..Default::default()
        };
        role_grant::Entity::insert(row).exec_without_returning(setting.db()).await.unwrap();
        let claims = setting.changed(json!({ "jti": role }));
        let reply = setting.send(&setting.key.sign(&claims)).await;
        signed_in(&reply, "The head");
        let held = reply.json()["data"]["viewer"]["roles"].to_string().contains(role);
        assert_eq!(held, holds, "{role} from {from} to {to:?}: {}", reply.text());
    }
}

async fn second_trust(setting: &Setting) -> Uuid {
    let id = Uuid::now_v7();
    let row = trust::ActiveModel {
        id: Set(id),
        trust_id: Set(id),
        name: Set("Second Trust".into()),
        name_fold: Set("second trust".into()),
        gias_group_uid: Set(Some(4076)),
        trust_type: Set(TrustType::MultiAcademyTrust),
        status: Set(TrustStatus::Open),
        dbs_renewal_months: Set(36),
        suppression_threshold: Set(10),
        ..Default::default()
    };
    trust::Entity::insert(row).exec_without_returning(setting.db()).await.unwrap();
    id
}

/// A second server over the same database, whose provider belongs to a named trust.
async fn with_trust(setting: &Setting, name: &str) -> Node {
    let mut settings = setting.issuer.settings();
    settings.trust = Some(name.to_owned());
    let provider = api::sign_in::Provider::new(settings, crate::issuer::never_again());
    Node { running: setting.world.second(vec![provider]).await }
}

struct Node {
    running: api::server::Running,
}

impl Node {
    async fn send(&self, token: &str) -> Reply {
        let head = format!(
            "POST /graphql HTTP/1.1\r\nContent-Type: application/json{NEW_FORM}\r\nAuthorization: Bearer {token}"
        );
        crate::http_client::send(self.running.addr, &head, VIEWER.as_bytes()).await
    }
}

#[track_caller]
fn signed_in(reply: &Reply, name: &str) {
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.json()["data"]["viewer"]["displayName"], name);
}

#[track_caller]
fn refused(reply: &Reply, message: &str) {
    assert_eq!((reply.status, &*reply.code()), (401, "UNAUTHENTICATED"), "{}", reply.text());
    assert!(reply.message().contains(message), "{}", reply.message());
}
