//! What was acknowledged, compared with what the database holds.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, ensure};
use entity::{assessment, audit_event, outbox};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};

use super::cells::{Cells, STAGE};
use super::writer::Writer;

/// The events of a database before anything is written: in the audit trail and in the outbox.
pub async fn events(db: &DatabaseConnection) -> anyhow::Result<(u64, u64)> {
    let audited = audit_event::Entity::find()
        .filter(audit_event::Column::Action.eq("recordAssessments"))
        .filter(audit_event::Column::TypeName.eq("Assessment"));
    let told = outbox::Entity::find().filter(outbox::Column::TypeName.eq("Assessment"));
    Ok((audited.count(db).await?, told.count(db).await?))
}

/// Every row holds what the last acknowledged call said, there is no row besides, and each row of each acknowledged
/// call has one audit event and one line in the outbox.
pub async fn everything_is_there(
    db: &DatabaseConnection,
    label: &str,
    cells: &Cells,
    writers: &[Writer],
    before: (u64, u64),
) -> anyhow::Result<()> {
    let rows = assessment::Entity::find()
        .filter(assessment::Column::TrustId.eq(cells.trust))
        .filter(assessment::Column::Stage.eq(STAGE))
        .all(db)
        .await?;
    let (subject, point) = cells.of_classes();
    let (mut again, mut new) = (HashMap::new(), HashSet::new());
    for row in &rows {
        if (row.subject_id, row.assessment_point_id) == (subject, point) {
            again.insert(row.pupil_id, row.band_id);
        } else {
            new.insert((row.basis.code(), row.pupil_id, row.subject_id, row.assessment_point_id));
        }
    }
    let mut acknowledged = 0;
    for writer in writers {
        for (pupil, band) in &writer.stands {
            let held = again.get(pupil).with_context(|| format!("{label}: the judgement of {pupil} is lost"))?;
            ensure!(*held == cells.bands[*band].id, "{label}: {pupil} holds another band than the last acknowledged");
        }
        for added in &writer.added {
            ensure!(new.contains(added), "{label}: an acknowledged judgement is lost: {added:?}");
        }
        acknowledged += writer.stands.len() + writer.added.len();
    }
    ensure!(rows.len() == acknowledged, "{label}: {} rows, of which {acknowledged} were acknowledged", rows.len());
    let told: u64 = writers.iter().map(|writer| writer.told).sum();
    let after = events(db).await?;
    let since = (after.0 - before.0, after.1 - before.1);
    ensure!(since == (told, told), "{label}: {told} rows were acknowledged, with {since:?} events and lines");
    eprintln!(
        "{label}: {acknowledged} rows as acknowledged, {told} changes with as many events and lines of the outbox"
    );
    Ok(())
}
