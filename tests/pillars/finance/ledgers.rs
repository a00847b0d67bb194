//! Cost centres, funds and links of the register: rows that no parent leads to are listed by themselves.

use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tests::{changing, run, worlds};
use uuid::Uuid;

#[test]
fn cost_centres_and_funds_are_listed() {
    for world in worlds() {
        let found = world.data("cfo", "{ costCentres(first: 1) { totalCount } funds(first: 1) { totalCount } }");
        for list in ["costCentres", "funds"] {
            assert!(found[list]["totalCount"].as_i64().is_some_and(|count| count > 0), "{list}: {found}");
        }
        let head = world.data("head", "{ costCentres(first: 50) { nodes { school { urn } } } }");
        let own = head["costCentres"]["nodes"].as_array().expect("cost centres");
        assert!(own.iter().all(|one| one["school"]["urn"] == "900001"), "another school's: {head}");
    }
}

#[test]
fn a_link_of_a_school_that_the_register_does_not_hold_is_found_from_either_end() {
    for world in changing().iter() {
        let link = entity::register_link::ActiveModel {
            id: Set(Uuid::now_v7()),
            register_school_id: Set(None),
            urn: Set("199001".to_owned()),
            linked_urn: Set("199002".to_owned()),
            linked_name: Set(None),
            link_type: Set("Predecessor".to_owned()),
            established_on: Set(None),
            seen_on: Set(tests::TODAY),
        };
        run(entity::register_link::Entity::insert(link).exec_without_returning(&world.writer)).expect("it is written");
        for (end, urn) in [("urn", "199001"), ("linkedUrn", "199002")] {
            let list = format!(
                "{{ registerLinks(where: {{ {end}: {{ eq: \"{urn}\" }} }}) {{ nodes {{ linkType school {{ id }} }} }} }}"
            );
            let found = world.data("head", &list);
            assert_eq!(
                found["registerLinks"]["nodes"],
                json!([{ "linkType": "Predecessor", "school": null }]),
                "{end}"
            );
        }
    }
}
