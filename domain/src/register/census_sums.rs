//! Sums of the January census over the schools of a group. Percentages are worked out from summed counts: percentages
//! of schools are never added or averaged.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::register_census::Column as C;
use entity::register_membership::Column as M;
use futures::FutureExt;
use graph::declare::{Column, DeriveContext, LoadError, LoadFuture, Reader, table_rows};
use graph::{Value, table_row};
use uuid::Uuid;

use crate::platform::academic_year::{label, last_census};

table_row! {
    struct MemberRow of M {
        group: Uuid = RegisterTrustId,
        school: Uuid = RegisterSchoolId,
        joined_on: Option<NaiveDate> = JoinedOn,
        left_on: Option<NaiveDate> = LeftOn,
        last_seen_on: NaiveDate = LastSeenOn,
        current: bool = Current,
    }
}

table_row! {
    struct CensusRow of C {
        school: Uuid = RegisterSchoolId,
        year: String = AcademicYear,
        ehcp: Option<i64> = Ehcp,
        sen_support: Option<i64> = SenSupport,
        eal: Option<i64> = Eal,
        fsm6: Option<i64> = Fsm6,
        roll: Option<i64> = Roll,
        fsm6_roll: Option<i64> = Fsm6Roll,
    }
}

/// What is added up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// The schools themselves.
    Schools,
    /// Pupils on roll.
    Roll,
    /// Education, health and care plans.
    Ehcp,
    /// SEN support.
    SenSupport,
    /// English as an additional language.
    Eal,
    /// Pupils eligible for free school meals in the last six years, in tenths of a percent of `fsm6Roll`.
    Fsm6,
}

/// The loader of a sum: one statement reads the schools of all groups, another reads their censuses.
pub(super) fn sums(
    sum: Sum,
) -> impl for<'a> Fn(&'a dyn Reader, Vec<Vec<Value>>, DeriveContext) -> LoadFuture<'a> + Send + Sync + 'static {
    move |reader, parents, context| async move { load(sum, reader, parents, context.as_of).await }.boxed()
}

async fn load(
    sum: Sum,
    reader: &dyn Reader,
    parents: Vec<Vec<Value>>,
    as_of: NaiveDate,
) -> Result<Vec<Value>, LoadError> {
    let groups: Vec<Value> = parents.iter().map(|inputs| inputs[0].clone()).collect();
    let members = members(reader, &groups, as_of).await?;
    let of = |group: &Value| group.as_uuid().and_then(|id| members.get(&id)).cloned().unwrap_or_default();
    if sum == Sum::Schools {
        return Ok(groups.iter().map(|group| Value::Int(i64::try_from(of(group).len()).unwrap_or(0))).collect());
    }
    let schools: HashSet<Uuid> = members.values().flatten().copied().collect();
    let counts = counts(sum, reader, schools, as_of).await?;
    Ok(groups.iter().map(|group| total(sum, of(group).iter().filter_map(|school| counts.get(school)))).collect())
}

/// The schools of each group on a day.
async fn members(
    reader: &dyn Reader,
    groups: &[Value],
    as_of: NaiveDate,
) -> Result<HashMap<Uuid, HashSet<Uuid>>, LoadError> {
    let mut members: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
    for row in table_rows::<MemberRow>(reader, Column::of(M::RegisterTrustId), groups).await? {
        let joined = row.joined_on.is_none_or(|day| day <= as_of);
        let stays = match row.left_on {
            Some(last) => as_of <= last,
            // It is missing from newer files and has no leaving date: it counts up to the day of the last file that has
            // it.
            None => row.current || row.last_seen_on >= as_of,
        };
        if joined && stays {
            members.entry(row.group).or_default().insert(row.school);
        }
    }
    Ok(members)
}

/// By school: the count and its denominator (`fsm6Roll`) in the last census on or before a day.
async fn counts(
    sum: Sum,
    reader: &dyn Reader,
    schools: HashSet<Uuid>,
    as_of: NaiveDate,
) -> Result<HashMap<Uuid, (Option<i64>, Option<i64>)>, LoadError> {
    let counted = |row: &CensusRow| match sum {
        Sum::Ehcp => row.ehcp,
        Sum::SenSupport => row.sen_support,
        Sum::Eal => row.eal,
        Sum::Fsm6 => row.fsm6,
        Sum::Roll | Sum::Schools => row.roll,
    };
    let keys: Vec<Value> = schools.into_iter().map(Value::Uuid).collect();
    let last = label(last_census(as_of));
    let mut newest: HashMap<Uuid, (String, Option<i64>, Option<i64>)> = HashMap::new();
    for row in table_rows::<CensusRow>(reader, Column::of(C::RegisterSchoolId), &keys).await? {
        let count = counted(&row);
        let newer = newest.get(&row.school).is_none_or(|(known, ..)| *known < row.year);
        if row.year <= last && newer {
            newest.insert(row.school, (row.year, count, row.fsm6_roll));
        }
    }
    Ok(newest.into_iter().map(|(school, (_, count, of))| (school, (count, of))).collect())
}

fn total<'a>(sum: Sum, counts: impl Iterator<Item = &'a (Option<i64>, Option<i64>)>) -> Value {
    let counts: Vec<_> = counts.collect();
    let known: Vec<_> = counts.iter().filter_map(|(count, _)| *count).collect();
    if known.is_empty() {
        return Value::Null;
    }
    if sum != Sum::Fsm6 {
        return Value::Int(known.iter().sum());
    }
    // A school without a count or without a denominator is left out of both sums.
    let (numerator, denominator) = counts
        .iter()
        .filter_map(|(count, of)| Some(((*count)?, (*of)?)))
        .fold((0, 0), |(n, d), (count, of)| (n + count, d + of));
    if denominator == 0 {
        return Value::Null;
    }
    Value::Int((2_000 * numerator + denominator) / (2 * denominator))
}

#[cfg(test)]
mod tests {
    use super::{Sum, total};
    use graph::Value;

    #[test]
    fn percentages_come_from_sums() {
        let counts = [(Some(1), Some(3)), (Some(5), None), (Some(1), Some(1))];
        assert_eq!(total(Sum::Fsm6, counts.iter()), Value::Int(500));
        assert_eq!(total(Sum::Roll, counts.iter()), Value::Int(7));
        assert_eq!(total(Sum::Roll, [(None, None)].iter()), Value::Null);
    }
}
