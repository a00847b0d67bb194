//! How an import asks the graph, under the rights of whoever imports.

use anyhow::anyhow;
use graph::{Caller, Engine, Request};
use serde_json::Value as Json;

/// The graph, and who asks it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking<'a> {
    pub engine: &'a Engine,
    pub caller: &'a Caller,
}

impl Asking<'_> {
    /// The data of an answer; an error that is no row's ends the run.
    pub async fn ask(&self, document: &str, variables: Json) -> anyhow::Result<Json> {
        self.ask_if_allowed(document, variables).await?.map_err(|words| anyhow!(words))
    }

    /// The same, where the caller may lack the right: then in words which it is.
    pub async fn ask_if_allowed(&self, document: &str, variables: Json) -> anyhow::Result<Result<Json, String>> {
        let Json::Object(variables) = variables else { anyhow::bail!("variables are an object") };
        let request = Request { document: document.to_owned(), variables, ..Request::default() };
        let answer = self.engine.answer(Some(self.caller), &request).await;
        let mut json: Json = serde_json::from_slice(&answer.body)?;
        let Some(error) = json.get("errors").map(|errors| &errors[0]) else { return Ok(Ok(json["data"].take())) };
        let words = error["message"].as_str().unwrap_or("the graph refused").to_owned();
        if error["extensions"]["code"] == "FORBIDDEN" { Ok(Err(words)) } else { Err(anyhow!(words)) }
    }
}

/// The messages of user errors, as one.
pub(crate) fn messages(errors: &Json) -> String {
    let words = errors.as_array().into_iter().flatten().filter_map(|error| error["message"].as_str());
    words.collect::<Vec<_>>().join("; ")
}
