//! A cost must not disclose pay at another school: a headteacher may see pay at one school only, and a share of a
//! figure that is computed over several schools would disclose the rest.

use std::collections::BTreeSet;

use sea_orm::QueryResult;
use serde_json::{Map, Value as Json};
use tests::{World, worlds};
use uuid::Uuid;

use crate::pillars::figures::{TRUST, list, nodes, pence, read};

const COST: &str = "cost(year: \"2025/26\") { pay employerNi employerNiOnPayslips employerPension levy total \
                    months { pay employerNi employerPension levy total } unknown { figure reason } }";

fn key(row: &QueryResult, name: &str) -> Uuid {
    row.try_get("", name).expect("a key")
}

/// Principal, person and school of each headteacher.
fn heads(world: &World) -> Vec<(Uuid, Uuid, Uuid)> {
    let sql = format!(
        "select g.principal_id as principal, g.person_id as person, g.school_id as school from role_grant g \
         join role r on r.id = g.role_id join trust t on t.id = g.trust_id \
         where t.name = '{TRUST}' and r.code = 'headteacher' and g.school_id is not null and g.ends_on is null"
    );
    read(world, &sql).iter().map(|row| (key(row, "principal"), key(row, "person"), key(row, "school"))).collect()
}

/// Contracts of a school in the year whose holder has another in the year at another school or in the centre.
fn shared(world: &World, school: Uuid) -> BTreeSet<Uuid> {
    let sql = "select c.id as id, c.school_id as school from contract c where exists (select 1 from contract o \
         where o.person_id = c.person_id and (o.school_id is null or o.school_id <> c.school_id) \
         and o.starts_on < '2026-09-01' and (o.ends_on is null or o.ends_on > '2025-09-01'))";
    let of_school = |row: &&QueryResult| row.try_get::<Option<Uuid>>("", "school").expect("a key") == Some(school);
    read(world, sql).iter().filter(of_school).map(|row| key(row, "id")).collect()
}

fn contracts(world: &World, school: Uuid) -> Vec<Uuid> {
    let sql = "select c.id as id, c.school_id as school from contract c where c.school_id is not null";
    read(world, sql).iter().filter(|row| key(row, "school") == school).map(|row| key(row, "id")).collect()
}

/// Every value of a name in a cost: the year's and the months'.
fn all<'c>(cost: &'c Json, name: &str) -> Vec<&'c Json> {
    [&cost[name]].into_iter().chain(list(&cost["months"]).iter().map(|month| &month[name])).collect()
}

#[test]
fn a_head_cannot_work_out_pay_at_another_school() {
    for world in worlds() {
        let (mut hidden, mut told) = (0, 0);
        for (principal, person, school) in heads(world) {
            let (head, shared, ids) = (world.principal(principal), shared(world, school), contracts(world, school));
            let selection = format!("staffMember {{ person {{ id }} }} {COST}");
            let document =
                format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Contract {{ {selection} }} }} }}");
            let whole = nodes(world, "Contract", &ids, COST);
            for (ids, whole) in ids.chunks(100).zip(whole.chunks(100)) {
                let global: Vec<String> = ids.iter().map(|id| graph::id::encode("Contract", *id)).collect();
                let answer = world.ask_as(&head, &document, Map::from_iter([("ids".to_owned(), global.into())])).json;
                assert!(answer.get("errors").is_none(), "{answer}");
                for ((id, found), whole) in ids.iter().zip(list(&answer["data"]["nodes"])).zip(whole) {
                    if found["staffMember"]["person"]["id"] == graph::id::encode("Person", person) {
                        continue;
                    }
                    let (cost, whole) = (&found["cost"], &whole["cost"]);
                    let same = |name: &str| assert_eq!(all(cost, name), all(whole, name), "{name}: {found}");
                    let none =
                        |name: &str| assert!(all(cost, name).iter().all(|value| value.is_null()), "{name}: {found}");
                    same("pay");
                    same("employerPension");
                    none("levy");
                    none("total");
                    let missing: Vec<&str> =
                        list(&cost["unknown"]).iter().filter_map(|of| of["figure"].as_str()).collect();
                    if shared.contains(id) {
                        hidden += 1;
                        none("employerNi");
                        assert!(cost["employerNiOnPayslips"].is_null(), "{found}");
                        assert_eq!(missing, ["employerNi", "employerNiOnPayslips", "levy", "total"]);
                    } else {
                        told += 1;
                        same("employerNi");
                        assert_eq!(cost["employerNiOnPayslips"], whole["employerNiOnPayslips"]);
                        assert_eq!(missing, ["levy", "total"]);
                    }
                }
            }
        }
        assert!(hidden > 10 && told > 100, "{hidden} with a contract elsewhere, {told} without");
    }
}

#[test]
fn a_caller_who_may_see_all_pay_gets_every_value() {
    for world in worlds() {
        for (_, _, school) in heads(world) {
            for found in nodes(world, "Contract", &contracts(world, school), COST) {
                let cost = &found["cost"];
                assert_eq!(list(&cost["unknown"]).len(), 0, "{found}");
                let parts = ["pay", "employerNi", "employerPension", "levy"];
                assert_eq!(pence(&cost["total"]), parts.iter().map(|part| pence(&cost[*part])).sum::<i64>());
            }
        }
    }
}

#[test]
fn ones_own_cost_has_no_levy() {
    let document = format!("{{ contracts(first: 10) {{ nodes {{ staffMember {{ {COST} }} {COST} }} }} }}");
    for world in worlds() {
        let own = world.data("teacher", &document);
        let own = list(&own["contracts"]["nodes"]);
        assert!(!own.is_empty(), "a teacher sees her own contract");
        for cost in own.iter().flat_map(|found| [&found["cost"], &found["staffMember"]["cost"]]) {
            assert!(pence(&cost["pay"]) > 0 && pence(&cost["employerNi"]) > 0);
            assert_eq!((&cost["levy"], &cost["total"]), (&Json::Null, &Json::Null));
        }
    }
}
