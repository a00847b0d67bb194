//! The actions `createPost` and `updatePost`.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::codes::{PostStatus, RoleCategory, Tenure};
use entity::{ledger_code, post, school, trust};
use futures::FutureExt;
use graph::declare::LINE;
use graph::mutate::{Change, HandledAction, Handling, Made, Stop, UserError, UserErrorCode, action, among, equal};
use uuid::Uuid;

use super::line::PastLine;
use crate::platform::access::permission::DIRECTORY_WRITE;
use crate::platform::input::{Day, hundredths, key};

/// The highest full-time equivalent of one post.
const MAX_FTE: f64 = 100.0;

/// The actions of this file.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![
        action("createPost", DIRECTORY_WRITE, "Adds a post to a school or to the central team.", create).gives_one(
            "post",
            "Post",
            "The post.",
        ),
        action(
            "updatePost",
            DIRECTORY_WRITE,
            "Changes a post. Fields that are left out stay as they are; null empties a field that may be empty. A post \
             cannot move to another school.",
            update,
        )
        .gives_one("post", "Post", "The post after the change."),
    ]
}

/// A new post.
#[derive(Debug, InputObject)]
pub struct CreatePostInput {
    /// The school; left out for the central team.
    school: Option<ID>,
    /// Title of the post: 1 to 200 characters.
    title: String,
    /// Kind of work.
    role_category: RoleCategory,
    /// Code of the post in the school workforce census.
    workforce_census_post: Option<String>,
    /// Full-time equivalent of the post: above 0 and up to 100, with at most two decimals.
    fte_established: f64,
    /// The post it reports to.
    line_manager: Option<ID>,
    /// The ledger code it is paid from; needs FINANCE_WRITE as well.
    budget_code: Option<ID>,
    /// Whether the post is filled, vacant or frozen.
    #[graphql(default_with = "PostStatus::Vacant")]
    status: PostStatus,
    /// First day of the vacancy, past or future; not for a filled post.
    vacancy_from: Option<Day>,
    /// Whether the post is permanent or for a limited time.
    tenure: Option<Tenure>,
}

/// Changes to a post.
#[derive(Debug, InputObject)]
pub struct UpdatePostInput {
    /// The post.
    post: ID,
    /// `rowVersion` of the post as it was read; another version is refused with CONFLICT.
    row_version: i32,
    /// Title of the post: 1 to 200 characters.
    title: Option<String>,
    /// Kind of work.
    role_category: Option<RoleCategory>,
    /// Code of the post in the school workforce census.
    workforce_census_post: MaybeUndefined<String>,
    /// Full-time equivalent of the post: above 0 and up to 100, with at most two decimals.
    fte_established: Option<f64>,
    /// The post it reports to.
    line_manager: MaybeUndefined<ID>,
    /// The ledger code it is paid from; needs FINANCE_WRITE as well.
    budget_code: MaybeUndefined<ID>,
    /// Whether the post is filled, vacant or frozen.
    status: Option<PostStatus>,
    /// First day of the vacancy, past or future; not for a filled post.
    vacancy_from: MaybeUndefined<Day>,
    /// Whether the post is permanent or for a limited time.
    tenure: MaybeUndefined<Tenure>,
}

fn create<'c>(change: &'c mut Change<'_>, input: CreatePostInput) -> Handling<'c> {
    async move {
        let school = input.school.as_ref().map(|school| key(school, "School"));
        let manager = input.line_manager.as_ref().map(|post| key(post, "Post"));
        let code = input.budget_code.as_ref().map(|code| key(code, "LedgerCode"));
        let tenant = school.is_none().then_some(change.tenant());
        let mut ask = change.ask();
        let schools = ask.under::<post::Entity, school::Entity>(among(school::Column::Id, school));
        let trusts = ask.under::<post::Entity, trust::Entity>(among(trust::Column::Id, tenant));
        let managers = ask.seen::<post::Entity>(among(post::Column::Id, manager));
        let codes = ask.seen::<ledger_code::Entity>(among(ledger_code::Column::Id, code));
        let mut found = ask.read().await?;
        let mut row = post::Model {
            id: change.new_key(),
            trust_id: change.tenant(),
            school_id: school,
            title: input.title,
            title_fold: String::new(),
            role_category: input.role_category,
            workforce_census_post: input.workforce_census_post,
            line_manager_post_id: manager,
            fte_established_hundredths: 0,
            ledger_code_id: code,
            status: input.status,
            vacancy_from: input.vacancy_from.map(|day| day.0),
            tenure: input.tenure,
            updated_at: change.now(),
            row_version: 1,
        };
        let named = (!found.take(managers)?.is_empty(), !found.take(codes)?.is_empty());
        checked(&mut row, Some(input.fte_established), (manager, code), named)?;
        let (of_school, of_trust) = (found.take_held(schools)?.pop(), found.take_held(trusts)?.pop());
        let key = match (of_school, of_trust) {
            (Some(school), _) => change.add::<post::Entity, _>(&school, &row, &[])?,
            (None, Some(trust)) => change.add::<post::Entity, _>(&trust, &row, &[])?,
            (None, None) => {
                return Err(Stop::not_found(&["school"], "there is no school with this id whose posts you may change"));
            }
        };
        Ok(Made::new().rows("post", [key]))
    }
    .boxed()
}

