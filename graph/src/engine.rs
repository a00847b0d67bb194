//! The engine: declarations, schema, caches and a database, and the one function that answers.

mod bounds;
mod change;
mod explain;
mod follow;
mod in_step;
mod listen;
mod log_reads;
mod notify;
mod purpose;
mod trim;
mod weight;

use std::sync::Arc;
use std::time::{Duration, Instant};

use quick_cache::sync::Cache;
use serde_json::json;

use crate::caller::{Caller, Rights};
use crate::declare::Catalogue;
use crate::error::{Code, Refusal};
use crate::execute::{Cursors, Database, Prepared, RowSource, Seal};
use crate::live::{Feed, PreparedNotification};
use crate::mutate::{HandledAction, Handlers, PreparedChanges};
use crate::output::{self, Extras};
use crate::plan;
use crate::read_log::Queue;
use crate::request::{self, Accepted, Documents, PlanKey};
use crate::schema::{self, Model};

use bounds::bounds;
pub use explain::Explained;
use explain::explained;
pub use listen::Begun;
use purpose::purpose;
use weight::ByReads;

/// One well-formed GraphQL-over-HTTP request.
#[derive(Debug, Default)]
pub struct Request {
    /// The document's text.
    pub document: String,
    /// The name of the operation to run.
    pub operation_name: Option<String>,
    /// Values of the variables, as sent.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Extensions, as sent (`cost: true` asks for the cost).
    pub extensions: serde_json::Map<String, serde_json::Value>,
    /// True for GET: a mutation is refused with status 405.
    pub read_only: bool,
    /// The time by which the response must be ready; no statement starts after it.
    pub deadline: Option<tokio::time::Instant>,
}

/// The response to a request.
#[derive(Debug)]
pub struct Answer {
    /// The whole JSON response.
    pub body: Vec<u8>,
    /// The HTTP status for `application/graphql-response+json`: 200, 400 (did not parse or validate, bad input),
    /// 401, 405 (mutation over GET), and so on.
    pub status: u16,
    /// `extensions.code` of the first error, if any.
    pub code: Option<&'static str>,
    /// `query`, `mutation` or `subscription`, where the document got that far.
    pub operation: Option<&'static str>,
    /// How many statements were run.
    pub statements: usize,
    /// Time by stage, in order: `request`, `plan`, `execute`, `output`.
    pub stages: Vec<(&'static str, Duration)>,
}

/// The most a request may cost where the server sets nothing else.
pub const MAX_COST: u64 = 100_000;

/// The most statements of a request: without a limit, a document with many aliases would take every connection.
const MAX_STATEMENTS: usize = 100;

/// The engine over one database.
pub struct Engine {
    catalogue: Catalogue,
    model: Model,
    validator: async_graphql::dynamic::Schema,
    database: Database,
    documents: Documents,
    plans: Cache<PlanKey, Arc<Prepared>, ByReads>,
    /// Schemas for introspection, filtered by rights, by the signature of the caller; few at a time, for each is large.
    shown: Cache<[u8; 16], async_graphql::dynamic::Schema>,
    seal: Seal,
    max_cost: u64,
    /// The database in which rows are changed; without it the engine only reads.
    writer: Option<Database>,
    /// The functions of the actions.
    handlers: Handlers,
    changes: Cache<PlanKey, Arc<PreparedChanges>, ByReads>,
    /// Sensitive reads that are not logged yet.
    queue: Queue,
    /// The events of the outbox.
    feed: Feed,
    /// Plans of what subscribers read of a changed row, by its type.
    notifications: Cache<(PlanKey, usize), Arc<PreparedNotification>, ByReads>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("types", &self.model.types.len()).finish_non_exhaustive()
    }
}

/// Why an engine could not be made: each is a mistake in the declarations.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Rules that the declarations break, each with its remedy.
    #[error("the declarations break {} rules:\n{}", .0.len(), .0.join("\n"))]
    Rules(Vec<String>),
    /// The types do not make a schema.
    #[error("the declarations make no schema: {0}")]
    Schema(#[from] async_graphql::dynamic::SchemaError),
}

