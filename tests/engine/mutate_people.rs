//! Posts and contracts: the rights to change them, the further right for pay, and that no caller changes their own
//! contract.

use serde_json::{Value as Json, json};
use tests::changing;

use super::mutate::{ask, contents, fields, with};

const POST: &str = "mutation($input: CreatePostInput!) { createPost(input: $input) { \
     post { id title fteEstablished status rowVersion school { id } } userErrors { code field message } } }";
const CHANGE_POST: &str = "mutation($input: UpdatePostInput!) { updatePost(input: $input) { \
     post { title status vacancyFrom rowVersion } userErrors { code field message } } }";
const CONTRACT: &str = "mutation($input: CreateContractInput!) { createContract(input: $input) { \
     contract { id fte paidWeeks rowVersion school { id } } userErrors { code field message } } }";
const CHANGE_CONTRACT: &str = "mutation($input: UpdateContractInput!) { updateContract(input: $input) { \
     contract { hoursPerWeek endsOn rowVersion } userErrors { code field message } } }";

#[test]
fn a_post_is_made_and_held_by_a_contract() {
    for world in changing().iter() {
        let known = world.data(
            "hr",
            "{ schools(first: 1, where: { status: { eq: OPEN } }) { nodes { id } } \
             staff(first: 1, where: { roleCategory: { eq: TEACHER } }) { nodes { id } } \
             payScales(first: 1) { nodes { id points(first: 1) { nodes { point } } } } }",
        );
        let school = &known["schools"]["nodes"][0]["id"];
        let staff = &known["staff"]["nodes"][0]["id"];
        let scale = &known["payScales"]["nodes"][0];
        let post =
            json!({ "school": school, "title": " Reading lead ", "roleCategory": "TEACHER", "fteEstablished": 0.8 });
        let made = ask(world, "hr", POST, post.clone());
        assert_eq!(made["userErrors"], json!([]), "{made}");
        assert_eq!((&made["post"]["title"], &made["post"]["fteEstablished"]), (&json!("Reading lead"), &json!(0.8)));
        let before = contents(world);
        let mut wrong = post.clone();
        wrong["title"] = json!(" ");
        wrong["fteEstablished"] = json!(0.125);
        wrong["lineManager"] = json!(graph::id::encode("Post", uuid::Uuid::now_v7()));
        assert_eq!(
            fields(&ask(world, "hr", POST, wrong)),
            ["BAD_USER_INPUT title", "NOT_FOUND lineManager", "BAD_USER_INPUT fteEstablished"]
        );
        let refused = world.ask_with("head", POST, with(post)).json;
        assert_eq!(refused["errors"][0]["extensions"]["permission"], "DIRECTORY_WRITE", "{refused}");
        assert_eq!(contents(world), before);
        let post = &made["post"]["id"];
        let filled = json!({ "post": post, "rowVersion": 1, "status": "FILLED", "vacancyFrom": "2026-04-01" });
        assert_eq!(fields(&ask(world, "hr", CHANGE_POST, filled)), ["BAD_USER_INPUT vacancyFrom"]);
        let filled = ask(world, "hr", CHANGE_POST, json!({ "post": post, "rowVersion": 1, "status": "FILLED" }));
        assert_eq!((&filled["post"]["status"], &filled["post"]["rowVersion"]), (&json!("FILLED"), &json!(2)));
        let stale = json!({ "post": post, "rowVersion": 1, "title": "X" });
        assert_eq!(fields(&ask(world, "hr", CHANGE_POST, stale)), ["CONFLICT rowVersion"]);

        let terms = json!({ "staffMember": staff, "post": post, "type": "PERMANENT", "workingPattern": "PART_TIME",
            "startsOn": "2026-04-13", "hoursPerWeek": 26, "fullTimeHours": 32.5, "payScale": scale["id"],
            "payPoint": scale["points"]["nodes"][0]["point"], "agreedSalary": "30000.50", "pensionScheme": "TPS" });
        let mut wrong = terms.clone();
        wrong["endsOn"] = json!("2026-04-12");
        wrong["hoursPerWeek"] = json!(40);
        wrong["payPoint"] = json!("Z9");
        assert_eq!(
            fields(&ask(world, "hr", CONTRACT, wrong)),
            ["BAD_USER_INPUT endsOn", "BAD_USER_INPUT hoursPerWeek", "BAD_USER_INPUT payPoint"]
        );
        let made = ask(world, "hr", CONTRACT, terms);
        assert_eq!(made["userErrors"], json!([]), "{made}");
        assert_eq!((&made["contract"]["fte"], &made["contract"]["paidWeeks"]), (&json!(0.8), &json!(52.143)));
        let id = &made["contract"]["id"];
        let pay = world.data("hr", &format!("{{ node(id: {id}) {{ ... on Contract {{ agreedSalary payPoint }} }} }}"));
        assert_eq!(pay["node"]["agreedSalary"], "30000.50");
        let less = ask(
            world,
            "hr",
            CHANGE_CONTRACT,
            json!({ "contract": id, "rowVersion": 1, "hoursPerWeek": 16.25, "endsOn": "2026-12-31" }),
        );
        assert_eq!(
            less["contract"],
            json!({ "hoursPerWeek": 16.25, "endsOn": "2026-12-31", "rowVersion": 2 }),
            "{less}"
        );
        let open = ask(world, "hr", CHANGE_CONTRACT, json!({ "contract": id, "rowVersion": 2, "endsOn": null }));
        assert_eq!(open["contract"]["endsOn"], Json::Null);
    }
}

