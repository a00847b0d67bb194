//! The codes of the trust that a file may name, with the ids of their rows.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::how::How;

const NAMES: &str = "{ subjects(first: 200) { nodes { id code } } assessmentPoints(first: 200) { nodes { id label } } \
     bandScales(where: { isDefault: { eq: true } }) { nodes { bands { id code } } } }";

/// Ids of what rows name.
pub(super) struct TrustCodes {
    /// Subjects by code.
    pub subjects: HashMap<String, String>,
    /// Assessment points by folded label.
    pub points: HashMap<String, String>,
    /// Bands of the trust's default scale by code.
    pub bands: HashMap<String, String>,
}

impl TrustCodes {
    /// Reads them as the caller who imports.
    pub(super) async fn read(how: &How<'_>) -> anyhow::Result<Self> {
        let data = how.graph().query(NAMES, json!({})).await?;
        let by = |list: &Json, name: &str| -> HashMap<String, String> {
            let text = |node: &Json, name: &str| node[name].as_str().unwrap_or_default().to_owned();
            list.as_array().into_iter().flatten().map(|node| (text(node, name), text(node, "id"))).collect()
        };
        Ok(Self {
            subjects: by(&data["subjects"]["nodes"], "code"),
            points: by(&data["assessmentPoints"]["nodes"], "label")
                .into_iter()
                .map(|(label, id)| (entity::fold(&label), id))
                .collect(),
            bands: by(&data["bandScales"]["nodes"][0]["bands"], "code"),
        })
    }
}