fn update<'c>(change: &'c mut Change<'_>, input: UpdatePostInput) -> Handling<'c> {
    async move {
        let id = key(&input.post, "Post");
        let manager = input.line_manager.value().map(|post| key(post, "Post"));
        let code = input.budget_code.value().map(|code| key(code, "LedgerCode"));
        let mut ask = change.ask();
        let held = ask.held::<post::Entity>(equal(post::Column::Id, id));
        let managers = ask.seen::<post::Entity>(among(post::Column::Id, manager));
        let codes = ask.seen::<ledger_code::Entity>(among(ledger_code::Column::Id, code));
        let line = PastLine::ask(&mut ask, id);
        let mut found = ask.read().await?;
        let Some(held) = found.take_held(held)?.pop() else {
            return Err(Stop::not_found(&["post"], "there is no post with this id that you may change"));
        };
        Stop::unless_current("post", held.row.row_version, input.row_version)?;
        if manager == Some(id) {
            return Err(Stop::input(&["lineManager"], "a post cannot report to itself: give another post"));
        }
        let mut row = held.row.clone();
        row.title = input.title.unwrap_or(row.title);
        row.role_category = input.role_category.unwrap_or(row.role_category);
        input.workforce_census_post.update_to(&mut row.workforce_census_post);
        input.line_manager.map(|post| post.map(|post| key(&post, "Post"))).update_to(&mut row.line_manager_post_id);
        input.budget_code.map(|code| code.map(|code| key(&code, "LedgerCode"))).update_to(&mut row.ledger_code_id);
        row.status = input.status.unwrap_or(row.status);
        input.vacancy_from.map(|day| day.map(|day| day.0)).update_to(&mut row.vacancy_from);
        input.tenure.update_to(&mut row.tenure);
        let named = (!found.take(managers)?.is_empty(), !found.take(codes)?.is_empty());
        checked(&mut row, input.fte_established, (manager, code), named)?;
        if row.line_manager_post_id != held.row.line_manager_post_id {
            line.keep(change, &mut found, &held.row)?;
        }
        change.update(&held, &row, &[])?;
        Ok(Made::new().rows("post", [id]))
    }
    .boxed()
}

/// Checks the input, and sets the folded title that search and ordering use.
fn checked(
    row: &mut post::Model,
    fte: Option<f64>,
    (manager, code): (Option<Uuid>, Option<Uuid>),
    (manager_found, code_found): (bool, bool),
) -> Result<(), Stop> {
    let mut errors = Vec::new();
    let mut refuse = |code, field: &str, message: &str| errors.push(UserError::new(code, &[field], message));
    match LINE.clean(&row.title) {
        Ok(title) if (1..=200).contains(&title.chars().count()) => row.title = title,
        Ok(_) => refuse(UserErrorCode::BadUserInput, "title", "a title has 1 to 200 characters"),
        Err(fault) => refuse(UserErrorCode::BadUserInput, "title", &fault),
    }
    row.title_fold = entity::fold(&row.title);
    if manager.is_some() && !manager_found {
        refuse(UserErrorCode::NotFound, "lineManager", "there is no post with this id that you may see");
    }
    if code.is_some() && !code_found {
        refuse(UserErrorCode::NotFound, "budgetCode", "there is no ledger code with this id that you may see");
    }
    match fte.map(|fte| hundredths(fte).filter(|_| fte > 0.0 && fte <= MAX_FTE)) {
        None => {}
        Some(Some(scaled)) => row.fte_established_hundredths = scaled,
        Some(None) => refuse(
            UserErrorCode::BadUserInput,
            "fteEstablished",
            "give a number above 0 and up to 100, with at most two decimals",
        ),
    }
    if row.status == PostStatus::Filled && row.vacancy_from.is_some() {
        refuse(
            UserErrorCode::BadUserInput,
            "vacancyFrom",
            "a filled post has no vacancy: leave `vacancyFrom` out, or set it to null",
        );
    }
    if errors.is_empty() { Ok(()) } else { Err(Stop::Refused(errors)) }
}
