//! The limit server: the fastest answers we could write by hand, with prepared statements and without GraphQL, sign-in
//! or scope.
//!
//! At `/point` and the other reads PostgreSQL builds the JSON in one statement (`L1`); at `/point/rows` and the like
//! the handler writes the JSON from plain rows (`L1r`). Both return the same rows in the same order as Colonnade.
//! `/insert` writes one row.

mod insert;
mod rows;
mod statements;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::serve::ListenerExt;
use chrono::NaiveDate;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio_postgres::NoTls;
use uuid::Uuid;

/// The options of the limit server.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// URL of the database
    #[arg(long)]
    database_url: String,
    /// Id of the trust
    #[arg(long)]
    trust: Uuid,
    /// Today's date in the demo trust
    #[arg(long)]
    today: NaiveDate,
}

struct Limit {
    pool: Pool,
    trust: Uuid,
    today: NaiveDate,
}

type Answer = anyhow::Result<String>;

/// Serves until it is killed.
pub async fn serve(options: Options) -> anyhow::Result<()> {
    // The session options of Colonnade, so that PostgreSQL makes the same plans for both.
    let mut config: tokio_postgres::Config = options.database_url.parse()?;
    config.options("-c random_page_cost=1.1 -c jit=off -c plan_cache_mode=force_generic_plan");
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let pool = Pool::builder(manager).max_size(16).runtime(Runtime::Tokio1).build()?;
    let limit = Arc::new(Limit { pool, trust: options.trust, today: options.today });
    let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    println!("the limit listens on http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, router(limit)).await?;
    Ok(())
}

fn router(limit: Arc<Limit>) -> Router {
    Router::new()
        .route("/point", post(async |limit, body| respond(point(limit, body).await)))
        .route("/page", post(async |limit, body| respond(one(limit, body, statements::PAGE).await)))
        .route("/link", post(async |limit, body| respond(one(limit, body, statements::LINK).await)))
        .route("/levels", post(async |limit| respond(levels(limit).await)))
        .route("/measure", post(async |limit| respond(measure(limit).await)))
        .route("/measure/rows", post(async |limit| respond(measure_rows(limit).await)))
        .route("/point/rows", post(async |limit, body| respond(point_rows(limit, body).await)))
        .route("/page/rows", post(async |limit, body| respond(page_rows(limit, body, rows::PAGE).await)))
        .route("/link/rows", post(async |limit, body| respond(page_rows(limit, body, rows::LINK).await)))
        .route("/levels/rows", post(async |limit| respond(levels_rows(limit).await)))
        .route("/insert", post(async |limit, body| respond(insert(limit, body).await)))
        .with_state(limit)
}

fn respond(answer: Answer) -> Response {
    match answer {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response(),
    }
}

/// The variable `id` of a body. The whole body is parsed, as every server must.
fn id(body: &Bytes) -> anyhow::Result<Uuid> {
    let body: serde_json::Value = serde_json::from_slice(body)?;
    Ok(body["variables"]["id"].as_str().context("the body has no `id`")?.parse()?)
}

async fn connection(limit: &Limit) -> anyhow::Result<Object> {
    Ok(limit.pool.get().await?)
}

async fn point(limit: State<Arc<Limit>>, body: Bytes) -> Answer {
    one(limit, body, statements::POINT).await
}

/// Runs a statement with one parameter that returns the whole answer as one text.
async fn one(State(limit): State<Arc<Limit>>, body: Bytes, sql: &str) -> Answer {
    let client = connection(&limit).await?;
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query_one(&statement, &[&id(&body)?]).await?.try_get(0)?)
}

async fn levels(State(limit): State<Arc<Limit>>) -> Answer {
    let client = connection(&limit).await?;
    let statement = client.prepare_cached(statements::LEVELS).await?;
    Ok(client.query_one(&statement, &[&limit.trust, &limit.today]).await?.try_get(0)?)
}

async fn measure(State(limit): State<Arc<Limit>>) -> Answer {
    let client = connection(&limit).await?;
    let statement = client.prepare_cached(statements::MEASURE).await?;
    Ok(client.query_one(&statement, &[&limit.trust, &limit.today]).await?.try_get(0)?)
}

async fn measure_rows(State(limit): State<Arc<Limit>>) -> Answer {
    let client = connection(&limit).await?;
    let statement = client.prepare_cached(statements::MEASURE_ROWS).await?;
    rows::measure(&client.query(&statement, &[&limit.trust, &limit.today]).await?)
}

async fn point_rows(State(limit): State<Arc<Limit>>, body: Bytes) -> Answer {
    let client = connection(&limit).await?;
    let statement = client.prepare_cached(statements::POINT_ROWS).await?;
    rows::point(client.query_opt(&statement, &[&id(&body)?]).await?.as_ref())
}

async fn page_rows(State(limit): State<Arc<Limit>>, body: Bytes, frame: rows::Frame) -> Answer {
    let client = connection(&limit).await?;
    let statement = client.prepare_cached(statements::PAGE_ROWS).await?;
    rows::page(&client.query(&statement, &[&id(&body)?]).await?, frame)
}

/// Sends three statements at once on one connection: none needs the rows of another.
async fn levels_rows(State(limit): State<Arc<Limit>>) -> Answer {
    let client = connection(&limit).await?;
    let schools = client.prepare_cached(statements::SCHOOL_ROWS).await?;
    let staff = client.prepare_cached(statements::STAFF_ROWS).await?;
    let pupils = client.prepare_cached(statements::PUPIL_ROWS).await?;
    let both: [&(dyn tokio_postgres::types::ToSql + Sync); 2] = [&limit.trust, &limit.today];
    let alone: [&(dyn tokio_postgres::types::ToSql + Sync); 1] = [&limit.trust];
    let (schools, staff, pupils) =
        tokio::try_join!(client.query(&schools, &alone), client.query(&staff, &both), client.query(&pupils, &alone))?;
    rows::levels(&schools, &staff, &pupils)
}

async fn insert(State(limit): State<Arc<Limit>>, body: Bytes) -> Answer {
    insert::one(&connection(&limit).await?, &body, limit.trust, limit.today).await
}
