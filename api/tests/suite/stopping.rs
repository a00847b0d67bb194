//! A stop: running requests finish, new ones are not accepted.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http_client::parse;
use crate::world::{TYPENAME, World};

#[tokio::test]
async fn a_running_request_finishes() {
    let mut world = World::demo().await;
    let mut running = TcpStream::connect(world.addr).await.unwrap();
    let mut idle = TcpStream::connect(world.addr).await.unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        TYPENAME.len()
    );
    running.write_all(head.as_bytes()).await.unwrap();
    while world.running().edge().request_permits.available_permits() == 512 {
        tokio::task::yield_now().await;
    }
    let addr = world.addr;
    let stopping = tokio::spawn(async move { world.stop().await });
    while TcpStream::connect(addr).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    running.write_all(TYPENAME.as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    running.read_to_end(&mut reply).await.unwrap();
    assert_eq!(parse(&reply).status, 200);
    tokio::time::timeout(Duration::from_secs(5), stopping)
        .await
        .expect("the idle connection holds nothing up")
        .unwrap();
}