impl Engine {
    /// An engine over declarations and a database. The secret encrypts cursors: servers with the same secret accept each
    /// other's cursors.
    ///
    /// # Errors
    /// When the declarations break a rule.
    pub fn new(catalogue: Catalogue, database: Database, secret: &[u8; 32]) -> Result<Self, Unfit> {
        let broken = crate::verify::all(&catalogue);
        if !broken.is_empty() {
            return Err(Unfit::Rules(broken));
        }
        let model = Model::of(&catalogue);
        let validator = schema::dynamic(&model, &catalogue, true)?;
        Ok(Self {
            catalogue,
            model,
            validator,
            database,
            documents: Documents::new(32 << 20),
            plans: Cache::with_weighter(2_000, 32 << 20, ByReads),
            shown: Cache::new(4),
            seal: Seal::new(secret),
            max_cost: MAX_COST,
            writer: None,
            handlers: Handlers::default(),
            changes: Cache::with_weighter(500, 16 << 20, ByReads),
            queue: Queue::new(),
            feed: Feed::new(),
            notifications: Cache::with_weighter(1_000, 16 << 20, ByReads),
        })
    }

    /// Sets the most a request may cost.
    #[must_use]
    pub fn with_max_cost(mut self, max_cost: u64) -> Self {
        self.max_cost = max_cost;
        self
    }

    /// Sets the database in which rows are changed, and the functions of the actions. SQLite has one writer.
    ///
    /// # Errors
    /// When a declared action has no function.
    pub fn with_writer(mut self, writer: Database, actions: Vec<HandledAction>) -> Result<Self, Unfit> {
        self.handlers = Handlers::of(&self.catalogue, actions).map_err(|missing| {
            let rule = |action| format!("the action {action} has no function: give it to `with_writer`");
            Unfit::Rules(missing.into_iter().map(rule).collect())
        })?;
        self.writer = Some(writer);
        Ok(self)
    }

    /// The declarations.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The whole schema.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Returns idle connections to their pool. Call it before the pool is closed: closing waits for them.
    pub fn release_idle(&self) {
        self.database.release_idle();
    }

    /// The number of idle connections to the database that the engine keeps.
    #[must_use]
    pub fn idle_connections(&self) -> usize {
        self.database.idle()
    }

    /// Answers one request. Without a caller, only `__typename` and the open part of the schema are returned; any other
    /// field is refused with 401.
    pub async fn answer(&self, caller: Option<&Caller>, request: &Request) -> Answer {
        let mut stages = Vec::with_capacity(4);
        let mut operation = None;
        match self.try_answer(caller, request, &mut stages, &mut operation).await {
            Ok((written, statements)) => Answer {
                body: written.body,
                status: 200,
                code: written.code.map(Code::name),
                operation,
                statements,
                stages,
            },
            Err(refusal) => Answer { stages, ..Answer::refused(&refusal, operation) },
        }
    }

