//! The pupils, subjects, points and bands of the demo trust for which judgements are written.
//!
//! Each writer has pupils of its own, so that no two writers change the same row at the same time. Every judgement that
//! is written has the stage [`STAGE`], which no judgement of the demo trust has, so loaded rows are never changed.

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

/// A class and thirty of its present pupils.
#[derive(Clone)]
pub struct Class {
    /// The class.
    pub id: Uuid,
    /// Its pupils.
    pub pupils: Vec<Uuid>,
}

/// The rows that all writers share.
pub struct Fixture {
    /// The trust.
    pub trust: Uuid,
    /// One class for each writer.
    pub classes: Vec<Class>,
    /// All pupils, each with its present school.
    pub pupils: Vec<(Uuid, Uuid)>,
    /// All subjects.
    pub subjects: Vec<Uuid>,
    /// Assessment points, the earliest first.
    pub points: Vec<Uuid>,
    /// Two bands of the trust's scale: a change replaces one with the other.
    pub bands: [band::Model; 2],
}

impl Fixture {
    /// Reads the rows for this many writers.
    pub async fn find(db: &DatabaseConnection, keys: &Keys, writers: usize) -> anyhow::Result<Fixture> {
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
            "only {} classes have {CLASS} pupils, and {writers} writers need one each: increase --pupils",
            classes.len()
        );
        Ok(Fixture {
            trust: keys.trust,
            classes: classes.into_iter().take(writers).collect(),
            pupils,
            subjects: subjects.all(db).await?.into_iter().map(|subject| subject.id).collect(),
            points: points.all(db).await?.into_iter().map(|point| point.id).collect(),
            bands: bands(db, keys.trust).await?,
        })
    }

    /// The subject and the point of the judgements that are changed again and again.
    pub fn changed_at(&self) -> (Uuid, Uuid) {
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
    found.map_err(|_| anyhow::anyhow!("the default scale of the demo trust has fewer than two bands"))
}

/// Classes with enough pupils. No pupil is in two of them.
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
