//! The limit: a bare handler, one prepared statement, nothing of GraphQL.
//!
//! `L1` lets PostgreSQL build the JSON; `L1r` takes plain rows and writes it by hand. Both are tuned by hand for the
//! very rows that ours answers with, in the same order.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::NoTls;
use uuid::Uuid;

use crate::world::Keys;

const POINT: &str = "select json_build_object('data', json_build_object('pupil', (select json_build_object('id', id, 'upn', upn, 'givenName', given_name, 'familyName', family_name, 'dateOfBirth', date_of_birth, 'ncYear', nc_year) from pupil where id = $1)))::text";

const PAGE: &str = "with r as (select id, upn, given_name, family_name, nc_year, pupil_premium, family_fold, given_fold from pupil where school_id = $1 order by family_fold, given_fold, id limit 51), f as (select * from r order by family_fold, given_fold, id limit 50) select json_build_object('data', json_build_object('pupils', json_build_object('edges', (select json_agg(json_build_object('cursor', encode(convert_to(id::text, 'UTF8'), 'base64'), 'node', json_build_object('id', id, 'upn', upn, 'givenName', given_name, 'familyName', family_name, 'ncYear', nc_year, 'pupilPremium', pupil_premium)) order by family_fold, given_fold, id) from f), 'pageInfo', json_build_object('hasNextPage', (select count(*) from r) > 50, 'endCursor', (select encode(convert_to(id::text, 'UTF8'), 'base64') from f order by family_fold desc, given_fold desc, id desc limit 1)))))::text";

const LEVELS: &str = "select json_build_object('data', json_build_object('schools', json_build_object('nodes', json_agg(json_build_object('id', s.id, 'name', s.name, 'staff', st.j, 'pupils', pu.j) order by s.name_fold, s.id))))::text from (select * from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30) s cross join lateral (select coalesce(json_agg(json_build_object('id', x.id, 'givenName', x.given_name, 'familyName', x.family_name, 'roleCategory', x.role_category)), '[]') j from (select m.id, m.given_name, m.family_name, m.role_category from staff_school w join staff_member m on m.id = w.staff_id where w.school_id = s.id and w.starts_on <= $2 and (w.ends_on is null or w.ends_on > $2) order by m.family_fold, m.name_fold, m.id limit 10) x) st cross join lateral (select coalesce(json_agg(json_build_object('id', x.id, 'givenName', x.given_name, 'familyName', x.family_name, 'ncYear', x.nc_year, 'assessments', a.j)), '[]') j from (select id, given_name, family_name, nc_year from pupil where school_id = s.id order by family_fold, given_fold, id limit 20) x cross join lateral (select coalesce(json_agg(json_build_object('point', y.assessment_point_id, 'subject', y.subject_id, 'bandPosition', y.band_sort)), '[]') j from (select assessment_point_id, subject_id, band_sort from assessment where pupil_id = x.id order by recorded_on desc, id limit 3) y) a) pu";

const PAGE_ROWS: &str = "select id, upn, given_name, family_name, nc_year, pupil_premium from pupil where school_id = $1 order by family_fold, given_fold, id limit 51";
const SCHOOL_ROWS: &str =
    "select id, name from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30";
const STAFF_ROWS: &str = "select s.id, x.id, x.given_name, x.family_name, x.role_category from (select id, name_fold from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30) s cross join lateral (select m.id, m.given_name, m.family_name, m.role_category, m.family_fold, m.name_fold from staff_school w join staff_member m on m.id = w.staff_id where w.school_id = s.id and w.starts_on <= $2 and (w.ends_on is null or w.ends_on > $2) order by m.family_fold, m.name_fold, m.id limit 10) x order by s.name_fold, s.id, x.family_fold, x.name_fold, x.id";
const PUPIL_ROWS: &str = "select s.id, x.id, x.given_name, x.family_name, x.nc_year, y.assessment_point_id, y.subject_id, y.band_sort from (select id, name_fold from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30) s cross join lateral (select id, given_name, family_name, nc_year, family_fold, given_fold from pupil where school_id = s.id order by family_fold, given_fold, id limit 20) x left join lateral (select assessment_point_id, subject_id, band_sort, recorded_on, id from assessment where pupil_id = x.id order by recorded_on desc, id limit 3) y on true order by s.name_fold, s.id, x.family_fold, x.given_fold, x.id, y.recorded_on desc, y.id";

struct Limit {
    pool: Pool,
    keys: Keys,
}

/// Starts the limit server.
pub async fn start(url: &str, keys: &Keys) -> anyhow::Result<SocketAddr> {
    // The same session as ours, so that both have the same plans.
    let mut config: tokio_postgres::Config = url.parse()?;
    config.options("-c random_page_cost=1.1 -c jit=off");
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let pool = Pool::builder(manager).max_size(16).runtime(Runtime::Tokio1).build()?;
    let limit = Arc::new(Limit { pool, keys: *keys });
    let router = Router::new()
        .route("/point", post(point))
        .route("/page", post(page))
        .route("/levels", post(levels))
        .route("/page/rows", post(page_rows))
        .route("/levels/rows", post(levels_rows))
        .with_state(limit);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let addr = listener.local_addr()?;
    tokio::spawn(async move {
        use axum::serve::ListenerExt;
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        axum::serve(listener, router).await.expect("the limit server runs to the end");
    });
    Ok(addr)
}