#[test]
fn nobody_changes_a_contract_of_their_own() {
    for world in changing().iter() {
        let all = world.data("hr", "{ contracts(first: 200) { nodes { id rowVersion staffMember { person { id } } } } viewer { displayName } }");
        let name = all["viewer"]["displayName"].as_str().expect("a name");
        let people = world.data("hr", "{ staff(first: 200) { nodes { givenName familyName person { id } } } }");
        let me = people["staff"]["nodes"].as_array().expect("staff").iter().find(|member| {
            name.contains(member["familyName"].as_str().expect("a name"))
                && name.contains(member["givenName"].as_str().expect("a name"))
        });
        let me = &me.expect("the persona works here")["person"]["id"];
        let contracts = all["contracts"]["nodes"].as_array().expect("contracts");
        let own = contracts.iter().find(|contract| contract["staffMember"]["person"]["id"] == *me).expect("a contract");
        let before = contents(world);
        let input = json!({ "contract": own["id"], "rowVersion": own["rowVersion"], "agreedSalary": "999999.00" });
        assert_eq!(fields(&ask(world, "hr", CHANGE_CONTRACT, input)), ["FORBIDDEN "]);
        // Everyone may change facts of their own by other ways; contracts are none of them.
        let shown = world.data("teacher", "{ __schema { mutationType { fields { name } } } }");
        assert!(!shown.to_string().contains("Contract"), "{shown}");
        assert_eq!(contents(world), before);
    }
}

#[test]
fn a_post_that_reports_to_another_keeps_whom_it_reported_to() {
    for world in changing().iter() {
        let found = world.data(
            "hr",
            "{ posts(first: 200) { nodes { id rowVersion lineManager { id } pastLines { totalCount } } } }",
        );
        let all = found["posts"]["nodes"].as_array().expect("posts");
        let of = |post: &&Json| !post["lineManager"].is_null() && post["pastLines"]["totalCount"] == 0;
        let post = all.iter().find(of).expect("a post that reports to another");
        let other = all.iter().find(|one| one["lineManager"].is_null() && one["id"] != post["lineManager"]["id"]);
        let other = other.expect("a post at the top");
        let lines = || {
            let read = format!(
                "{{ node(id: {}) {{ ... on Post {{ pastLines {{ nodes {{ endsOn manager {{ id }} }} }} \
                 yesterday: reportsTo(asOf: \"2026-03-15\") {{ post {{ id }} }} reportsTo {{ post {{ id }} }} }} }} }}",
                post["id"]
            );
            world.data("hr", &read)["node"].clone()
        };
        let before = lines();
        let reports = |version: i64, to: &Json| {
            let input = json!({ "post": post["id"], "rowVersion": version, "lineManager": to });
            assert_eq!(ask(world, "hr", CHANGE_POST, input)["userErrors"], json!([]));
        };
        let version = post["rowVersion"].as_i64().expect("a version");
        reports(version, &other["id"]);
        let after = lines();
        let past = json!([{ "endsOn": "2026-03-15", "manager": post["lineManager"] }]);
        assert_eq!(after["pastLines"]["nodes"], past, "{}", world.name);
        assert_eq!(after["yesterday"], before["reportsTo"], "yesterday is as it was");
        assert_ne!(after["reportsTo"], before["reportsTo"]);
        // A line of less than a day leaves nothing.
        reports(version + 1, &post["lineManager"]["id"]);
        assert_eq!(lines()["pastLines"]["nodes"], past);
        assert_eq!(lines()["reportsTo"], before["reportsTo"]);
    }
}