    async fn try_answer(
        &self,
        caller: Option<&Caller>,
        request: &Request,
        stages: &mut Vec<(&'static str, Duration)>,
        operation: &mut Option<&'static str>,
    ) -> Result<(output::Written, usize), Refusal> {
        let begun = Instant::now();
        let accepted = self.accept(request, operation).await?;
        if *operation == Some("mutation") {
            stages.push(("request", begun.elapsed()));
            let caller = caller.ok_or_else(unauthenticated)?;
            return self.change(caller, request, &accepted, stages).await;
        }
        if *operation == Some("subscription") {
            return Err(needs_stream());
        }
        let purpose = purpose(request)?;
        let mut extras = Extras::default();
        if request::asks_introspection(&accepted.document, accepted.operation) {
            let shown = self.shown(caller)?;
            let found =
                request::introspection(&accepted.document, accepted.operation, &request.variables, &shown).await?;
            extras.introspection = found.into_iter().collect();
        }
        stages.push(("request", begun.elapsed()));

        let begun = Instant::now();
        let nobody;
        let caller = match caller {
            Some(caller) => caller,
            None => {
                self.check_anonymous(&accepted)?;
                nobody = Caller::nobody();
                &nobody
            }
        };
        let prepared = self.prepare(caller, &accepted)?;
        let slots = &accepted.variables.slots;
        bounds(&prepared, slots)?;
        let cost = prepared.plan.cost(slots);
        self.affordable(cost, prepared.plan.statements())?;
        let cursors = Cursors::open(&prepared, &self.seal, caller, slots)?;
        stages.push(("plan", begun.elapsed()));

        let begun = Instant::now();
        let run = prepared
            .run(&self.catalogue, caller, slots, &cursors, RowSource::Pool(&self.database))
            .until(request.deadline.map(tokio::time::Instant::into_std));
        run.all().await;
        stages.push(("execute", begun.elapsed()));

        let begun = Instant::now();
        extras.extensions =
            self.cost_extension(request, cost, run.statements.load(std::sync::atomic::Ordering::Relaxed));
        let mut written = output::json(&run, &self.seal, &extras);
        self.log_reads(caller, accepted.name(), purpose, std::mem::take(&mut written.disclosed)).await?;
        stages.push(("output", begun.elapsed()));
        Ok((written, run.statements.into_inner()))
    }

    fn affordable(&self, cost: u64, statements: usize) -> Result<(), Refusal> {
        if cost > self.max_cost {
            return Err(Refusal::new(
                Code::MaxCostExceeded,
                format!(
                    "the query costs {cost}, and at most {} is allowed: ask for smaller pages or fewer levels",
                    self.max_cost
                ),
            ));
        }
        if statements > MAX_STATEMENTS {
            return Err(Refusal::new(
                Code::MaxCostExceeded,
                format!("the query runs {statements} statements, and at most {MAX_STATEMENTS} are allowed: split it"),
            ));
        }
        Ok(())
    }

    fn cost_extension(&self, request: &Request, cost: u64, statements: usize) -> Option<String> {
        let wanted = request.extensions.get("cost")?;
        let cost = json!({ "cost": { "requested": cost, "maximum": self.max_cost, "statements": statements } });
        (wanted.as_bool() != Some(false) && !wanted.is_null()).then(|| cost.to_string())
    }

    async fn accept(&self, request: &Request, operation: &mut Option<&'static str>) -> Result<Accepted, Refusal> {
        if request.read_only && request::is_mutation(&request.document, request.operation_name.as_deref()) {
            *operation = Some("mutation");
            return Err(Refusal::new(Code::BadRequest, "a mutation is not run over GET: send it by POST"));
        }
        let document = self.documents.get(&request.document, &self.validator, &self.model).await?;
        let number = document.operation(request.operation_name.as_deref())?;
        *operation = Some(document.operations[number].kind());
        let variables = request::coerce(&document.operations[number], &request.variables, &self.model)?;
        Ok(Accepted { document, operation: number, variables })
    }

    /// Refuses a request without a caller that selects more than `__typename` and the open part of the schema.
    fn check_anonymous(&self, accepted: &Accepted) -> Result<(), Refusal> {
        let prepared = self.prepare(&Caller::nobody(), accepted)?;
        let open = prepared
            .plan
            .root
            .fields
            .iter()
            .all(|field| matches!(field.out, plan::Out::TypeName(_) | plan::Out::Introspection));
        if open { Ok(()) } else { Err(unauthenticated()) }
    }

    fn prepare(&self, caller: &Caller, accepted: &Accepted) -> Result<Arc<Prepared>, Refusal> {
        let key = accepted.key(caller);
        if let Some(found) = self.plans.get(&key) {
            return Ok(found);
        }
        let plan = plan::read(&self.catalogue, &self.model, caller, accepted)?;
        let prepared = Arc::new(Prepared::new(plan, &self.catalogue, self.database.dialect()));
        self.plans.insert(key, Arc::clone(&prepared));
        Ok(prepared)
    }

    /// The schema as a caller may use it, for introspection.
    fn shown(&self, caller: Option<&Caller>) -> Result<async_graphql::dynamic::Schema, Refusal> {
        let nothing = Rights::default();
        let rights = caller.map_or(&nothing, |caller| &caller.rights);
        let key = caller.map_or([0; 16], Caller::signature);
        if let Some(found) = self.shown.get(&key) {
            return Ok(found);
        }
        let own = self.catalogue.own_reach;
        let model = schema::visible(&self.model, &|permission, to| {
            rights.shows(permission, own.filter(|_| to != schema::Use::Read))
        });
        let shown = schema::dynamic(&model, &self.catalogue, false).map_err(|error| {
            tracing::error!(%error, "a filtered schema could not be made");
            Refusal::new(Code::Internal, "the schema cannot be shown")
        })?;
        self.shown.insert(key, shown.clone());
        Ok(shown)
    }
}

fn unauthenticated() -> Refusal {
    Refusal::new(Code::Unauthenticated, "this needs a signed-in caller: send `Authorization: Bearer …`")
}

fn needs_stream() -> Refusal {
    let message = "a subscription needs a stream: send it with `Accept: text/event-stream`, or over a WebSocket with the \
                   subprotocol graphql-transport-ws";
    Refusal::new(Code::BadUserInput, message)
}

impl Answer {
    /// The response to a request that is refused as a whole.
    fn refused(refusal: &Refusal, operation: Option<&'static str>) -> Self {
        Self {
            body: refusal.body(),
            status: refusal.code.status(),
            code: Some(refusal.code.name()),
            operation,
            statements: 0,
            stages: Vec::new(),
        }
    }
}
