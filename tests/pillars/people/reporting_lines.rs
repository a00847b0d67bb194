//! Reporting lines, followed a second time post by post.

use serde_json::json;
use tests::worlds;
use uuid::Uuid;

use crate::pillars::figures::{TRUST, list, nodes, read};

#[test]
fn every_reporting_line_follows_the_posts_to_the_board() {
    for world in worlds() {
        let sql = format!(
            "with recursive up(start, post, depth) as (select p.id, p.line_manager_post_id, 1 from post p \
             join trust t on t.id = p.trust_id where t.name = '{TRUST}' \
             union all select u.start, p.line_manager_post_id, u.depth + 1 from up u join post p on p.id = u.post \
             where u.depth < 50) \
             select start as id, cast(count(post) as bigint) as above from up group by start order by start"
        );
        let found = read(world, &sql);
        assert!(found.len() > 400);
        let ids: Vec<Uuid> = found.iter().map(|row| row.try_get("", "id").expect("a key")).collect();
        let told = nodes(world, "Post", &ids, "reportsTo { distance tier holders { name } }");
        for (row, told) in found.iter().zip(&told) {
            let steps = list(&told["reportsTo"]);
            let above: i64 = row.try_get("", "above").expect("a number");
            assert_eq!(steps.len() as i64, above + 1, "the posts above, and the board: {told}");
            let last = steps.last().expect("the board");
            assert_eq!((&last["tier"], &last["distance"]), (&json!("BOARD"), &json!(above + 1)));
            assert!(list(&last["holders"]).len() > 5, "the board has members");
        }
    }
}
