//! More requests than may run at the same time.

use api::config::Limits;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::world::{Kind, TYPENAME, World};

#[tokio::test]
async fn the_next_gets_503() {
    let world = World::start(Kind::Demo, Limits { max_requests: Some(1), ..Limits::default() }).await;
    // Takes the only permit: its body has not arrived yet.
    let mut first = TcpStream::connect(world.addr).await.unwrap();
    let head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
    first.write_all(head.as_bytes()).await.unwrap();
    while world.running().edge().request_permits.available_permits() > 0 {
        tokio::task::yield_now().await;
    }
    let reply = world.post("", TYPENAME).await;
    assert_eq!((reply.status, &*reply.code(), reply.header("retry-after")), (503, "THROTTLED", Some("1")));
    assert_eq!(world.get("/health/live", "").await.status, 200, "health checks are still answered");
    drop(first);
    while world.running().edge().request_permits.available_permits() == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.post("", TYPENAME).await.status, 200);
}
