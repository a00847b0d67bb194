//! Health checks and metrics.

use crate::world::{NEW_FORM, TYPENAME, World};

#[tokio::test]
async fn live_and_ready() {
    let world = World::demo().await;
    assert_eq!(world.get("/health/live", "").await.json()["status"], "live");
    assert_eq!(world.get("/health/ready", "").await.json()["status"], "ready");
}

#[tokio::test]
async fn not_ready_without_its_database() {
    let world = World::demo().await;
    world.running().edge().database.clone().close().await;
    assert_eq!(world.get("/health/ready", "").await.status, 503);
    assert_eq!(world.get("/health/live", "").await.status, 200);
}

#[tokio::test]
async fn metrics() {
    let world = World::demo().await;
    world.post(NEW_FORM, TYPENAME).await;
    world.post(NEW_FORM, "{").await;
    let reply = world.get("/metrics", "").await;
    assert!(reply.header("content-type").unwrap().starts_with("application/openmetrics-text"));
    let text = reply.text();
    for line in [
        r#"colonnade_requests_total{operation="query",code="OK",status="200"} 1"#,
        r#"colonnade_requests_total{operation="none",code="BAD_REQUEST",status="400"} 1"#,
        r#"colonnade_request_seconds_count{operation="query"} 1"#,
        "colonnade_requests_running 0",
        r#"colonnade_database_connections{pool="writer""#,
        "colonnade_callers_remembered 0",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
}
