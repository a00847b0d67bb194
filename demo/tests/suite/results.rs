//! Judgements, tests and budgets.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::check;

pub async fn results_are_believable(db: &DatabaseConnection, trust_id: Uuid) {
    use entity::{assessment, statutory_result, test_result};
    let judged = assessment::Entity::find().filter(assessment::Column::TrustId.eq(trust_id)).all(db).await.unwrap();
    let expected = judged.iter().filter(|row| row.at_or_above).count() * 1000 / judged.len();
    check("at expected", expected, 560, 760);
    check("bands a pupil", judged.len() / 400, 140, 190);
    assert!(judged.iter().filter(|row| row.assessor_staff_id.is_some()).count() * 100 / judged.len() > 90);
    assert!(test_result::Entity::find().count(db).await.unwrap() > 10_000);
    assert!(
        statutory_result::Entity::find()
            .filter(statutory_result::Column::Component.eq("DECODING"))
            .count(db)
            .await
            .unwrap()
            > 300
    );
}

/// Each budget's expenditure is near its income, and staff are most of it.
pub async fn budgets_are_believable(db: &DatabaseConnection, trust_id: Uuid) {
    use entity::{budget, budget_line, ledger_code};
    let codes: HashMap<Uuid, ledger_code::Model> =
        ledger_code::Entity::find().all(db).await.unwrap().into_iter().map(|code| (code.id, code)).collect();
    let budgets = budget::Entity::find().filter(budget::Column::TrustId.eq(trust_id)).all(db).await.unwrap();
    let mut sums: HashMap<Uuid, (i64, i64, i64)> = HashMap::new();
    for line in budget_line::Entity::find().all(db).await.unwrap() {
        let (code, sum) = (&codes[&line.ledger_code_id], sums.entry(line.budget_id).or_default());
        match code.r#type.code() {
            "INCOME" => sum.0 += line.amount_pence,
            _ if code.code.starts_with("60") => {
                sum.1 += line.amount_pence;
                sum.2 += line.amount_pence
            }
            _ => sum.1 += line.amount_pence,
        }
    }
    let (mut income, mut spent, mut staff) = (0, 0, 0);
    for budget in budgets.iter().filter(|budget| budget.status == entity::codes::BudgetStatus::Revised) {
        let sum = sums[&budget.id];
        println!("{:?}: income {} spent {} staff {}", budget.school_id, sum.0 / 100, sum.1 / 100, sum.2 / 100);
        (income, spent, staff) = (income + sum.0, spent + sum.1, staff + sum.2);
    }
    check("spent of income", (spent * 1000 / income) as usize, 900, 1060);
    check("staff of income", (staff * 1000 / income) as usize, 680, 850);
}
