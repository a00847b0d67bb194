//! Introspection answers the query of the usual tools, and shows each caller only what the caller may use.

use std::collections::{BTreeMap, BTreeSet};

use graph::schema::{Body, Use, visible};
use serde_json::{Map, Value as Json, json};
use tests::{World, worlds};

/// The query of `getIntrospectionQuery` of graphql-js, with descriptions.
const TOOLS: &str = r#"
query IntrospectionQuery {
  __schema {
    description
    queryType { name kind }
    mutationType { name kind }
    subscriptionType { name kind }
    types { ...FullType }
    directives {
      name description isRepeatable locations
      args(includeDeprecated: true) { ...InputValue }
    }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) {
    name description
    args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef }
    isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}
"#;

/// The types that are shown, by name.
fn shown(world: &World, persona: &str) -> BTreeMap<String, Json> {
    let data = world.data(persona, TOOLS);
    let schema = &data["__schema"];
    assert_eq!(schema["queryType"], json!({ "name": "Query", "kind": "OBJECT" }));
    let mutation = &schema["mutationType"];
    assert!(mutation.is_null() || *mutation == json!({ "name": "Mutation", "kind": "OBJECT" }), "{mutation}");
    assert_eq!(schema["subscriptionType"], json!({ "name": "Subscription", "kind": "OBJECT" }));
    let types = schema["types"].as_array().expect("types");
    let by_name: BTreeMap<String, Json> =
        types.iter().map(|def| (def["name"].as_str().expect("a name").to_owned(), def.clone())).collect();
    assert_eq!(by_name.len(), types.len(), "no type twice");
    let directives: Vec<&str> =
        schema["directives"].as_array().expect("directives").iter().filter_map(|d| d["name"].as_str()).collect();
    for known in ["include", "skip", "deprecated", "specifiedBy", "oneOf"] {
        assert!(directives.contains(&known), "{known} is missing in {directives:?}");
    }
    by_name
}

fn names(list: &Json) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(|item| item["name"].as_str()).collect()
}

#[test]
fn a_tool_gets_a_schema_that_is_whole_and_the_callers() {
    let world = &worlds()[0];
    let mut sizes = BTreeSet::new();
    for persona in ["ceo", "head", "teacher", "payroll-app", "governor", "data-protection"] {
        let types = shown(world, persona);
        let rights = &world.caller(persona).rights;
        let own = world.engine.catalogue().own_reach;
        let model =
            visible(world.engine.model(), &|permission, to| rights.shows(permission, own.filter(|_| to != Use::Read)));
        for def in &model.types {
            let printed = types.get(&def.name).unwrap_or_else(|| panic!("{persona} cannot see {}", def.name));
            let place = format!("{} as {persona}", def.name);
            match &def.body {
                Body::Object { fields, .. } | Body::Interface(fields) => {
                    let wanted: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                    assert_eq!(names(&printed["fields"]), wanted, "{place}");
                    for (field, printed) in fields.iter().zip(printed["fields"].as_array().expect("fields")) {
                        let arguments: Vec<&str> = field.arguments.iter().map(|a| a.name.as_str()).collect();
                        assert_eq!(names(&printed["args"]), arguments, "{place}.{}", field.name);
                        assert!(printed["description"].as_str().is_some_and(|text| !text.is_empty()), "{place}");
                    }
                }
                Body::Input { fields, one_of } => {
                    let wanted: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                    assert_eq!(names(&printed["inputFields"]), wanted, "{place}");
                    assert_eq!(printed["isOneOf"], *one_of, "{place}");
                }
                Body::Union(members) => assert_eq!(
                    names(&printed["possibleTypes"]).into_iter().collect::<BTreeSet<_>>(),
                    members.iter().map(String::as_str).collect(),
                    "{place}"
                ),
                Body::Enum(values) => assert_eq!(names(&printed["enumValues"]).len(), values.len(), "{place}"),
                Body::Scalar(url) => assert_eq!(printed["specifiedByURL"].as_str(), *url, "{place}"),
            }
        }
        for name in types.keys().filter(|name| !name.starts_with("__")) {
            let built_in = ["Int", "Float", "String", "Boolean", "ID"].contains(&name.as_str());
            assert!(built_in || model.has(name), "{persona} sees {name}");
        }
        nothing_dangles(&types, persona);
        sizes.insert(types.len());
    }
    assert!(sizes.len() > 3, "different people are shown different schemas: {sizes:?}");
}

/// Every type that is named is shown.
fn nothing_dangles(types: &BTreeMap<String, Json>, persona: &str) {
    fn walk(value: &Json, types: &BTreeMap<String, Json>, persona: &str) {
        match value {
            Json::Object(parts) => {
                if let (Some(_), Some(Json::String(name))) = (parts.get("kind"), parts.get("name")) {
                    assert!(types.contains_key(name), "{persona} sees {name}, which is not listed");
                }
                parts.values().for_each(|part| walk(part, types, persona));
            }
            Json::Array(items) => items.iter().for_each(|item| walk(item, types, persona)),
            _ => {}
        }
    }
    types.values().for_each(|def| walk(def, types, persona));
}

