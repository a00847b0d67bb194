//! A provider's keys: when they are fetched, when not, and which errors the operator sees.

use std::net::SocketAddr;
use std::process::Command;

use api::config::{Limits, Oidc, Settings};
use api::database::{Database, Purpose};
use api::sign_in::Provider;
use api::sign_in::oidc::Timing;

use crate::http_client::Reply;
use crate::issuer::{AUDIENCE, Issuer, Pair, at_once, never_again};
use crate::world::{Kind, NEW_FORM, TYPENAME, World};

async fn world(issuer: &Issuer, timing: Timing) -> World {
    let provider = Provider::new(issuer.settings(), timing);
    World::with_providers(Kind::Real, Limits::default(), vec![provider]).await
}

async fn send(world: &World, issuer: &Issuer, key: &Pair) -> Reply {
    let token = key.sign(&issuer.claims("of-the-head", Some("head@test.example")));
    world.post(&format!("{NEW_FORM}\r\nAuthorization: Bearer {token}"), TYPENAME).await
}

/// Two tokens that are issued within a second are equal; a nonce makes them differ, so that neither is found in the
/// cache.
fn nonce(issuer: &Issuer, number: usize) -> serde_json::Value {
    let mut claims = issuer.claims("of-the-head", Some("head@test.example"));
    claims["jti"] = number.into();
    claims
}

#[tokio::test]
async fn a_new_key_replaces_the_old_one() {
    let (old, new) = (Pair::ec("old"), Pair::ed("new"));
    let issuer = Issuer::start(&[&old]).await;
    let world = world(&issuer, at_once()).await;
    assert_eq!(send(&world, &issuer, &old).await.status, 200);
    issuer.publish(&[&new]);
    assert_eq!(send(&world, &issuer, &new).await.status, 200);
    let again = old.sign(&nonce(&issuer, 1));
    let reply = world.post(&format!("{NEW_FORM}\r\nAuthorization: Bearer {again}"), TYPENAME).await;
    assert_eq!((reply.status, &*reply.code()), (401, "UNAUTHENTICATED"));
}

#[tokio::test]
async fn known_keys_are_used_while_the_provider_is_down() {
    let key = Pair::ed("first");
    let issuer = Issuer::start(&[&key]).await;
    let world = world(&issuer, at_once()).await;
    assert_eq!(send(&world, &issuer, &key).await.status, 200);
    issuer.go_down(true);
    let stranger = Pair::ed("unknown");
    assert_eq!(send(&world, &issuer, &stranger).await.status, 401, "causes a fetch, which fails");
    let token = key.sign(&nonce(&issuer, 1));
    let reply = world.post(&format!("{NEW_FORM}\r\nAuthorization: Bearer {token}"), TYPENAME).await;
    assert_eq!(reply.status, 200, "the failed fetch removed no key");
}

#[tokio::test]
async fn without_keys_the_answer_is_503() {
    let key = Pair::ed("first");
    let issuer = Issuer::start(&[&key]).await;
    issuer.go_down(true);
    let world = world(&issuer, at_once()).await;
    let reply = send(&world, &issuer, &key).await;
    assert_eq!((reply.status, &*reply.code()), (503, "THROTTLED"));
    assert_eq!(reply.header("retry-after"), Some("10"));
    issuer.go_down(false);
    assert_eq!(send(&world, &issuer, &key).await.status, 200);
}

#[tokio::test]
async fn many_unknown_key_ids_cause_one_fetch() {
    let key = Pair::ed("first");
    let issuer = Issuer::start(&[&key]).await;
    let world = world(&issuer, never_again()).await;
    assert_eq!(send(&world, &issuer, &key).await.status, 200);
    let before = issuer.asked_for_keys();
    let tokens: Vec<String> =
        (0..200).map(|number| key.sign_as(Some(&format!("made-up-{number}")), &nonce(&issuer, number))).collect();
    let heads: Vec<String> =
        tokens.iter().map(|token| format!("{NEW_FORM}\r\nAuthorization: Bearer {token}")).collect();
    let replies = futures::future::join_all(heads.iter().map(|head| world.post(head, TYPENAME))).await;
    assert!(replies.iter().all(|reply| reply.status == 401));
    assert_eq!(issuer.asked_for_keys() - before, 1, "one fetch for two hundred tokens");
    assert_eq!(send(&world, &issuer, &key).await.status, 200, "known keys still work");
}

#[tokio::test]
async fn a_bad_signature_with_a_known_key_id_causes_no_fetch() {
    let key = Pair::ed("first");
    let issuer = Issuer::start(&[&key]).await;
    let world = world(&issuer, at_once()).await;
    assert_eq!(send(&world, &issuer, &key).await.status, 200);
    let before = issuer.asked_for_keys();
    for _ in 0..20 {
        assert_eq!(send(&world, &issuer, &Pair::ed("first")).await.status, 401);
    }
    assert_eq!(issuer.asked_for_keys(), before);
}

