//! Documents are parsed and validated once, and cached by their text.

use std::sync::Arc;

use async_graphql_parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::{lexer, validate};
use crate::error::{Code, Refusal};
use crate::schema::{Model, Ty};

/// A document that fits the schema.
#[derive(Debug)]
pub struct Document {
    /// A number unique to this document, for the keys of plans.
    pub number: u64,
    /// The tree.
    pub tree: ExecutableDocument,
    /// Its operations, sorted by name.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name.
    pub name: Option<String>,
    /// The tree.
    pub definition: OperationDefinition,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable of an operation.
#[derive(Debug)]
pub struct Variable {
    /// The name, without the dollar.
    pub name: String,
    /// The type.
    pub ty: Ty,
    /// The value when none is sent.
    pub default: Option<async_graphql::Value>,
}

#[derive(Clone)]
struct ByText;

impl Weighter<Arc<str>, Arc<Document>> for ByText {
    fn weight(&self, text: &Arc<str>, _: &Arc<Document>) -> u64 {
        // A parsed document takes about twenty times the bytes of its text.
        (text.len() as u64 * 20).max(1)
    }
}

/// The cache of valid documents. Invalid documents are not kept: a client without a token could fill the cache with them.
pub struct Documents {
    cache: Cache<Arc<str>, Arc<Document>, ByText>,
    next: std::sync::atomic::AtomicU64,
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").field("kept", &self.cache.len()).finish()
    }
}

impl Documents {
    /// A cache of at most this many bytes.
    #[must_use]
    pub fn new(bytes: u64) -> Self {
        Self { cache: Cache::with_weighter(1_000, bytes, ByText), next: std::sync::atomic::AtomicU64::new(0) }
    }

    /// The document of a text: from the cache, or parsed and validated.
    ///
    /// # Errors
    /// When the text is refused by the lexer, the parser or a rule.
    pub async fn get(
        &self,
        text: &str,
        schema: &async_graphql::dynamic::Schema,
        model: &Model,
    ) -> Result<Arc<Document>, Refusal> {
        if let Some(document) = self.cache.get(text) {
            return Ok(document);
        }
        let plain = lexer::check(text)?;
        let tree = async_graphql_parser::parse_query(&plain).map_err(|error| {
            let message = error.to_string();
            match error.positions().next() {
                Some(place) => Refusal::at(Code::ParseFailed, message, place),
                None => Refusal::new(Code::ParseFailed, message),
            }
        })?;
        validate::check(&plain, &tree, schema, model).await?;
        let mut operations: Vec<Operation> = tree
            .operations
            .iter()
            .map(|(name, definition)| Operation {
                name: name.map(ToString::to_string),
                variables: variables(&definition.node),
                definition: definition.node.clone(),
            })
            .collect();
        operations.sort_by(|a, b| a.name.cmp(&b.name));
        let number = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let document = Arc::new(Document { number, tree, operations });
        self.cache.insert(Arc::from(text), Arc::clone(&document));
        Ok(document)
    }
}

impl Document {
    /// The operation to run.
    ///
    /// # Errors
    /// When the name is missing or unknown.
    pub fn operation(&self, name: Option<&str>) -> Result<usize, Refusal> {
        match name.filter(|name| !name.is_empty()) {
            None if self.operations.len() == 1 => Ok(0),
            None => Err(Refusal::new(
                Code::ValidationFailed,
                "the document has several operations: say which in `operationName`",
            )),
            Some(name) => {
                self.operations.iter().position(|operation| operation.name.as_deref() == Some(name)).ok_or_else(|| {
                    Refusal::new(Code::ValidationFailed, format!("the document has no operation `{name}`"))
                })
            }
        }
    }
}

fn variables(definition: &OperationDefinition) -> Vec<Variable> {
    definition
        .variable_definitions
        .iter()
        .map(|variable| Variable {
            name: variable.node.name.node.to_string(),
            ty: Ty::parse(&variable.node.var_type.node.to_string()),
            default: variable.node.default_value.as_ref().map(|value| value.node.clone()),
        })
        .collect()
}

impl Operation {
    /// What the operation does.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.definition.ty {
            OperationType::Query => "query",
            OperationType::Mutation => "mutation",
            OperationType::Subscription => "subscription",
        }
    }
}

/// Whether the operation to run is a mutation, whatever else the document is.
#[must_use]
pub fn is_mutation(text: &str, name: Option<&str>) -> bool {
    // A document without the word need not be parsed here.
    if !text.contains("mutation") {
        return false;
    }
    let Ok(plain) = lexer::check(text) else { return false };
    let Ok(tree) = async_graphql_parser::parse_query(&plain) else { return false };
    tree.operations.iter().any(|(known, operation)| {
        operation.node.ty == OperationType::Mutation && name.is_none_or(|name| known.is_some_and(|known| known == name))
    })
}
