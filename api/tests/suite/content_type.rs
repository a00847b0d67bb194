//! Only JSON in UTF-8 is accepted: content types that another website can make a browser send are refused.

use crate::http_client::send;
use crate::world::{TYPENAME, World};

#[tokio::test]
async fn only_json() {
    let world = World::demo().await;
    check(&world, "\r\nContent-Type: application/json", 200).await;
    check(&world, "\r\nContent-Type: application/JSON; charset=UTF-8", 200).await;
    check(&world, "\r\nContent-Type: application/json; charset=\"utf-8\"", 200).await;
    check(&world, "", 415).await;
    check(&world, "\r\nContent-Type: text/plain", 415).await;
    check(&world, "\r\nContent-Type: application/x-www-form-urlencoded", 415).await;
    check(&world, "\r\nContent-Type: multipart/form-data; boundary=x", 415).await;
    check(&world, "\r\nContent-Type: application/json; charset=utf-16", 415).await;
    check(&world, "\r\nContent-Type: application/json\r\nContent-Type: text/plain", 415).await;
    check(&world, "\r\nContent-Type: application/json\r\nContent-Encoding: gzip", 415).await;
}

async fn check(world: &World, headers: &str, status: u16) {
    let reply = send(world.addr, &format!("POST /graphql HTTP/1.1{headers}"), TYPENAME.as_bytes()).await;
    assert_eq!(reply.status, status, "{headers}: {}", reply.text());
    if status != 200 {
        assert_eq!(reply.code(), "BAD_REQUEST");
    }
}