#[tokio::test]
async fn a_url_of_the_keys_needs_no_discovery() {
    let key = Pair::ed("first");
    let issuer = Issuer::start(&[&key]).await;
    let mut settings = issuer.settings();
    settings.jwks_url = Some(format!("{}/keys", issuer.name()));
    let provider = Provider::new(settings, never_again());
    let world = World::with_providers(Kind::Real, Limits::default(), vec![provider]).await;
    assert_eq!(send(&world, &issuer, &key).await.status, 200);
    assert_eq!((issuer.asked_for_discovery(), issuer.asked_for_keys()), (0, 1));
}

#[tokio::test]
async fn responses_that_are_not_keys() {
    let issuer = Issuer::start(&[]).await;
    for (path, expected) in [
        ("/page", "did not return a set of keys"),
        ("/long", "does not answer (length limit exceeded"),
        ("/moved", "returned 307"),
        ("/nothing", "returned 404"),
    ] {
        let mut settings = issuer.settings();
        settings.jwks_url = Some(format!("{}{path}", issuer.name()));
        let error = Provider::new(settings, never_again()).check().await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    issuer.call_itself("https://login.example");
    let error = issuer.provider().check().await.unwrap_err().to_string();
    assert!(error.contains("names https://login.example"), "{error}");
    let closed = SocketAddr::from(([127, 0, 0, 1], 9));
    let mut settings = issuer.settings();
    settings.issuer = format!("http://{closed}");
    let error = Provider::new(settings, never_again()).check().await.unwrap_err().to_string();
    assert!(error.contains("check that this machine can reach it"), "{error}");
}

#[tokio::test]
async fn a_demo_trust_has_no_provider() {
    let issuer = Issuer::start(&[]).await;
    let folder = tempfile::tempdir().unwrap();
    let mut demo = World::demo().await;
    let url = demo.url();
    demo.stop().await;
    let settings = Settings {
        database_url: url.clone(),
        bind: SocketAddr::from(([127, 0, 0, 1], 0)),
        data_dir: folder.path().to_owned(),
        log_format: api::logging::Format::default(),
        limits: Limits::default(),
        oidc: Oidc { issuer: Some(issuer.name()), audience: Some(AUDIENCE.into()), ..Oidc::default() },
        more_oidc: Vec::new(),
    };
    let providers = settings.providers(Oidc::default()).unwrap();
    assert_eq!(providers.len(), 1);
    let database = Database::open(&url, Purpose::Maintain).await.unwrap();
    let config = api::wiring::server(&settings, Limits::default(), providers, database).await.unwrap();
    assert!(config.providers.is_empty());
}

/// Flags come before variables and variables before the file; the doctor reports what is wrong.
#[tokio::test]
async fn the_doctor_fetches_the_keys() {
    let issuer = Issuer::start(&[&Pair::ed("first"), &Pair::ec("second")]).await;
    let folder = tempfile::tempdir().unwrap();
    let run = async |file: String, flags: Vec<String>, variables: Vec<(&'static str, String)>| {
        std::fs::write(folder.path().join("colonnade.toml"), file).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_colonnade"));
        command.arg("doctor").args(flags).current_dir(folder.path());
        for name in ["DATABASE_URL", "COLONNADE_DATABASE_URL", "COLONNADE_DATA_DIR", "COLONNADE_CONFIG"] {
            command.env_remove(name);
        }
        command.envs(variables);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let file = format!("oidc_issuer = '{}'\noidc_audience = 'from-the-file'\n", issuer.name());
    let (code, out) = run(file.clone(), vec![], vec![]).await;
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains(&format!("{} for from-the-file: 2 key(s), ES256, EdDSA", issuer.name())), "{out}");
    let variable = vec![("COLONNADE_OIDC_AUDIENCE", "from-a-variable".to_owned())];
    assert!(run(file.clone(), vec![], variable.clone()).await.1.contains("for from-a-variable"));
    let flag = vec!["--oidc-audience".to_owned(), "from-a-flag".to_owned()];
    assert!(run(file.clone(), flag, variable).await.1.contains("for from-a-flag"));
    let more = format!("{file}[[oidc]]\nissuer = '{}'\naudience = 'second-trust'\n", issuer.name());
    assert!(run(more, vec![], vec![]).await.1.contains("for second-trust"));
    issuer.go_down(true);
    let (code, out) = run(file, vec![], vec![]).await;
    assert_eq!(code, Some(1));
    assert!(out.contains("WRONG sign-in") && out.contains("returned 502"), "{out}");
    let (code, out) = run("oidc_issuer = 'http://login.example'\n".to_owned(), vec![], vec![]).await;
    assert_eq!(code, Some(1));
    assert!(out.contains("is not https"), "{out}");
}
