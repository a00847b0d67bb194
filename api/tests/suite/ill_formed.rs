//! Bodies that are not a GraphQL request.

use crate::world::World;

#[tokio::test]
async fn bodies() {
    let world = World::demo().await;
    check(&world, "", "the body is empty").await;
    check(&world, "  \n", "the body is empty").await;
    check(&world, "{ \"not a JSON", "is not valid JSON").await;
    check(&world, "\"text\"", "not a JSON object").await;
    check(&world, "null", "not a JSON object").await;
    check(&world, r#"[{"query":"{__typename}"}]"#, "batches are not supported").await;
    check(&world, "{}", "`query` is missing").await;
    check(&world, r#"{"query":null}"#, "`query` is missing").await;
    check(&world, r#"{"query":0}"#, "`query` must be a string").await;
    check(&world, r#"{"query":["{a}"]}"#, "`query` must be a string").await;
    check(&world, r#"{"query":"{a}","operationName":{}}"#, "`operationName` must be a string").await;
    check(&world, r#"{"query":"{a}","variables":"{}"}"#, "`variables` must be an object").await;
    check(&world, r#"{"query":"{a}","variables":[]}"#, "`variables` must be an object").await;
    check(&world, r#"{"query":"{a}","extensions":false}"#, "`extensions` must be an object").await;
    check(&world, r#"{"query":"{a}","query":"{b}"}"#, "is in the body twice").await;
    // Deeper than the JSON parser allows: it must return an error and not overflow the stack.
    let deep = format!(r#"{{"query":"{{a}}","variables":{{"a":{}{}}}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    check(&world, &deep, "is not valid JSON").await;
}

#[tokio::test]
async fn harmless_extras() {
    let world = World::demo().await;
    for body in [
        r#"{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}"#,
        r#"{"query":"{ __typename }","variables":{},"extensions":{"a":1},"id":7}"#,
    ] {
        assert_eq!(world.post("", body).await.status, 200, "{body}");
    }
}

async fn check(world: &World, body: &str, message: &str) {
    let reply = world.post("", body).await;
    let short = &body[..body.len().min(60)];
    assert_eq!((reply.status, &*reply.code()), (400, "BAD_REQUEST"), "{short}");
    assert!(reply.message().contains(message), "{short}: {}", reply.message());
}
