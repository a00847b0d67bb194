//! Where judgements are written: who of the writers has which pupils, and what is to be known of them.
//!
//! Every writer has pupils of its own, so that no two of them change a row at the same time. The demo trust has no
//! standardised judgements: whatever is written stands beside what was loaded. Reads are measured before writes.

use std::collections::{BTreeMap, HashSet};

use anyhow::ensure;
use chrono::NaiveDate;
use entity::{assessment_point, band, band_scale, class_membership, pupil, subject};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::trust::Keys;

/// Pupils of a class in one call.
pub const CLASS: usize = 30;
/// The stage of every judgement that is written.
pub const STAGE: &str = "STANDARDISED";

/// A class and thirty of those who are in it today.
#[derive(Clone)]
pub struct Class {
    /// The class.
    pub id: Uuid,
    /// Its pupils.
    pub pupils: Vec<Uuid>,
}

/// What all writers share.
pub struct Cells {
    /// The trust.
    pub trust: Uuid,
    /// One for each writer.
    pub classes: Vec<Class>,
    /// Pupils with the school that has them now.
    pub pupils: Vec<(Uuid, Uuid)>,
    /// Subjects.
    pub subjects: Vec<Uuid>,
    /// Points of the year, the first first.
    pub points: Vec<Uuid>,
    /// Two bands of the trust's scale that are changed for each other.
    pub bands: [band::Model; 2],
}

impl Cells {
    /// Finds them for so many writers.
    pub async fn find(db: &DatabaseConnection, keys: &Keys, writers: usize) -> anyhow::Result<Cells> {
        let subjects =
            subject::Entity::find().filter(subject::Column::TrustId.eq(keys.trust)).order_by_asc(subject::Column::Id);
        let points = assessment_point::Entity::find()
            .filter(assessment_point::Column::TrustId.eq(keys.trust))
            .order_by_asc(assessment_point::Column::OnDate);
        let pupils = pupil::Entity::find()
            .filter(pupil::Column::TrustId.eq(keys.trust))
            .filter(pupil::Column::SchoolId.is_in(keys.schools.iter().copied()))
            .order_by_asc(pupil::Column::Id);
        let pupils: Vec<(Uuid, Uuid)> =
            pupils.all(db).await?.into_iter().filter_map(|pupil| Some((pupil.id, pupil.school_id?))).collect();
        let classes = classes(db, keys.trust, keys.today, &pupils.iter().map(|(pupil, _)| *pupil).collect()).await?;
        ensure!(
            classes.len() >= writers,
            "{} classes have {CLASS} pupils, and {writers} writers need one each: give more `--pupils`",
            classes.len()
        );
        Ok(Cells {
            trust: keys.trust,
            classes: classes.into_iter().take(writers).collect(),
            pupils,
            subjects: subjects.all(db).await?.into_iter().map(|subject| subject.id).collect(),
            points: points.all(db).await?.into_iter().map(|point| point.id).collect(),
            bands: bands(db, keys.trust).await?,
        })
    }

    /// The subject and the point at which a class is judged again and again.
    pub fn of_classes(&self) -> (Uuid, Uuid) {
        (self.subjects[0], self.points[self.points.len() - 1])
    }
}

async fn bands(db: &DatabaseConnection, trust: Uuid) -> anyhow::Result<[band::Model; 2]> {
    let scale = band_scale::Entity::find()
        .filter(band_scale::Column::TrustId.eq(trust))
        .filter(band_scale::Column::IsDefault.eq(true))
        .order_by_desc(band_scale::Column::Version)
        .one(db)
        .await?;
    let bands = band::Entity::find()
        .filter(band::Column::TrustId.eq(trust))
        .filter(band::Column::BandScaleId.eq(scale.map(|scale| scale.id).unwrap_or_default()))
        .order_by_asc(band::Column::Sort)
        .all(db)
        .await?;
    let found: Result<[band::Model; 2], _> = bands.into_iter().take(2).collect::<Vec<_>>().try_into();
    found.map_err(|_| anyhow::anyhow!("the scale of the demo trust has two bands"))
}

/// Classes with enough pupils, no pupil in two of them.
async fn classes(
    db: &DatabaseConnection,
    trust: Uuid,
    today: NaiveDate,
    known: &HashSet<Uuid>,
) -> anyhow::Result<Vec<Class>> {
    let memberships = class_membership::Entity::find()
        .filter(class_membership::Column::TrustId.eq(trust))
        .filter(class_membership::Column::StartsOn.lte(today))
        .all(db)
        .await?;
    let mut of: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for member in memberships {
        if member.ends_on.is_none_or(|ends| ends > today) && known.contains(&member.pupil_id) {
            of.entry(member.class_id).or_default().push(member.pupil_id);
        }
    }
    let mut taken = HashSet::new();
    let mut classes = Vec::new();
    for (id, mut pupils) in of {
        pupils.sort();
        pupils.dedup();
        pupils.retain(|pupil| !taken.contains(pupil));
        if pupils.len() >= CLASS {
            pupils.truncate(CLASS);
            taken.extend(pupils.iter().copied());
            classes.push(Class { id, pupils });
        }
    }
    Ok(classes)
}
