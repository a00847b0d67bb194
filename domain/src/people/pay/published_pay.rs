//! The published pay scales as rows. A new trust starts with them, and keeps them up to date itself from then on.

use chrono::NaiveDate;
use entity::codes::{PayCategory, PayRegion};
use entity::{pay_point, pay_scale};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::pay_tables::{
    LEADERSHIP, LEADERSHIP_ENDS_2025, MAIN_2024, MAIN_2025, NJC, REGIONS, RegionalPoint, UNQUALIFIED_2025, UPPER_2024,
    UPPER_2025,
};

const TEACHERS_2024: NaiveDate = day(2024, 9, 1);
const TEACHERS_2025: NaiveDate = day(2025, 9, 1);
const SUPPORT_2024: NaiveDate = day(2024, 4, 1);
const SUPPORT_2025: NaiveDate = day(2025, 4, 1);

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("dates of these tables are written by hand")
}

/// A scale with its points, lowest first. Each point has amounts in pounds a year with their first days, oldest first.
struct Scale {
    code: String,
    name: String,
    region: PayRegion,
    category: PayCategory,
    points: Vec<(String, Vec<(NaiveDate, i64)>)>,
}

/// The row that an id is needed for: its table, and words that identify it within its trust.
pub type Key<'a> = (&'static str, &'a str);

/// The rows of all published scales for a trust, each with the rows of its points. `id` gives the id of each row.
pub fn rows(trust_id: Uuid, mut id: impl FnMut(Key<'_>) -> Uuid) -> Vec<(pay_scale::Model, Vec<pay_point::Model>)> {
    scales().into_iter().map(|scale| of_scale(trust_id, scale, &mut id)).collect()
}

fn of_scale(
    trust_id: Uuid,
    scale: Scale,
    id: &mut impl FnMut(Key<'_>) -> Uuid,
) -> (pay_scale::Model, Vec<pay_point::Model>) {
    let row = pay_scale::Model {
        id: id(("pay_scale", &scale.code)),
        trust_id,
        code: scale.code,
        name: scale.name,
        region: scale.region,
        category: scale.category,
        is_statutory: scale.category != PayCategory::Support,
    };
    let mut points = Vec::new();
    for (index, (point, figures)) in scale.points.iter().enumerate() {
        for (valid_from, pounds) in figures {
            points.push(pay_point::Model {
                id: id(("pay_point", &format!("{}/{point}/{valid_from}", row.code))),
                trust_id,
                pay_scale_id: row.id,
                point: point.clone(),
                sort: index as i32 + 1,
                valid_from: *valid_from,
                annual_pence: pounds * 100,
                next_point: scale.points.get(index + 1).map(|next| next.0.clone()),
            });
        }
    }
    (row, points)
}

fn scales() -> Vec<Scale> {
    let mut scales = Vec::new();
    for (index, (region, place)) in REGIONS.iter().enumerate() {
        let in_region = |points: &[RegionalPoint], before: &[i64]| -> Vec<(String, Vec<(NaiveDate, i64)>)> {
            points
                .iter()
                .enumerate()
                .map(|(row, (point, pounds))| {
                    // The 2024 figures are those of England outside London only.
                    let earlier = before.get(row).filter(|_| index == 0).map(|pounds| (TEACHERS_2024, *pounds));
                    let figures = earlier.into_iter().chain([(TEACHERS_2025, pounds[index])]).collect();
                    ((*point).to_owned(), figures)
                })
                .collect()
        };
        let leadership = match index {
            0 => (1..)
                .zip(LEADERSHIP)
                .map(|(point, (old, new))| (format!("L{point}"), vec![(TEACHERS_2024, *old), (TEACHERS_2025, *new)]))
                .collect(),
            _ => {
                let (least, most) = LEADERSHIP_ENDS_2025[index - 1];
                vec![("L1".to_owned(), vec![(TEACHERS_2025, least)]), ("L43".to_owned(), vec![(TEACHERS_2025, most)])]
            }
        };
        for (category, name, points) in [
            (PayCategory::Main, "Teachers, main range", in_region(MAIN_2025, &MAIN_2024)),
            (PayCategory::Upper, "Teachers, upper range", in_region(UPPER_2025, &UPPER_2024)),
            (PayCategory::Unqualified, "Unqualified teachers", in_region(UNQUALIFIED_2025, &[])),
            (PayCategory::Leadership, "Leadership", leadership),
        ] {
            scales.push(Scale {
                code: format!("{category}_{region}"),
                name: format!("{name}, {place}"),
                region: *region,
                category,
                points,
            });
        }
    }
    scales.push(Scale {
        code: "NJC".to_owned(),
        name: "Support staff, NJC spine".to_owned(),
        region: PayRegion::England,
        category: PayCategory::Support,
        points: NJC
            .iter()
            .map(|(point, old, new)| (point.to_string(), vec![(SUPPORT_2024, *old), (SUPPORT_2025, *new)]))
            .collect(),
    });
    scales
}

/// Writes the published scales for a trust that has no scales; returns how many it wrote.
///
/// # Errors
/// When the database refuses them.
pub async fn write<C: ConnectionTrait>(txn: &C, trust_id: Uuid) -> anyhow::Result<usize> {
    let own = pay_scale::Entity::find().filter(pay_scale::Column::TrustId.eq(trust_id));
    if own.count(txn).await? > 0 {
        return Ok(0);
    }
    let all = rows(trust_id, |(table, words)| Uuid::new_v5(&trust_id, format!("{table}/{words}").as_bytes()));
    let (scales, points): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let added = scales.len();
    let scales = scales.into_iter().map(IntoActiveModel::into_active_model);
    pay_scale::Entity::insert_many(scales).exec_without_returning(txn).await?;
    let points = points.into_iter().flatten().map(IntoActiveModel::into_active_model);
    pay_point::Entity::insert_many(points).exec_without_returning(txn).await?;
    Ok(added)
}
