//! GET runs queries only, and only for a client that sent the request on purpose.

use crate::world::{NEW_FORM, World};

const QUERY: &str = "/graphql?query=%7B__typename%7D";

#[tokio::test]
async fn must_be_deliberate() {
    let world = World::demo().await;
    for meant in [
        "\r\nAccept: application/json",
        NEW_FORM,
        "\r\nAccept: */*\r\nX-Requested-With: x",
        "\r\nGraphQL-Require-Preflight: 1",
        "\r\nAccept: */*\r\nSec-Fetch-Mode: cors",
        "\r\nAccept: */*\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty",
    ] {
        assert_eq!(world.get(QUERY, meant).await.status, 200, "{meant}");
    }
    for not_deliberate in [
        "",
        "\r\nAccept: */*",
        "\r\nAccept: text/html,application/xhtml+xml,*/*;q=0.8\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
        "\r\nAccept: image/avif,*/*;q=0.8\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image",
        "\r\nAccept: */*\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: script",
    ] {
        let reply = world.get(QUERY, not_deliberate).await;
        assert_eq!((reply.status, &*reply.code()), (400, "BAD_REQUEST"), "{not_deliberate}");
    }
}

#[tokio::test]
async fn no_mutation() {
    let world = World::demo().await;
    let reply = world.get("/graphql?query=mutation%7B__typename%7D", NEW_FORM).await;
    assert_eq!((reply.status, reply.header("allow")), (405, Some("POST")));
}

#[tokio::test]
async fn ill_formed() {
    let world = World::demo().await;
    check(&world, "/graphql", "`query` is missing").await;
    check(&world, "/graphql?query=%7B__typename%7D&variables=%5B%5D", "`variables` must be a JSON object").await;
    check(&world, "/graphql?query=%7B__typename%7D&extensions=nonsense", "`extensions` must be a JSON object").await;
    check(&world, "/graphql?query=%7B__typename%7D&query=%7Ba%7D", "`query` is in the query string twice").await;
}

#[tokio::test]
async fn parameters() {
    let world = World::demo().await;
    let path = "/graphql?query=query+Q%7B__typename%7D&operationName=Q&variables=%7B%22a%22%3A1%7D&extensions=&other=1";
    assert_eq!(world.get(path, NEW_FORM).await.status, 200);
}

async fn check(world: &World, path: &str, message: &str) {
    let reply = world.get(path, NEW_FORM).await;
    assert_eq!((reply.status, &*reply.code()), (400, "BAD_REQUEST"), "{path}");
    assert!(reply.message().contains(message), "{path}: {}", reply.message());
}
