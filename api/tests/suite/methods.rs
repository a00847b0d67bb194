//! Which methods each address supports.

use crate::http_client::send;
use crate::world::World;

#[tokio::test]
async fn of_the_graph() {
    let world = World::demo().await;
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"] {
        let reply = send(world.addr, &format!("{method} /graphql HTTP/1.1"), b"").await;
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, POST")), "{method}");
        assert_eq!(reply.header("access-control-allow-origin"), None, "no other origin may call");
    }
}

#[tokio::test]
async fn of_other_addresses() {
    let world = World::demo().await;
    let reply = send(world.addr, "POST /health/live HTTP/1.1", b"").await;
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET,HEAD")));
    let reply = send(world.addr, "GET /graphiql/sign-in HTTP/1.1", b"").await;
    assert_eq!((reply.status, reply.header("allow")), (405, Some("POST")));
    let reply = send(world.addr, "GET /nowhere HTTP/1.1", b"").await;
    assert_eq!((reply.status, &*reply.code()), (404, "NOT_FOUND"));
}
