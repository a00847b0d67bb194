//! What the real extracts say, by a plain reading of their rows.
//!
//! Shares no code with the importer: if both are wrong, they are wrong in different ways.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Rows of a file by column name.
pub type Rows = Vec<BTreeMap<String, String>>;

pub fn rows(path: &Path) -> Rows {
    let mut reader = csv::Reader::from_path(path).expect("the file");
    reader.deserialize().collect::<Result<_, _>>().expect("the rows")
}

/// URNs by company number, sponsors left out.
pub fn members(links: &Rows) -> BTreeMap<u64, BTreeSet<String>> {
    let mut members: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    for row in links.iter().filter(|row| row["Group Type"] != "School sponsor") {
        let number: f64 = row["Companies House Number"].parse().expect("a number");
        members.entry(number as u64).or_default().insert(row["URN"].clone());
    }
    members
}

/// Company numbers by UID.
pub fn company_numbers(links: &Rows, uid: &str) -> BTreeMap<i32, u64> {
    let trusts = links.iter().filter(|row| row["Group Type"] != "School sponsor");
    let number = |row: &BTreeMap<String, String>| {
        let number: f64 = row["Companies House Number"].parse().expect("a number");
        (row[uid].parse().expect("a UID"), number as u64)
    };
    trusts.map(number).collect()
}

/// The sum of a column over some URNs.
pub fn sum(census: &Rows, urns: &BTreeSet<String>, column: &str) -> i64 {
    let of_them = census.iter().filter(|row| urns.contains(&row["URN"]));
    of_them.map(|row| row[column].parse::<i64>().expect("a count")).sum()
}
