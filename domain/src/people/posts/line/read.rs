//! Reads posts, who holds them, and the board: a fixed number of statements for all rows of a level.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{GoverningBody, ReportingTier};
use entity::contract::Column as C;
use entity::governance_appointment::Column as G;
use entity::person::Column as Who;
use entity::post::Column as P;
use entity::reporting_line::Column as R;
use entity::staff_member::Column as S;
use futures::FutureExt;
use graph::declare::{Asked, Coded, Column, Linked, LoadError, ObjectsFuture, Reader};
use graph::{Period, Value};
use uuid::Uuid;

use super::chain::{Holding, Past, Place, above, main_post};
use super::types::{ReportingHolder, ReportingStep};

/// How many statements a reporting line takes: posts, past lines, contracts, names of staff, the board, its names.
pub const STATEMENTS: usize = 6;

/// Whom each post reports to on `asOf`. Inputs: trust, post.
pub fn of_posts<'a>(
    reader: &'a dyn Reader,
    rows: Vec<Vec<Value>>,
    asked: Asked,
) -> ObjectsFuture<'a, Vec<ReportingStep>> {
    lines(reader, rows, asked, |row, _, _| row[1].as_uuid())
}

/// Whom each member of staff reports to on `asOf`, from the main post of that day. Inputs: trust, member of staff.
pub fn of_staff<'a>(
    reader: &'a dyn Reader,
    rows: Vec<Vec<Value>>,
    asked: Asked,
) -> ObjectsFuture<'a, Vec<ReportingStep>> {
    lines(reader, rows, asked, |row, day, holdings| main_post(row[1].as_uuid()?, day, holdings))
}

/// A post, and the posts above it.
type Chain = (Uuid, Vec<Uuid>);

type Start = fn(&[Value], NaiveDate, &[Holding]) -> Option<Uuid>;

fn lines<'a>(
    reader: &'a dyn Reader,
    rows: Vec<Vec<Value>>,
    asked: Asked,
    start: Start,
) -> ObjectsFuture<'a, Vec<ReportingStep>> {
    async move {
        let trust = std::slice::from_ref(&rows[0][0]);
        let day = asked.as_of;
        let places = places(reader, trust).await?;
        let past = past(reader, trust).await?;
        let holdings = holdings(reader, trust).await?;
        let chain = |post| (post, above(post, day, &places, &past));
        let chains: Vec<Option<Chain>> = rows.iter().map(|row| start(row, day, &holdings).map(chain)).collect();
        let has_centre = places.values().any(|place| place.school.is_none());
        let holders = holders(&chains, day, &holdings);
        let named: Vec<Uuid> = holders.values().flatten().copied().collect();
        let names = names(reader, [S::Id, S::GivenName, S::FamilyName].map(Column::of), &named).await?;
        let board = board(reader, trust, day).await?;
        let line = |(post, chain): &Chain| {
            let mut steps: Vec<ReportingStep> = Vec::new();
            for (distance, post) in (1..).zip(chain) {
                let held = holders.get(post).into_iter().flatten();
                let holder = |staff: &Uuid| {
                    let id = graph::id::encode("StaffMember", *staff);
                    let name = names.get(staff)?.clone();
                    Some(ReportingHolder {
                        name,
                        role: None,
                        staff_member: Some(Linked::to(*staff)),
                        staff_member_id: Some(id.into()),
                    })
                };
                steps.push(step(distance, &places[post], *post, held.filter_map(holder).collect()));
            }
            // Who leads the trust answers to its board: the top of the centre, or of a trust without one. The head of a
            // school that had not joined yet does not.
            let top = places.get(chain.last().unwrap_or(post));
            if top.is_some_and(|top| top.school.is_none() || !has_centre) {
                let member = |(_, role, name): &Seat| ReportingHolder {
                    name: name.clone(),
                    role: Some(role.clone()),
                    staff_member: None,
                    staff_member_id: None,
                };
                steps.push(ReportingStep {
                    distance: 1 + i64::try_from(chain.len()).unwrap_or(i64::MAX - 1),
                    tier: Coded::of(&ReportingTier::Board),
                    title: "Trust board".to_owned(),
                    post: None,
                    post_id: None,
                    holders: board.iter().map(member).collect(),
                });
            }
            steps
        };
        Ok(chains.iter().map(|chain| chain.as_ref().map(line)).collect())
    }
    .boxed()
}

fn step(distance: i64, place: &Place, post: Uuid, holders: Vec<ReportingHolder>) -> ReportingStep {
    let tier = if place.school.is_some() { ReportingTier::School } else { ReportingTier::Executive };
    ReportingStep {
        distance,
        tier: Coded::of(&tier),
        title: place.title.clone(),
        post: Some(Linked::to(post)),
        post_id: Some(graph::id::encode("Post", post).into()),
        holders,
    }
}

