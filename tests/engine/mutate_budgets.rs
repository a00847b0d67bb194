//! Budgets: a draft, its lines, and the approval, which needs a second person.

use serde_json::json;
use tests::changing;

use super::mutate::{ask, codes, contents, count, with};

const CREATE: &str = "mutation($input: CreateBudgetInput!) { createBudget(input: $input) { \
     budget { id version status rowVersion } userErrors { code field message } } }";
const SET: &str = "mutation($input: SetBudgetLinesInput!) { setBudgetLines(input: $input) { \
     budget { rowVersion } lines { amount period ledgerCode { code } } created updated unchanged \
     rejected { row userErrors { field } } userErrors { code field message } } }";
const APPROVE: &str = "mutation($input: ApproveBudgetInput!) { approveBudget(input: $input) { \
     budget { status approvedOn rowVersion } userErrors { code field message } } }";

#[test]
fn a_budget_is_prepared_by_one_and_approved_by_another() {
    for world in changing().iter() {
        let known = world.data(
            "cfo",
            "{ schools(first: 1, where: { status: { eq: OPEN } }) { nodes { id } } ledgerCodes(first: 3) { nodes { id } } \
             academicYears(where: { label: { eq: \"2025/26\" } }) { nodes { id } } }",
        );
        let school = &known["schools"]["nodes"][0]["id"];
        let year = &known["academicYears"]["nodes"][0]["id"];
        let code = |number: usize| known["ledgerCodes"]["nodes"][number]["id"].clone();
        let draft = ask(world, "cfo", CREATE, json!({ "school": school, "academicYear": year }));
        assert_eq!((&draft["budget"]["status"], &draft["budget"]["version"]), (&json!("DRAFT"), &json!(3)), "{draft}");
        let budget = &draft["budget"]["id"];
        let empty = ask(world, "ceo", APPROVE, json!({ "budget": budget, "rowVersion": 1 }));
        assert_eq!(codes(&empty), [("BAD_USER_INPUT".to_owned(), vec!["budget".to_owned()])]);

        let line = |number: usize, period: i32, amount: &str| json!({ "ledgerCode": code(number), "period": period, "amount": amount });
        let rows = json!([line(0, 1, "1200.50"), line(1, 1, "7"), line(2, 13, "1.00")]);
        let before = contents(world);
        let refused = ask(world, "cfo", SET, json!({ "budget": budget, "rows": rows }));
        assert_eq!(
            codes(&refused),
            [("BAD_USER_INPUT".to_owned(), ["rows", "2", "period"].map(str::to_owned).to_vec())]
        );
        assert_eq!(contents(world), before);
        let set = ask(world, "cfo", SET, json!({ "budget": budget, "rows": rows, "onError": "SKIP_INVALID" }));
        assert_eq!((&set["created"], &set["rejected"][0]["row"]), (&json!(2), &json!(2)), "{set}");
        assert_eq!(set["lines"][0]["amount"], "1200.50");
        let rows = json!([line(0, 1, "1300.00"), line(1, 1, "7.00")]);
        let again = ask(world, "cfo", SET, json!({ "budget": budget, "rows": rows, "rowVersion": 2 }));
        assert_eq!((&again["updated"], &again["unchanged"]), (&json!(1), &json!(1)), "{again}");

        let own = ask(world, "cfo", APPROVE, json!({ "budget": budget, "rowVersion": 3 }));
        assert_eq!(
            codes(&own),
            [("FORBIDDEN".to_owned(), vec!["budget".to_owned()])],
            "who prepared it does not approve it"
        );
        let unseen = ask(world, "ceo", APPROVE, json!({ "budget": budget, "rowVersion": 2 }));
        assert_eq!(codes(&unseen), [("CONFLICT".to_owned(), vec!["rowVersion".to_owned()])]);
        let forbidden =
            world.ask_with("business-manager", APPROVE, with(json!({ "budget": budget, "rowVersion": 3 }))).json;
        assert_eq!(forbidden["errors"][0]["extensions"]["permission"], "FINANCE_APPROVE");
        let approved = ask(world, "ceo", APPROVE, json!({ "budget": budget, "rowVersion": 3 }));
        assert_eq!(approved["budget"], json!({ "status": "APPROVED", "approvedOn": "2026-03-16", "rowVersion": 4 }));
        let late = ask(world, "cfo", SET, json!({ "budget": budget, "rows": [line(0, 1, "1.00")] }));
        assert_eq!(codes(&late), [("CONFLICT".to_owned(), vec!["budget".to_owned()])]);
        assert_eq!(count(world, "audit_event", "action = 'approveBudget'"), 1);

        // The chief executive approves and writes no line; the central team's budget is the trust's.
        let written = world.ask_with("ceo", SET, with(json!({ "budget": budget, "rows": [line(0, 1, "1.00")] }))).json;
        assert_eq!(written["errors"][0]["extensions"]["permission"], "FINANCE_WRITE");
        let central = ask(world, "cfo", CREATE, json!({ "academicYear": year }));
        assert_eq!(central["userErrors"], json!([]), "{central}");
        let central = ask(world, "business-manager", CREATE, json!({ "academicYear": year }));
        assert_eq!(codes(&central)[0].0, "NOT_FOUND", "a school's manager begins none for the trust: {central}");
    }
}

#[test]
fn an_early_preparer_does_not_approve_after_another() {
    for world in changing().iter() {
        let known = world.data(
            "business-manager",
            "{ viewer { roles { schools { id } } } ledgerCodes(first: 1) { nodes { id } } \
             academicYears(where: { label: { eq: \"2025/26\" } }) { nodes { id } } }",
        );
        let roles = known["viewer"]["roles"].as_array().expect("roles");
        let school = &roles.iter().find_map(|role| role["schools"].get(0)).expect("a school")["id"];
        let year = &known["academicYears"]["nodes"][0]["id"];
        let line = json!([{ "ledgerCode": known["ledgerCodes"]["nodes"][0]["id"], "period": 2, "amount": 10 }]);
        let draft = ask(world, "cfo", CREATE, json!({ "school": school, "academicYear": year }));
        let budget = &draft["budget"]["id"];
        let set = ask(world, "cfo", SET, json!({ "budget": budget, "rows": line }));
        assert_eq!(set["lines"][0]["amount"], "10.00", "{set}");
        let other = json!([{ "ledgerCode": known["ledgerCodes"]["nodes"][0]["id"], "period": 3, "amount": 5 }]);
        assert_eq!(ask(world, "business-manager", SET, json!({ "budget": budget, "rows": other }))["created"], 1);
        let own = ask(world, "cfo", APPROVE, json!({ "budget": budget, "rowVersion": 3 }));
        assert_eq!(codes(&own), [("FORBIDDEN".to_owned(), vec!["budget".to_owned()])], "{own}");
    }
}
