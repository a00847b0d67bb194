//! Staff: salaries against their scales, and the people the personas stand for.

use std::collections::HashMap;

use chrono::NaiveDate;
use demo::Summary;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use crate::check;

/// Works each salary out anew from scale, point, hours and paid weeks (domain model §5.3).
pub async fn salaries_follow_their_scales(db: &DatabaseConnection) {
    let today = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
    let points =
        entity::pay_point::Entity::find().order_by_asc(entity::pay_point::Column::ValidFrom).all(db).await.unwrap();
    let (mut on_scale, mut off_scale, mut strays) = (0, 0, Vec::new());
    for contract in entity::contract::Entity::find().all(db).await.unwrap() {
        assert!(contract.ends_on.is_none_or(|ends| ends > contract.starts_on), "{contract:?}");
        let Some(scale) = contract.pay_scale_id else {
            off_scale += 1;
            continue;
        };
        let on = contract.ends_on.filter(|ends| *ends <= today).map_or(today, |ends| ends.pred_opt().unwrap());
        let of_point: Vec<_> = points
            .iter()
            .filter(|point| point.pay_scale_id == scale && Some(&point.point) == contract.pay_point.as_ref())
            .collect();
        let Some(point) = of_point.iter().rfind(|point| point.valid_from <= on).or(of_point.first()) else {
            strays.push((contract.trust_id, contract.pay_point));
            continue;
        };
        let fte = f64::from(contract.hours_per_week_hundredths) / f64::from(contract.full_time_hours_hundredths);
        let expected = point.annual_pence as f64 * fte * f64::from(contract.paid_weeks_thousandths) / 52_143.0;
        if (expected - contract.agreed_salary_pence.unwrap() as f64).abs() <= 1.0 {
            on_scale += 1
        } else {
            off_scale += 1
        }
    }
    // One of each trust on purpose: a point that its scale does not have, for whoever looks for such.
    let trusts = entity::trust::Entity::find().all(db).await.unwrap();
    let mut expected: Vec<_> = trusts.iter().map(|trust| (trust.id, Some("M6A".to_owned()))).collect();
    expected.sort_unstable();
    strays.sort_unstable();
    assert_eq!(strays, expected);
    check("off scale", off_scale * 1000 / (on_scale + off_scale), 3, 22);
}

pub async fn personas_are_there(db: &DatabaseConnection, summary: &Summary) {
    use entity::{class, principal, role_grant, teaching_assignment};
    let personas: HashMap<String, principal::Model> = principal::Entity::find()
        .filter(principal::Column::Persona.is_not_null())
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.persona.clone().unwrap(), row))
        .collect();
    let mut names: Vec<_> = personas.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "access-admin",
            "analytics-app",
            "auditor",
            "business-manager",
            "ceo",
            "cfo",
            "compliance",
            "data-manager",
            "data-protection",
            "dsl",
            "governor",
            "head",
            "hr",
            "hr-app",
            "improvement",
            "mis-app",
            "other-head",
            "payroll-app",
            "second-head",
            "senco",
            "slt",
            "teacher",
            "trustee",
        ]
    );
    let school_of = |persona: &str| {
        let id = personas[persona].id;
        async move {
            role_grant::Entity::find()
                .filter(role_grant::Column::PrincipalId.eq(id))
                .one(db)
                .await
                .unwrap()
                .unwrap()
                .school_id
        }
    };
    let school = school_of("head").await;
    for persona in ["teacher", "slt", "business-manager", "senco", "dsl", "governor"] {
        assert_eq!(school_of(persona).await, school, "{persona}");
    }
    assert_ne!(school_of("second-head").await, school);
    assert_eq!(personas["other-head"].trust_id, summary.second_trust_id);
    let six_m = class::Entity::find()
        .filter(class::Column::SchoolId.eq(school.unwrap()))
        .filter(class::Column::Name.eq("6M"))
        .order_by_desc(class::Column::Id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let lead = teaching_assignment::Entity::find()
        .filter(teaching_assignment::Column::ClassId.eq(six_m.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(Some(lead.staff_id), personas["teacher"].staff_id);
    assert_eq!(lead.ends_on, None);
}
