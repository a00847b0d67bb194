//! Printed files are up to date, and the declarations pass every check of `verify`.

use std::path::Path;

use crate::documents::snapshot;

fn root(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

#[test]
fn the_printed_schema_is_up_to_date() {
    snapshot(&root("schema.graphql"), &api::cli::schema::print(None).expect("it prints"));
}

#[test]
fn the_printed_access_table_is_up_to_date() {
    use domain::platform::access::matrix;
    let table = matrix::table(&domain::catalogue()).expect("the roles are there");
    snapshot(&root("ACCESS.md"), &matrix::markdown(&table));
}

#[test]
fn the_declarations_pass_every_check() {
    assert_eq!(graph::verify::all(&domain::catalogue()), Vec::<String>::new());
}

#[test]
fn a_role_sees_only_its_part_of_the_schema() {
    let teacher = api::cli::schema::print(Some("class_teacher")).expect("it prints");
    assert!(teacher.contains("type Pupil "));
    assert!(!teacher.contains("type ProtectionFlag"));
    assert!(!teacher.contains("type BudgetLine"));
    let payroll = api::cli::schema::print(Some("payroll_app")).expect("it prints");
    assert!(!payroll.contains("type Pupil "), "a payroll application has no pupils");
}
