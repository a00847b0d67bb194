//! The query page, and sign-in from it.

use api::config::Limits;

use crate::http_client::send;
use crate::world::{Kind, NEW_FORM, TYPENAME, World};

const JSON: &str = "POST /graphiql/sign-in HTTP/1.1\r\nContent-Type: application/json";

#[tokio::test]
async fn its_files() {
    let world = World::demo().await;
    let reply = world.get("/", "").await;
    if web::is_full() {
        assert_eq!((reply.status, reply.header("location")), (200, None));
        assert!(reply.text().contains("at a glance"));
        assert_eq!(reply.header("content-security-policy"), Some(web::CONTENT_SECURITY_POLICY));
    } else {
        assert_eq!((reply.status, reply.header("location")), (307, Some("/graphiql")));
    }
    let plain = world.get("/graphiql", "").await;
    assert_eq!((plain.status, plain.header("content-encoding")), (200, None));
    assert!(plain.text().contains("<html"));
    assert_eq!(plain.header("content-security-policy"), Some(web::CONTENT_SECURITY_POLICY));
    let gzip = world.get("/graphiql", "\r\nAccept-Encoding: br, gzip").await;
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert!(gzip.body.len() < plain.body.len());
    assert_eq!(world.get("/graphiql", "\r\nAccept-Encoding: gzip;q=0").await.header("content-encoding"), None);
    assert_eq!(world.get("/graphiql/../Cargo.toml", "").await.status, 404);
}

#[tokio::test]
async fn sign_in_as_a_persona() {
    let world = World::demo().await;
    let config = world.get("/graphiql/config.json", "").await.json();
    assert_eq!(config["demo"], true);
    assert_eq!(config["personas"].as_array().unwrap().len(), 1, "personas that are not active are left out");
    assert_eq!(config["personas"][0]["name"], "head");
    let reply = send(world.addr, JSON, br#"{"persona":"head"}"#).await;
    assert_eq!(reply.status, 200);
    assert!(reply.json()["expires_at"].is_string());
    let token = reply.json()["token"].as_str().unwrap().to_owned();
    let reply = world.post(&format!("{NEW_FORM}\r\nAuthorization: Bearer {token}"), TYPENAME).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn sign_in_refused() {
    let world = World::demo().await;
    assert_eq!(send(world.addr, JSON, br#"{"persona":"leaver"}"#).await.status, 404);
    assert_eq!(send(world.addr, JSON, br#"{"persona":"nobody"}"#).await.status, 404);
    assert_eq!(send(world.addr, JSON, b"{}").await.status, 400);
    let form = "POST /graphiql/sign-in HTTP/1.1\r\nContent-Type: text/plain";
    assert_eq!(send(world.addr, form, br#"{"persona":"head"}"#).await.status, 415);
}

#[tokio::test]
async fn no_personas_outside_a_demo() {
    let world = World::start(Kind::Real, Limits::default()).await;
    let config = world.get("/graphiql/config.json", "").await.json();
    assert_eq!((&config["demo"], config["personas"].as_array().unwrap().len()), (&false.into(), 0));
    assert_eq!(send(world.addr, JSON, br#"{"persona":"head"}"#).await.status, 404);
    assert_eq!(world.get("/", "").await.status, 404);
}

#[tokio::test]
async fn examples() {
    let world = World::demo().await;
    assert!(world.get("/graphiql/examples.json", "").await.json().is_array());
}