fn json(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// One row, one text.
async fn one(limit: &Limit, sql: &str, params: &[&(dyn tokio_postgres::types::ToSql + Sync)]) -> Response {
    let client = limit.pool.get().await.expect("the pool has a connection");
    let statement = client.prepare_cached(sql).await.expect("it prepares");
    json(client.query_one(&statement, params).await.expect("it answers").get(0))
}

async fn point(State(limit): State<Arc<Limit>>) -> Response {
    one(&limit, POINT, &[&limit.keys.pupil]).await
}

async fn page(State(limit): State<Arc<Limit>>) -> Response {
    one(&limit, PAGE, &[&limit.keys.school]).await
}

async fn levels(State(limit): State<Arc<Limit>>) -> Response {
    one(&limit, LEVELS, &[&limit.keys.trust, &limit.keys.today]).await
}

fn text(out: &mut String, value: &str) {
    out.push_str(&serde_json::Value::from(value).to_string());
}

async fn page_rows(State(limit): State<Arc<Limit>>) -> Response {
    let client = limit.pool.get().await.expect("the pool has a connection");
    let statement = client.prepare_cached(PAGE_ROWS).await.expect("it prepares");
    let rows = client.query(&statement, &[&limit.keys.school]).await.expect("it answers");
    let mut out = String::with_capacity(8_192);
    out.push_str("{\"data\":{\"pupils\":{\"edges\":[");
    let mut last = Uuid::nil();
    for (index, row) in rows.iter().take(50).enumerate() {
        last = row.get(0);
        out.push_str(if index > 0 { "," } else { "" });
        let _ = write!(out, "{{\"cursor\":\"{last}\",\"node\":{{\"id\":\"{last}\",\"upn\":");
        text(&mut out, row.get::<_, Option<&str>>(1).unwrap_or_default());
        out.push_str(",\"givenName\":");
        text(&mut out, row.get(2));
        out.push_str(",\"familyName\":");
        text(&mut out, row.get(3));
        let _ = write!(
            out,
            ",\"ncYear\":{},\"pupilPremium\":{}}}}}",
            row.get::<_, Option<i32>>(4).unwrap_or(0),
            row.get::<_, bool>(5)
        );
    }
    let _ = write!(out, "],\"pageInfo\":{{\"hasNextPage\":{},\"endCursor\":\"{last}\"}}}}}}}}", rows.len() > 50);
    json(out)
}

async fn levels_rows(State(limit): State<Arc<Limit>>) -> Response {
    let client = limit.pool.get().await.expect("the pool has a connection");
    let schools = client.prepare_cached(SCHOOL_ROWS).await.expect("it prepares");
    let staff = client.prepare_cached(STAFF_ROWS).await.expect("it prepares");
    let pupils = client.prepare_cached(PUPIL_ROWS).await.expect("it prepares");
    let Keys { trust, today, .. } = limit.keys;
    let both: [&(dyn tokio_postgres::types::ToSql + Sync); 2] = [&trust, &today];
    let alone: [&(dyn tokio_postgres::types::ToSql + Sync); 1] = [&trust];
    let (schools, staff, pupils) =
        tokio::try_join!(client.query(&schools, &alone), client.query(&staff, &both), client.query(&pupils, &alone))
            .expect("they answer");
    let mut out = String::with_capacity(1 << 17);
    out.push_str("{\"data\":{\"schools\":{\"nodes\":[");
    let (mut s, mut p) = (0, 0);
    for (index, school) in schools.iter().enumerate() {
        let id: Uuid = school.get(0);
        let _ = write!(out, "{}{{\"id\":\"{id}\",\"name\":", if index > 0 { "," } else { "" });
        text(&mut out, school.get(1));
        out.push_str(",\"staff\":[");
        let first = s;
        while s < staff.len() && staff[s].get::<_, Uuid>(0) == id {
            let _ = write!(
                out,
                "{}{{\"id\":\"{}\",\"givenName\":",
                if s > first { "," } else { "" },
                staff[s].get::<_, Uuid>(1)
            );
            text(&mut out, staff[s].get(2));
            out.push_str(",\"familyName\":");
            text(&mut out, staff[s].get(3));
            out.push_str(",\"roleCategory\":");
            text(&mut out, staff[s].get(4));
            out.push('}');
            s += 1;
        }
        out.push_str("],\"pupils\":[");
        let first = p;
        while p < pupils.len() && pupils[p].get::<_, Uuid>(0) == id {
            let pupil: Uuid = pupils[p].get(1);
            let _ = write!(out, "{}{{\"id\":\"{pupil}\",\"givenName\":", if p > first { "," } else { "" });
            text(&mut out, pupils[p].get(2));
            out.push_str(",\"familyName\":");
            text(&mut out, pupils[p].get(3));
            let _ = write!(out, ",\"ncYear\":{},\"assessments\":[", pupils[p].get::<_, Option<i32>>(4).unwrap_or(0));
            let mut any = false;
            while p < pupils.len() && pupils[p].get::<_, Uuid>(1) == pupil {
                if let Some(point) = pupils[p].get::<_, Option<Uuid>>(5) {
                    let _ = write!(
                        out,
                        "{}{{\"point\":\"{point}\",\"subject\":\"{}\",\"bandPosition\":{}}}",
                        if any { "," } else { "" },
                        pupils[p].get::<_, Uuid>(6),
                        pupils[p].get::<_, i32>(7)
                    );
                    any = true;
                }
                p += 1;
            }
            out.push_str("]}");
        }
        out.push_str("]}");
    }
    out.push_str("]}}}");
    json(out)
}
