//! A sign-in provider for tests: an HTTP server with discovery and a key set, which counts its requests.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use api::config::ProviderSettings;
use api::sign_in::Provider;
use api::sign_in::oidc::Timing;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::{Router, routing::get};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use chrono::Utc;
use ed25519_dalek::SigningKey;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::pkcs8::EncodePrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

pub const AUDIENCE: &str = "colonnade-portal";

/// A key pair: the private key signs, the public key is published.
#[derive(Clone)]
pub struct Pair {
    pub id: String,
    pub algorithm: Algorithm,
    pub signing: EncodingKey,
    pub published: Value,
}

impl Pair {
    /// One key for all tests, because generating it takes a second.
    pub fn rsa(id: &str) -> Pair {
        static KEY: OnceLock<rsa::RsaPrivateKey> = OnceLock::new();
        let key = KEY.get_or_init(|| rsa::RsaPrivateKey::new(&mut OsRng, 2048).unwrap());
        let part = |number: &rsa::BigUint| BASE64.encode(number.to_bytes_be());
        let published = json!({ "kty": "RSA", "use": "sig", "n": part(key.n()), "e": part(key.e()) });
        Pair::of(id, Algorithm::RS256, EncodingKey::from_rsa_der(key.to_pkcs1_der().unwrap().as_bytes()), published)
    }

    pub fn ec(id: &str) -> Pair {
        let key = p256::SecretKey::random(&mut OsRng);
        let point = key.public_key().to_encoded_point(false);
        let published = json!({ "kty": "EC", "crv": "P-256", "x": BASE64.encode(point.x().unwrap()), "y": BASE64.encode(point.y().unwrap()) });
        Pair::of(id, Algorithm::ES256, EncodingKey::from_ec_der(key.to_pkcs8_der().unwrap().as_bytes()), published)
    }

    pub fn ed(id: &str) -> Pair {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).unwrap();
        let key = SigningKey::from_bytes(&seed);
        let mut der =
            vec![0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        der.extend_from_slice(&seed);
        let x = BASE64.encode(key.verifying_key().to_bytes());
        let published = json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "alg": "EdDSA" });
        Pair::of(id, Algorithm::EdDSA, EncodingKey::from_ed_der(&der), published)
    }

    fn of(id: &str, algorithm: Algorithm, signing: EncodingKey, mut published: Value) -> Pair {
        published["kid"] = json!(id);
        Pair { id: id.to_owned(), algorithm, signing, published }
    }

    /// Signs claims, with this key's id.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_as(Some(&self.id), claims)
    }

    /// Signs claims, with another key id or none.
    pub fn sign_as(&self, id: Option<&str>, claims: &Value) -> String {
        let mut header = Header::new(self.algorithm);
        header.kid = id.map(str::to_owned);
        jsonwebtoken::encode(&header, claims, &self.signing).unwrap()
    }
}

#[derive(Default)]
struct Shared {
    keys: Mutex<Vec<Value>>,
    /// The issuer that discovery returns instead of the real one.
    calls_itself: Mutex<Option<String>>,
    down: Mutex<bool>,
    asked_for_keys: AtomicUsize,
    asked_for_discovery: AtomicUsize,
}

/// A running provider.
pub struct Issuer {
    pub addr: SocketAddr,
    shared: Arc<Shared>,
}

impl Issuer {
    pub async fn start(pairs: &[&Pair]) -> Issuer {
        let shared = Arc::new(Shared::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (discovery, keys) = (shared.clone(), shared.clone());
        let router = Router::new()
            .route(
                "/.well-known/openid-configuration",
                get(async move || {
                    discovery.asked_for_discovery.fetch_add(1, Ordering::SeqCst);
                    let name = discovery.calls_itself.lock().unwrap().clone();
                    let body = json!({
                        "issuer": name.unwrap_or_else(|| format!("http://{addr}")),
                        "jwks_uri": format!("http://{addr}/keys"),
                    });
                    discovery.answer(body)
                }),
            )
            .route(
                "/keys",
                get(async move || {
                    keys.asked_for_keys.fetch_add(1, Ordering::SeqCst);
                    let body = json!({ "keys": *keys.keys.lock().unwrap() });
                    keys.answer(body)
                }),
            )
            .route("/moved", get(async || axum::response::Redirect::temporary("/keys")))
            .route("/page", get(async || "<html>"))
            .route("/long", get(async || "x".repeat(1024 * 1024)));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let issuer = Issuer { addr, shared };
        issuer.publish(pairs);
        issuer
    }

    pub fn name(&self) -> String {
        format!("http://{}", self.addr)
    }

    pub fn publish(&self, pairs: &[&Pair]) {
        *self.shared.keys.lock().unwrap() = pairs.iter().map(|pair| pair.published.clone()).collect();
    }

    pub fn call_itself(&self, name: &str) {
        *self.shared.calls_itself.lock().unwrap() = Some(name.to_owned());
    }

    pub fn go_down(&self, down: bool) {
        *self.shared.down.lock().unwrap() = down;
    }

    pub fn asked_for_keys(&self) -> usize {
        self.shared.asked_for_keys.load(Ordering::SeqCst)
    }

    pub fn asked_for_discovery(&self) -> usize {
        self.shared.asked_for_discovery.load(Ordering::SeqCst)
    }

    pub fn settings(&self) -> ProviderSettings {
        ProviderSettings {
            issuer: self.name(),
            audiences: vec![AUDIENCE.to_owned()],
            jwks_url: None,
            skew_seconds: 60,
            trust: None,
        }
    }

    /// The provider as the server configures it, except for the times, so that no test waits or depends on the machine.
    pub fn provider(&self) -> Provider {
        Provider::new(self.settings(), never_again())
    }

    /// The claims of a valid token.
    pub fn claims(&self, subject: &str, email: Option<&str>) -> Value {
        let now = Utc::now().timestamp();
        json!({
            "iss": self.name(), "aud": AUDIENCE, "sub": subject, "iat": now, "exp": now + 600,
            "email": email, "email_verified": email.is_some(),
        })
    }
}

impl Shared {
    fn answer(&self, body: Value) -> axum::response::Response {
        if *self.down.lock().unwrap() {
            return StatusCode::BAD_GATEWAY.into_response();
        }
        body.to_string().into_response()
    }
}

/// After a fetch for an unknown key id, none for an hour.
pub fn never_again() -> Timing {
    Timing { retry: Duration::from_secs(3600), ..Timing::default() }
}

/// Every unknown key id may cause a fetch.
pub fn at_once() -> Timing {
    Timing { retry: Duration::ZERO, ..Timing::default() }
}
