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
use graph::declare::{Asked, Coded, Column, Linked, LoadError, ObjectsFuture, Reader, table_rows};
use graph::{Period, Value, table_row};
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
        let named: Vec<Value> = holders.values().flatten().copied().map(Value::Uuid).collect();
        let names = table_rows::<StaffName>(reader, Column::of(S::Id), &named).await?;
        let names: HashMap<Uuid, String> =
            names.into_iter().map(|row| (row.id, format!("{} {}", row.given, row.family))).collect();
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
            // The post that leads the trust reports to the board: the top post of the centre, or of a trust without a
            // centre. The head of a school that had not joined the trust yet does not report to the board.
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

table_row! {
    struct PostRow of P { id: Uuid = Id, title: String = Title, school: Option<Uuid> = SchoolId, manager: Option<Uuid> = LineManagerPostId }
}

table_row! {
    struct PastRow of R {
        post: Uuid = PostId,
        manager: Option<Uuid> = ManagerPostId,
        starts_on: NaiveDate = StartsOn,
        ends_on: NaiveDate = EndsOn,
    }
}

table_row! {
    struct ContractRow of C {
        staff: Uuid = StaffId,
        post: Uuid = PostId,
        starts_on: NaiveDate = StartsOn,
        ends_on: Option<NaiveDate> = EndsOn,
        hours: i64 = HoursPerWeekHundredths,
    }
}

table_row! {
    struct StaffName of S { id: Uuid = Id, given: String = GivenName, family: String = FamilyName }
}

table_row! {
    struct PersonName of Who { id: Uuid = Id, given: String = GivenName, family: String = FamilyName }
}

table_row! {
    struct SeatRow of G {
        person: Uuid = PersonId,
        body: String = Body,
        role: String = RoleCode,
        starts_on: NaiveDate = StartsOn,
        ends_on: Option<NaiveDate> = EndsOn,
    }
}

async fn places(reader: &dyn Reader, trust: &[Value]) -> Result<HashMap<Uuid, Place>, LoadError> {
    let rows = table_rows::<PostRow>(reader, Column::of(P::TrustId), trust).await?;
    let place = |row: PostRow| (row.id, Place { title: row.title, school: row.school, manager: row.manager });
    Ok(rows.into_iter().map(place).collect())
}

async fn past(reader: &dyn Reader, trust: &[Value]) -> Result<HashMap<Uuid, Vec<Past>>, LoadError> {
    let mut found: HashMap<Uuid, Vec<Past>> = HashMap::new();
    for row in table_rows::<PastRow>(reader, Column::of(R::TrustId), trust).await? {
        let PastRow { post, manager, starts_on, ends_on } = row;
        found.entry(post).or_default().push(Past { manager, starts_on, ends_on });
    }
    Ok(found)
}

async fn holdings(reader: &dyn Reader, trust: &[Value]) -> Result<Vec<Holding>, LoadError> {
    let rows = table_rows::<ContractRow>(reader, Column::of(C::TrustId), trust).await?;
    let holding = |row| {
        let ContractRow { staff, post, starts_on, ends_on, hours } = row;
        Holding { staff, post, starts_on, ends_on, hours }
    };
    Ok(rows.into_iter().map(holding).collect())
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

/// A seat on the board: whether it is not the chair's, the role, and the name of the member.
type Seat = (bool, String, String);

/// The trust's board on a day: the chair first, then by role and name.
async fn board(reader: &dyn Reader, trust: &[Value], day: NaiveDate) -> Result<Vec<Seat>, LoadError> {
    let seats: Vec<SeatRow> = table_rows::<SeatRow>(reader, Column::of(G::TrustId), trust)
        .await?
        .into_iter()
        .filter(|row| row.body == GoverningBody::TrustBoard.code())
        .filter(|row| Period::new(row.starts_on, row.ends_on).covers(day))
        .collect();
    let people: Vec<Value> = seats.iter().map(|seat| Value::Uuid(seat.person)).collect();
    let names = table_rows::<PersonName>(reader, Column::of(Who::Id), &people).await?;
    let names: HashMap<Uuid, String> =
        names.into_iter().map(|row| (row.id, format!("{} {}", row.given, row.family))).collect();
    let mut board: Vec<Seat> = seats
        .into_iter()
        .filter_map(|seat| Some((seat.role != "CHAIR_TRUST", seat.role, names.get(&seat.person)?.clone())))
        .collect();
    board.sort_unstable();
    Ok(board)
}
