//! Dated facts of a child: free meals, care, special needs. Spells of one kind never overlap.

use chrono::NaiveDate;
use entity::{care_flag, funding_flag, pupil, sen_need, sen_record};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{save, set};
use crate::import::ctf::history::overlap;
use crate::import::ctf::notes::Fault;
use crate::import::ctf::pupil::CtfPupil;

/// Free meals: known spells are ended where the file ends them, new ones added.
pub async fn meals(
    txn: &DatabaseTransaction,
    row: &pupil::Model,
    school_id: Uuid,
    pupil: &CtfPupil,
    warnings: &mut Vec<Fault>,
) -> anyhow::Result<bool> {
    use funding_flag::Column as C;
    if pupil.meals.is_empty() {
        return Ok(false);
    }
    let known = funding_flag::Entity::find().filter(C::PupilId.eq(row.id)).filter(C::Kind.eq("FSM")).all(txn).await?;
    let mut changed = false;
    for spell in &pupil.meals {
        let others = known.iter().filter(|flag| flag.starts_on != spell.starts_on);
        let clashes =
            others.filter(|flag| overlap((flag.starts_on, flag.ends_on), (spell.starts_on, spell.ends_on))).count();
        let same = known.iter().find(|flag| flag.starts_on == spell.starts_on);
        match same {
            Some(flag) if spell.ends_on.is_none() || flag.ends_on == spell.ends_on => {}
            _ if clashes > 0 => {
                let words = "FSMinstance left out: it overlaps a spell of free meals that is known here";
                warnings.push(Fault::at(spell.line, words));
            }
            Some(flag) => {
                let ended = funding_flag::ActiveModel {
                    id: set(flag.id),
                    ends_on: set(spell.ends_on),
                    row_version: set(flag.row_version + 1),
                    ..Default::default()
                };
                save(txn, ended).await?;
                changed = true;
            }
            None => {
                let flag = funding_flag::ActiveModel {
                    id: set(Uuid::now_v7()),
                    trust_id: set(row.trust_id),
                    pupil_id: set(row.id),
                    school_id: set(school_id),
                    kind: set("FSM".to_owned()),
                    starts_on: set(spell.starts_on),
                    ends_on: set(spell.ends_on),
                    ..Default::default()
                };
                funding_flag::Entity::insert(flag).exec_without_returning(txn).await?;
                changed = true;
            }
        }
    }
    Ok(changed)
}

/// Care: a file says that a child is looked after and not since when, so it counts from its entry.
pub async fn care(
    txn: &DatabaseTransaction,
    row: &pupil::Model,
    school_id: Uuid,
    entry: NaiveDate,
    pupil: &CtfPupil,
) -> anyhow::Result<bool> {
    use care_flag::Column as C;
    let Some(authority) = &pupil.in_care else { return Ok(false) };
    let open = care_flag::Entity::find()
        .filter(C::PupilId.eq(row.id))
        .filter(C::Kind.eq("LAC"))
        .filter(C::EndsOn.is_null())
        .one(txn)
        .await?;
    if open.is_some() {
        return Ok(false);
    }
    let detail = (!authority.is_empty()).then(|| format!("Local authority {authority}"));
    let flag = care_flag::ActiveModel {
        id: set(Uuid::now_v7()),
        trust_id: set(row.trust_id),
        pupil_id: set(row.id),
        school_id: set(school_id),
        kind: set("LAC".to_owned()),
        starts_on: set(entry),
        detail: set(detail),
        ..Default::default()
    };
    care_flag::Entity::insert(flag).exec_without_returning(txn).await?;
    Ok(true)
}

/// What became of special needs.
#[derive(Debug, Default)]
pub struct Sen {
    /// Whether a row was written.
    pub changed: bool,
    /// The provision on the day of the file, where the file tells of any.
    pub provision: Option<String>,
}

