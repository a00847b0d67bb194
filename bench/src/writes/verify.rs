//! Checks that the database holds exactly what was acknowledged.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, ensure};
use entity::{assessment, audit_event, outbox};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};

use super::fixture::{Fixture, STAGE};
use super::writer::Writer;

/// The number of audit events and of outbox rows for judgements.
pub async fn events(db: &DatabaseConnection) -> anyhow::Result<(u64, u64)> {
    let audited = audit_event::Entity::find()
        .filter(audit_event::Column::Action.eq("recordAssessments"))
        .filter(audit_event::Column::TypeName.eq("Assessment"));
    let in_outbox = outbox::Entity::find().filter(outbox::Column::TypeName.eq("Assessment"));
    Ok((audited.count(db).await?, in_outbox.count(db).await?))
}

/// Checks that each row holds the band of its last acknowledged call, that there are no other rows, and that each row
/// of each acknowledged call has one audit event and one outbox row.
pub async fn everything_is_there(
    db: &DatabaseConnection,
    label: &str,
    fixture: &Fixture,
    writers: &[Writer],
    before: (u64, u64),
) -> anyhow::Result<()> {
    let rows = assessment::Entity::find()
        .filter(assessment::Column::TrustId.eq(fixture.trust))
        .filter(assessment::Column::Stage.eq(STAGE))
        .all(db)
        .await?;
    let (subject, point) = fixture.changed_at();
    let (mut changed, mut new) = (HashMap::new(), HashSet::new());
    for row in &rows {
        if (row.subject_id, row.assessment_point_id) == (subject, point) {
            changed.insert(row.pupil_id, row.band_id);
        } else {
            new.insert((row.basis.code(), row.pupil_id, row.subject_id, row.assessment_point_id));
        }
    }
    let mut acknowledged = 0;
    for writer in writers {
        for (pupil, band) in &writer.bands {
            let held = changed.get(pupil).with_context(|| format!("{label}: the judgement of {pupil} is lost"))?;
            let expected = fixture.bands[*band].id;
            ensure!(*held == expected, "{label}: the band of {pupil} is not the last acknowledged one");
        }
        for added in &writer.added {
            ensure!(new.contains(added), "{label}: an acknowledged judgement is lost: {added:?}");
        }
        acknowledged += writer.bands.len() + writer.added.len();
    }
    ensure!(rows.len() == acknowledged, "{label}: {} rows, but {acknowledged} were acknowledged", rows.len());
    let changes: u64 = writers.iter().map(|writer| writer.changes).sum();
    let after = events(db).await?;
    let since = (after.0 - before.0, after.1 - before.1);
    let (events, lines) = since;
    ensure!(
        since == (changes, changes),
        "{label}: {changes} changes were acknowledged, but there are {events} audit events and {lines} outbox rows"
    );
    eprintln!("{label}: {acknowledged} rows as acknowledged; {changes} changes, each with an event and an outbox row");
    Ok(())
}
