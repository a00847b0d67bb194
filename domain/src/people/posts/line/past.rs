//! Keeps the line that a post leaves: the manager until yesterday stays readable when the post reports to another.

use entity::{contract, post, reporting_line};
use graph::Period;
use graph::mutate::{Ask, Change, Found, HeldPlace, SeenPlace, Stop, equal};
use graph::period::day_after;
use uuid::Uuid;

/// Where the earlier lines of a post, and the contracts that show since when it is there, will be found.
pub(in crate::people::posts) struct PastLine {
    known: SeenPlace<reporting_line::Entity>,
    contracts: SeenPlace<contract::Entity>,
    under: HeldPlace<post::Entity>,
}

impl PastLine {
    pub fn ask(ask: &mut Ask<'_, '_>, post: Uuid) -> Self {
        Self {
            known: ask.trusted(equal(reporting_line::Column::PostId, post)),
            contracts: ask.trusted(equal(contract::Column::PostId, post)),
            under: ask.under::<reporting_line::Entity, post::Entity>(equal(post::Column::Id, post)),
        }
    }

    /// Writes the line that ended yesterday. It began after the last known one, else with the first contract in the
    /// post: before that the post had no holder. A line that began today leaves no row.
    pub fn keep(self, change: &mut Change<'_>, found: &mut Found, before: &post::Model) -> Result<(), Stop> {
        let known = found.take(self.known)?.into_iter().map(|line| day_after(line.ends_on)).max();
        let first = found.take(self.contracts)?.into_iter().map(|contract| contract.starts_on).min();
        let (Some(starts_on), Some(under)) = (known.or(first), found.take_held(self.under)?.pop()) else {
            return Ok(());
        };
        let line = Period::new(starts_on, None).before(change.today());
        let Some(ends_on) = line.last.filter(|_| !line.is_empty()) else { return Ok(()) };
        let row = reporting_line::Model {
            id: change.new_key(),
            trust_id: before.trust_id,
            post_id: before.id,
            school_id: before.school_id,
            manager_post_id: before.line_manager_post_id,
            starts_on,
            ends_on,
            updated_at: change.now(),
        };
        change.add::<reporting_line::Entity, _>(&under, &row, &["lineManager"]).map(|_| ())
    }
}