async fn places(reader: &dyn Reader, trust: &[Value]) -> Result<HashMap<Uuid, Place>, LoadError> {
    let columns = [P::Id, P::Title, P::SchoolId, P::LineManagerPostId].map(Column::of);
    let rows = reader.rows(&columns, Column::of(P::TrustId), trust).await?;
    let place = |row: &Vec<Value>| {
        let title = row[1].as_text()?.to_owned();
        Some((row[0].as_uuid()?, Place { title, school: row[2].as_uuid(), manager: row[3].as_uuid() }))
    };
    Ok(rows.iter().filter_map(place).collect())
}

async fn past(reader: &dyn Reader, trust: &[Value]) -> Result<HashMap<Uuid, Vec<Past>>, LoadError> {
    let columns = [R::PostId, R::ManagerPostId, R::StartsOn, R::EndsOn].map(Column::of);
    let mut found: HashMap<Uuid, Vec<Past>> = HashMap::new();
    for row in reader.rows(&columns, Column::of(R::TrustId), trust).await? {
        if let (Some(post), Some(starts_on), Some(ends_on)) = (row[0].as_uuid(), row[2].as_date(), row[3].as_date()) {
            found.entry(post).or_default().push(Past { manager: row[1].as_uuid(), starts_on, ends_on });
        }
    }
    Ok(found)
}

async fn holdings(reader: &dyn Reader, trust: &[Value]) -> Result<Vec<Holding>, LoadError> {
    let columns = [C::StaffId, C::PostId, C::StartsOn, C::EndsOn, C::HoursPerWeekHundredths].map(Column::of);
    let rows = reader.rows(&columns, Column::of(C::TrustId), trust).await?;
    let holding = |row: &Vec<Value>| {
        Some(Holding {
            staff: row[0].as_uuid()?,
            post: row[1].as_uuid()?,
            starts_on: row[2].as_date()?,
            ends_on: row[3].as_date(),
            hours: row[4].as_int()?,
        })
    };
    Ok(rows.iter().filter_map(holding).collect())
}

/// Who holds the posts of some lines on a day, in the order of keys.
fn holders(chains: &[Option<Chain>], day: NaiveDate, holdings: &[Holding]) -> HashMap<Uuid, Vec<Uuid>> {
    let posts = chains.iter().flatten().flat_map(|(_, above)| above);
    let mut found: HashMap<Uuid, Vec<Uuid>> = posts.map(|post| (*post, Vec::new())).collect();
    for holding in holdings.iter().filter(|holding| holding.covers(day)) {
        if let Some(staff) = found.get_mut(&holding.post) {
            staff.push(holding.staff);
        }
    }
    for staff in found.values_mut() {
        staff.sort_unstable();
        staff.dedup();
    }
    found
}

/// Names by key; the columns are key, given and family name.
async fn names(reader: &dyn Reader, columns: [Column; 3], keys: &[Uuid]) -> Result<HashMap<Uuid, String>, LoadError> {
    let keys: Vec<Value> = keys.iter().copied().map(Value::Uuid).collect();
    let rows = reader.rows(&columns, columns[0], &keys).await?;
    let name = |row: &Vec<Value>| Some((row[0].as_uuid()?, format!("{} {}", row[1].as_text()?, row[2].as_text()?)));
    Ok(rows.iter().filter_map(name).collect())
}

/// A seat on the board: whether another than the chair's, the role, and who has it.
type Seat = (bool, String, String);

/// The trust's board on a day: the chair first, then by role and name.
async fn board(reader: &dyn Reader, trust: &[Value], day: NaiveDate) -> Result<Vec<Seat>, LoadError> {
    let columns = [G::PersonId, G::Body, G::RoleCode, G::StartsOn, G::EndsOn].map(Column::of);
    let rows = reader.rows(&columns, Column::of(G::TrustId), trust).await?;
    let seats: Vec<(Uuid, String)> = rows
        .iter()
        .filter(|row| row[1].as_text() == Some(GoverningBody::TrustBoard.code()))
        .filter(|row| row[3].as_date().is_some_and(|first| Period::new(first, row[4].as_date()).covers(day)))
        .filter_map(|row| Some((row[0].as_uuid()?, row[2].as_text()?.to_owned())))
        .collect();
    let people: Vec<Uuid> = seats.iter().map(|seat| seat.0).collect();
    let names = names(reader, [Who::Id, Who::GivenName, Who::FamilyName].map(Column::of), &people).await?;
    let mut board: Vec<Seat> = seats
        .into_iter()
        .filter_map(|(person, role)| Some((role != "CHAIR_TRUST", role, names.get(&person)?.clone())))
        .collect();
    board.sort_unstable();
    Ok(board)
}
