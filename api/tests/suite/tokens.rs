//! Local tokens: which are refused, and how often a valid one is verified.

use std::sync::atomic::Ordering;

use api::sign_in::{LocalKey, token};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use chrono::{TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http_client::Reply;
use crate::world::{HEAD, LEAVER, NEW_FORM, TRUST, TYPENAME, World};

const HOUR: TimeDelta = TimeDelta::hours(1);

#[tokio::test]
async fn good_and_cached() {
    let world = World::demo().await;
    let token = world.token(HEAD, HOUR);
    for _ in 0..3 {
        assert_eq!(send(&world, &token).await.status, 200);
    }
    assert_eq!(world.compiled.load(Ordering::SeqCst), 1, "rights are compiled once per token");
    world.running().edge().callers.forget_all();
    assert_eq!(send(&world, &token).await.status, 200);
    assert_eq!(world.compiled.load(Ordering::SeqCst), 2, "and again after a change of grants");
}

#[tokio::test]
async fn without_algorithm() {
    let world = World::demo().await;
    let claims = claims();
    for algorithm in ["none", "None", "NONE", ""] {
        let header = json!({ "alg": algorithm, "typ": "JWT" });
        refused(&world, &format!("{}.{}.", part(&header), part(&claims)), "").await;
    }
}

#[tokio::test]
async fn public_key_as_secret() {
    let world = World::demo().await;
    let pem = std::fs::read(&world.key).unwrap();
    for secret in [&pem[..], b"", b"colonnade"] {
        let key = EncodingKey::from_secret(secret);
        let forged = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(), &key).unwrap();
        refused(&world, &forged, "the token is not accepted").await;
    }
}

#[tokio::test]
async fn foreign_key() {
    let world = World::demo().await;
    let foreign = token::issue(&LocalKey::ephemeral().unwrap(), HEAD, TRUST, HOUR).unwrap();
    refused(&world, &foreign.token, "the token is not accepted").await;
}

#[tokio::test]
async fn tampered() {
    let world = World::demo().await;
    let token = world.token(HEAD, HOUR);
    let parts: Vec<&str> = token.split('.').collect();
    let mut claims: Value = serde_json::from_slice(&BASE64.decode(parts[1]).unwrap()).unwrap();
    claims["sub"] = json!(Uuid::from_u128(1));
    refused(&world, &format!("{}.{}.{}", parts[0], part(&claims), parts[2]), "the token is not accepted").await;
    refused(&world, &format!("{}.{}", parts[0], parts[1]), "").await;
    refused(&world, &format!("{token}x"), "").await;
    refused(&world, &"a".repeat(20_000), "").await;
}

#[tokio::test]
async fn expired() {
    let world = World::demo().await;
    refused(&world, &world.token(HEAD, -HOUR), "has expired").await;
    // Expired, but within the allowance for clocks that differ.
    assert_eq!(send(&world, &world.token(HEAD, TimeDelta::seconds(-5))).await.status, 200);
}

#[tokio::test]
async fn expires_while_cached() {
    let world = World::demo().await;
    let token = world.token(HEAD, TimeDelta::seconds(-28));
    assert_eq!(send(&world, &token).await.status, 200);
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    refused(&world, &token, "has expired").await;
}

#[tokio::test]
async fn wrong_claims() {
    let world = World::demo().await;
    for (claim, value, message) in [
        ("aud", json!("another-service"), "the token is not accepted"),
        ("aud", Value::Null, ""),
        ("iss", json!("https://login.example"), "the token is not accepted"),
        ("iss", Value::Null, ""),
        ("exp", Value::Null, ""),
        ("exp", json!("tomorrow"), ""),
        ("nbf", json!(Utc::now().timestamp() + 3600), "is not valid yet"),
        ("sub", json!("head"), ""),
        ("trust", Value::Null, ""),
    ] {
        let mut claims = claims();
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(claim)),
            value => claims[claim] = value,
        }
        refused(&world, &sign(&world, &claims), message).await;
    }
    assert_eq!(send(&world, &sign(&world, &claims())).await.status, 200, "unchanged claims are accepted");
}

#[tokio::test]
async fn principals_out_of_use() {
    let world = World::demo().await;
    refused(&world, &world.token(LEAVER, HOUR), "the token is not accepted").await;
    refused(&world, &world.token(Uuid::from_u128(7), HOUR), "the token is not accepted").await;
}

#[tokio::test]
async fn headers_that_are_no_token() {
    let world = World::demo().await;
    for header in ["Basic aGVhZDpwYXNz", "Bearer", "token", "Bearer a b"] {
        let reply = world.post(&format!("{NEW_FORM}\r\nAuthorization: {header}"), TYPENAME).await;
        assert_eq!((reply.status, &*reply.code()), (401, "UNAUTHENTICATED"), "{header}");
    }
    assert_eq!(world.post("\r\nAuthorization:", TYPENAME).await.status, 200, "an empty header is none");
}

fn claims() -> Value {
    let now = Utc::now().timestamp();
    json!({
        "iss": token::ISSUER, "aud": token::AUDIENCE, "sub": HEAD, "trust": TRUST,
        "iat": now, "exp": now + 3600, "jti": Uuid::now_v7(),
    })
}

fn part(value: &Value) -> String {
    BASE64.encode(value.to_string())
}

/// Signs with the server's own key.
fn sign(world: &World, claims: &Value) -> String {
    let pem = std::fs::read_to_string(&world.key).unwrap();
    let der = base64::prelude::BASE64_STANDARD.decode(pem.lines().nth(1).unwrap()).unwrap();
    jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), claims, &EncodingKey::from_ed_der(&der)).unwrap()
}

async fn send(world: &World, token: &str) -> Reply {
    world.post(&format!("{NEW_FORM}\r\nAuthorization: Bearer {token}"), TYPENAME).await
}

async fn refused(world: &World, token: &str, message: &str) {
    let reply = send(world, token).await;
    assert_eq!((reply.status, &*reply.code()), (401, "UNAUTHENTICATED"), "{token}");
    assert_eq!(reply.header("www-authenticate"), Some(r#"Bearer error="invalid_token""#));
    assert!(reply.message().contains(message), "{}", reply.message());
}