#[test]
fn what_a_caller_may_not_use_is_not_shown() {
    let world = &worlds()[0];
    let has = |persona: &str, name: &str, part: &str, key: &str| {
        let document = format!("{{ t: __type(name: \"{name}\") {{ {part}(includeDeprecated: true) {{ name }} }} }}");
        names(&world.data(persona, &document)["t"][part]).contains(&key)
    };
    for (persona, coordinate, yes) in [
        ("data-manager", ("PupilWhere", "inputFields", "ethnicity"), true),
        ("teacher", ("PupilWhere", "inputFields", "ethnicity"), false),
        ("hr", ("Contract", "fields", "agreedSalary"), true),
        // A governor may read their own pay, but not use pay in a filter.
        ("governor", ("Contract", "fields", "agreedSalary"), true),
        ("governor", ("ContractWhere", "inputFields", "agreedSalary"), false),
        ("governor", ("ContractOrder", "inputFields", "payPoint"), false),
        ("payroll-app", ("Query", "fields", "pupils"), false),
        ("payroll-app", ("Query", "fields", "contracts"), true),
        ("head", ("Query", "fields", "pupils"), true),
    ] {
        let (name, part, key) = coordinate;
        assert_eq!(has(persona, name, part, key), yes, "{name}.{key} as {persona}");
    }
    let union = world.data("payroll-app", "{ t: __type(name: \"SearchResult\") { possibleTypes { name } } }");
    assert!(!names(&union["t"]["possibleTypes"]).contains(&"Pupil"), "{union}");
    let none = world.data("payroll-app", "{ t: __type(name: \"PupilWhere\") { name } }");
    assert_eq!(none, json!({ "t": null }));
}

#[track_caller]
fn check(document: &str, variables: Json, expected: Json) {
    for world in worlds() {
        let variables: Map<String, Json> = serde_json::from_value(variables.clone()).expect("variables are a map");
        let answer = world.ask_with("ceo", document, variables);
        assert_eq!(answer.json["data"].to_string(), expected.to_string(), "{document}: {}", answer.json);
    }
}

#[test]
fn a_question_about_the_schema_is_a_field_like_others() {
    let pupil = json!({ "name": "Pupil" });
    let school = "school(by: { urn: \"900001\" }) { urn }";
    check(
        &format!("{{ a: __typename {school} p: __type(name: \"Pupil\") {{ name }} z: __typename }}"),
        json!({}),
        json!({ "a": "Query", "school": { "urn": "900001" }, "p": pupil, "z": "Query" }),
    );
    check(
        "query($n: String!, $yes: Boolean = true) { p: __type(name: $n) @include(if: $yes) { name } q: __type(name: $n) @skip(if: $yes) { name } }",
        json!({ "n": "Pupil" }),
        json!({ "p": pupil }),
    );
    check(
        "{ ...F @include(if: false) ...F } fragment F on Query { p: __type(name: \"Pupil\") { name } }",
        json!({}),
        json!({ "p": pupil }),
    );
    check(
        "{ ... @include(if: true) { ... @include(if: true) { p: __type(name: \"Pupil\") { name } } } }",
        json!({}),
        json!({ "p": pupil }),
    );
    check(
        "query($yes: Boolean = true, $no: Boolean = false) { ... @include(if: $yes) { p: __type(name: \"Pupil\") @include(if: $no) { name } \
         ... @skip(if: $no) { q: __type(name: \"Pupil\") @skip(if: $no) { name } } } }",
        json!({}),
        json!({ "q": pupil }),
    );
    check(
        "{ __schema { queryType { name } } ... on Query { __schema { queryType { kind } } } }",
        json!({}),
        json!({ "__schema": { "queryType": { "name": "Query", "kind": "OBJECT" } } }),
    );
    check("{ t: __type(name: \"NoSuchType\") { name } }", json!({}), json!({ "t": null }));
}

#[test]
fn lists_of_the_schema_nest_only_so_deep() {
    let world = &worlds()[0];
    let three = "{ __schema { types { fields { args { name } } } } }";
    assert!(world.ask("payroll-app", three).json.get("errors").is_none());
    for document in [
        "{ __schema { types { fields { args { type { fields { name } } } } } } }".to_owned(),
        "{ t: __type(name: \"Pupil\") { fields { type { fields { type { fields { type { fields { name } } } } } } } } }".to_owned(),
        "{ __schema { types { ...F } } } fragment F on __Type { fields { type { ...G } } } \
         fragment G on __Type { possibleTypes { interfaces { name } } }"
            .to_owned(),
    ] {
        let answer = world.ask("ceo", &document);
        assert_eq!(answer.json["errors"][0]["extensions"]["code"], "DOCUMENT_TOO_COMPLEX", "{document}");
        assert_eq!(answer.status, 400, "{document}");
    }
}
