//! Sends an import's requests to the graph, with the rights of the caller who imports.

use anyhow::anyhow;
use graph::{Caller, Engine, Request};
use serde_json::Value as Json;

/// The graph, and the caller who imports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GraphClient<'a> {
    pub engine: &'a Engine,
    pub caller: &'a Caller,
}

impl GraphClient<'_> {
    /// The `data` of an answer. An error of the answer as a whole ends the run; user errors of single rows are in the data.
    pub async fn query(&self, document: &str, variables: Json) -> anyhow::Result<Json> {
        self.query_if_allowed(document, variables).await?.map_err(|words| anyhow!(words))
    }

    /// Like [`Self::query`], but a FORBIDDEN error is returned as its message: it names the permission that the caller lacks.
    pub async fn query_if_allowed(&self, document: &str, variables: Json) -> anyhow::Result<Result<Json, String>> {
        let Json::Object(variables) = variables else { anyhow::bail!("variables are an object") };
        let request = Request { document: document.to_owned(), variables, ..Request::default() };
        let answer = self.engine.answer(Some(self.caller), &request).await;
        let mut json: Json = serde_json::from_slice(&answer.body)?;
        let Some(error) = json.get("errors").map(|errors| &errors[0]) else { return Ok(Ok(json["data"].take())) };
        let words =
            error["message"].as_str().unwrap_or("the graph answered with an error that has no message").to_owned();
        if error["extensions"]["code"] == "FORBIDDEN" { Ok(Err(words)) } else { Err(anyhow!(words)) }
    }
}

/// The messages of user errors, joined.
pub(crate) fn messages(errors: &Json) -> String {
    let words = errors.as_array().into_iter().flatten().filter_map(|error| error["message"].as_str());
    words.collect::<Vec<_>>().join("; ")
}
