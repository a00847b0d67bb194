//! The id of a request, the common headers and `Server-Timing`.

use api::config::Limits;

use crate::world::{Kind, TYPENAME, World};

#[tokio::test]
async fn given_or_made() {
    let world = World::demo().await;
    let reply = world.post("\r\nX-Request-Id: school-7.a_b", TYPENAME).await;
    assert_eq!(reply.header("x-request-id"), Some("school-7.a_b"));
    for bad in ["a b", "a;b", "ü", &"a".repeat(129)] {
        let reply = world.post(&format!("\r\nX-Request-Id: {bad}"), TYPENAME).await;
        let made = reply.header("x-request-id").unwrap();
        assert!(made.len() == 32 && made.bytes().all(|byte| byte.is_ascii_hexdigit()), "{bad}: {made}");
    }
}

#[tokio::test]
async fn common_headers() {
    let world = World::demo().await;
    for reply in [world.post("", TYPENAME).await, world.post("", "").await, world.get("/nowhere", "").await] {
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("x-frame-options"), Some("DENY"));
        assert!(reply.header("content-security-policy").unwrap().contains("default-src 'none'"));
        assert_eq!(reply.header("content-encoding"), None);
    }
}

#[tokio::test]
async fn time_by_stage() {
    let demo = World::demo().await;
    let timing = demo.post("", TYPENAME).await.header("server-timing").map(str::to_owned).unwrap();
    assert!(timing.starts_with("request;dur=") && timing.contains("total;dur="), "{timing}");
    let real = World::start(Kind::Real, Limits::default()).await;
    assert_eq!(real.post("", TYPENAME).await.header("server-timing"), None);
    let told = World::start(Kind::Real, Limits { server_timing: Some(true), ..Limits::default() }).await;
    assert!(told.post("", TYPENAME).await.header("server-timing").is_some());
}
