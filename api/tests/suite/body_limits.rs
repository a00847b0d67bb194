//! Bodies that are too long or too slow.

use std::time::{Duration, Instant};

use api::config::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http_client::{parse, raw, send};
use crate::world::{Kind, TYPENAME, World};

#[tokio::test]
async fn twenty_megabytes_declared() {
    let world = World::demo().await;
    let body = vec![b' '; 20 * 1024 * 1024];
    let started = Instant::now();
    let reply = send(world.addr, "POST /graphql HTTP/1.1\r\nContent-Type: application/json", &body).await;
    assert_eq!((reply.status, &*reply.code()), (413, "BAD_REQUEST"));
    assert!(started.elapsed() < Duration::from_secs(2), "refused after {:?}", started.elapsed());
    assert_eq!(world.post("", TYPENAME).await.status, 200, "the server goes on");
}

#[tokio::test]
async fn twenty_megabytes_in_chunks() {
    let world = World::demo().await;
    let mut bytes = format!(
        "POST /graphql HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        world.addr
    )
    .into_bytes();
    for _ in 0..20 {
        bytes.extend_from_slice(b"100000\r\n");
        bytes.resize(bytes.len() + 0x10_0000, b' ');
        bytes.extend_from_slice(b"\r\n");
    }
    let reply = raw(world.addr, &bytes).await;
    assert_eq!((reply.status, &*reply.code()), (413, "BAD_REQUEST"));
}

#[tokio::test]
async fn exactly_the_limit() {
    let limits = Limits { max_body_bytes: Some(100), ..Limits::default() };
    let world = World::start(Kind::Demo, limits).await;
    assert_eq!(world.post("", &format!("{TYPENAME:<100}")).await.status, 200);
    assert_eq!(world.post("", &format!("{TYPENAME:<101}")).await.status, 413);
}

#[tokio::test]
async fn a_body_that_does_not_arrive() {
    let limits = Limits { deadline_seconds: Some(1), ..Limits::default() };
    let world = World::start(Kind::Demo, limits).await;
    let mut stream = TcpStream::connect(world.addr).await.unwrap();
    let head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut reply)).await.expect("no answer").unwrap();
    let reply = parse(&reply);
    assert_eq!((reply.status, &*reply.code()), (408, "TIMEOUT"));
}

#[tokio::test]
async fn a_head_that_does_not_end() {
    let world = World::demo().await;
    let head = format!("GET /graphql?query={} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(200_000));
    let reply = raw(world.addr, head.as_bytes()).await;
    assert!([414, 431].contains(&reply.status), "{}", reply.status);
    assert_eq!(world.post("", TYPENAME).await.status, 200, "the server goes on");
}
