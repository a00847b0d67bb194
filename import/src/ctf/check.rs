//! The first reading of a file: whether it is what it says to its end, and which school it is for.

use entity::codes::SchoolStage;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::How;
use super::header::{self, CtfHeader};
use super::text;
use super::xml::{Document, Part};
use crate::source::Refusal;

const SCHOOLS: &str = "query($after: String) { schools(first: 200, after: $after) { nodes { id name urn laestab stage } pageInfo { hasNextPage endCursor } } }";

/// A school that may take pupils in.
#[derive(Clone, Debug)]
pub(super) struct School {
    pub id: String,
    pub name: String,
    pub urn: String,
    laestab: String,
}

/// The schools of the trust that have not left it.
pub(super) async fn schools(how: &How<'_>) -> anyhow::Result<Vec<School>> {
    let mut all = Vec::new();
    let mut after = Json::Null;
    loop {
        let page = &how.asking().ask(SCHOOLS, json!({ "after": after })).await?["schools"];
        for node in
            page["nodes"].as_array().into_iter().flatten().filter(|node| node["stage"] != SchoolStage::Former.code())
        {
            let text = |name: &str| node[name].as_str().unwrap_or_default().to_owned();
            all.push(School { id: text("id"), name: text("name"), urn: text("urn"), laestab: text("laestab") });
        }
        if page["pageInfo"]["hasNextPage"] != true {
            return Ok(all);
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// Reads a file to its end, and gives the school it is for.
pub(super) fn check(path: &Path, how: &How<'_>, schools: &[School]) -> Result<School, Refusal> {
    let (text, _) = text::open(path)?;
    let mut document = Document::new(text);
    let mut school = None;
    let mut pupils = false;
    loop {
        match document.next()? {
            Part::Header(element) => school = Some(destined(&header::read(&element)?, how.school, schools)?),
            Part::Pupil(_) | Part::TooLarge(_) if school.is_none() => {
                return Err("has pupils before its header: have it exported again".to_owned());
            }
            Part::Pupil(_) | Part::TooLarge(_) => pupils = true,
            Part::Other(_) => {}
            Part::End => break,
        }
    }
    match school {
        Some(school) if pupils => Ok(school),
        _ => Err("has no pupils in it: have it exported again".to_owned()),
    }
}

/// The school on whose roll the pupils go: the one named by URN, else the receiving school of the header.
fn destined(header: &CtfHeader, urn: Option<&str>, schools: &[School]) -> Result<School, Refusal> {
    let destination = &header.destination;
    let (found, named) = match (urn, &destination.la_code, &destination.estab_no) {
        (Some(urn), _, _) => (schools.iter().find(|school| school.urn == urn), format!("the URN {urn}")),
        (None, Some(_), Some(_)) => {
            let number = destination.words();
            (schools.iter().find(|school| school.laestab == number), format!("the number {number}"))
        }
        (None, ..) => {
            return Err("names no receiving school (DestSchool): give the URN of the school with --school".to_owned());
        }
    };
    found.cloned().ok_or_else(|| {
        format!("is for a school that your trust does not have ({named}): give the URN of the school with --school")
    })
}