/// Special needs: a spell that is open here ends where a later one of the file begins.
pub async fn sen(
    txn: &DatabaseTransaction,
    row: &pupil::Model,
    school_id: Uuid,
    day: NaiveDate,
    pupil: &CtfPupil,
    warnings: &mut Vec<Fault>,
) -> anyhow::Result<Sen> {
    use sen_record::Column as C;
    let mut done = Sen::default();
    if pupil.sen.is_empty() {
        return Ok(done);
    }
    let mut known = sen_record::Entity::find().filter(C::PupilId.eq(row.id)).order_by_asc(C::StartsOn).all(txn).await?;
    for spell in &pupil.sen {
        if let Some(at) = known.iter().position(|record| record.starts_on == spell.starts_on) {
            if known[at].ends_on.is_none() && spell.ends_on.is_some() {
                end(txn, &mut known[at], spell.ends_on).await?;
                done.changed = true;
            }
            continue;
        }
        let before = known.iter_mut().find(|record| record.ends_on.is_none() && record.starts_on < spell.starts_on);
        if let Some(before) = before {
            end(txn, before, Some(spell.starts_on)).await?;
            done.changed = true;
        }
        let Some(provision) = spell.provision else { continue };
        if known.iter().any(|one| overlap((one.starts_on, one.ends_on), (spell.starts_on, spell.ends_on))) {
            warnings.push(Fault::at(spell.line, "SEN left out: it overlaps a spell of provision that is known here"));
            continue;
        }
        let record = sen_record::Model {
            id: Uuid::now_v7(),
            trust_id: row.trust_id,
            pupil_id: row.id,
            school_id,
            provision: provision.to_owned(),
            starts_on: spell.starts_on,
            ends_on: spell.ends_on,
            ehcp_authority: None,
            ehcp_issued_on: None,
            ehcp_review_due_on: None,
            top_up_band: None,
        };
        sen_record::Entity::insert(record.clone().into_active_model()).exec_without_returning(txn).await?;
        known.push(record);
        done.changed = true;
    }
    let now = known.iter().find(|record| record.starts_on <= day && record.ends_on.is_none_or(|end| end > day));
    done.provision = Some(now.map_or("NONE", |record| record.provision.as_str()).to_owned());
    let latest = known.iter().filter(|record| record.ends_on.is_none()).max_by_key(|record| record.starts_on);
    if let Some(record) = latest {
        done.changed |= needs(txn, record, pupil).await?;
    }
    Ok(done)
}

async fn end(txn: &DatabaseTransaction, record: &mut sen_record::Model, day: Option<NaiveDate>) -> anyhow::Result<()> {
    let ended = sen_record::ActiveModel { id: set(record.id), ends_on: set(day), ..Default::default() };
    save(txn, ended).await?;
    record.ends_on = day;
    Ok(())
}

/// The needs of a spell: the file's list takes the place of another list, as ranks shift together.
async fn needs(txn: &DatabaseTransaction, record: &sen_record::Model, pupil: &CtfPupil) -> anyhow::Result<bool> {
    use sen_need::Column as C;
    if pupil.needs.is_empty() {
        return Ok(false);
    }
    let of_record = C::SenRecordId.eq(record.id);
    let known = sen_need::Entity::find().filter(of_record.clone()).order_by_asc(C::NeedRank).all(txn).await?;
    let same = known.len() == pupil.needs.len()
        && known.iter().zip(&pupil.needs).all(|(a, b)| a.need_rank == b.rank && a.need_type == b.kind);
    if same {
        return Ok(false);
    }
    sen_need::Entity::delete_many().filter(of_record).exec(txn).await?;
    let rows = pupil.needs.iter().map(|need| sen_need::ActiveModel {
        id: set(Uuid::now_v7()),
        trust_id: set(record.trust_id),
        sen_record_id: set(record.id),
        pupil_id: set(record.pupil_id),
        school_id: set(record.school_id),
        need_rank: set(need.rank),
        need_type: set(need.kind.clone()),
    });
    sen_need::Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(true)
}
