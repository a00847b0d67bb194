//! The media type and the status of an answer, by the caller's `Accept`.

use crate::world::{TYPENAME, World};

const BROKEN: &str = r#"{"query":"{"}"#;

#[tokio::test]
async fn by_accept() {
    let world = World::demo().await;
    check(&world, "", TYPENAME, 200, "application/json; charset=utf-8").await;
    check(&world, "*/*", TYPENAME, 200, "application/json; charset=utf-8").await;
    check(&world, "application/json", TYPENAME, 200, "application/json; charset=utf-8").await;
    let new = "application/graphql-response+json";
    check(&world, new, TYPENAME, 200, "application/graphql-response+json; charset=utf-8").await;
    check(&world, "text/html", TYPENAME, 406, "application/json; charset=utf-8").await;
    // A document that does not parse: with `application/json` its status is 200 too.
    check(&world, "application/json", BROKEN, 200, "application/json; charset=utf-8").await;
    check(&world, new, BROKEN, 400, "application/graphql-response+json; charset=utf-8").await;
    // A body that is not a GraphQL request has status 400 with both.
    check(&world, "application/json", "{", 400, "application/json; charset=utf-8").await;
    check(&world, new, "{", 400, "application/graphql-response+json; charset=utf-8").await;
}

async fn check(world: &World, accept: &str, body: &str, status: u16, content_type: &str) {
    let header = if accept.is_empty() { String::new() } else { format!("\r\nAccept: {accept}") };
    let reply = world.post(&header, body).await;
    assert_eq!((reply.status, reply.header("content-type")), (status, Some(content_type)), "{accept} {body}");
    assert_eq!(reply.json().get("errors").is_some(), body != TYPENAME || status != 200, "{accept} {body}");
}
