//! The published January census: one row holds a school's counts of one academic year.
//!
//! Only counts are read. The percentages in the file follow from the counts, and their spelling changed over the years
//! (`49.5`, `46.90%`). A count that cannot be read refuses the row, because a school with some of its counts missing would
//! give wrong totals.

use chrono::NaiveDate;
use domain::platform::academic_year::{first_year_of, label};
use entity::register_census as census;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::layout::{Layout, Line};
use super::upsert_by_key::UpsertByKey;
use crate::{
    clean::{self, Count},
    report::FileReport,
    row_reader::RowReader,
};

/// The layout of a census file.
pub struct Census;

/// Columns of the file, with the names that the column `withheld` uses for them.
const COUNTS: [(&str, &str); 11] = [
    ("nor", "roll"),
    ("norg", "girls"),
    ("norb", "boys"),
    ("tsenelse", "ehcp"),
    ("tsenelk", "sen_support"),
    ("numeal", "eal"),
    ("numengfl", "english"),
    ("numuncfl", "unclassified_language"),
    ("numfsm", "fsm"),
    ("numfsmever", "fsm6"),
    ("norfsmever", "fsm6_roll"),
];

/// The values of a row.
pub struct SchoolCount {
    urn: String,
    school_type: Option<String>,
    counts: [Option<i32>; COUNTS.len()],
    withheld: Option<String>,
}

impl Layout for Census {
    type Row = SchoolCount;

    fn read(reading: &mut RowReader<'_, '_>) -> Option<SchoolCount> {
        if reading.raw(&["urn"]).is_some_and(is_total) {
            reading.skip(&["urn"], "this is a row of totals and not a school");
            return None;
        }
        let urn = reading.must(&["urn"], clean::urn)?;
        let mut counts = [None; COUNTS.len()];
        let mut withheld = Vec::new();
        for (at, (column, name)) in COUNTS.iter().enumerate() {
            let Some(cell) = reading.raw(&[column]) else {
                continue;
            };
            match clean::count(cell) {
                Ok(Count::Of(count)) => counts[at] = Some(count),
                Ok(Count::Nothing) => {}
                Ok(Count::Withheld(marker)) => withheld.push(format!("{name}={marker}")),
                Err(words) => {
                    reading.refuse(&[column], &words);
                    return None;
                }
            }
        }
        if let [Some(roll), Some(girls), Some(boys), ..] = counts
            && girls.checked_add(boys) != Some(roll)
        {
            reading.warn(
                &["nor"],
                "girls (NORG) and boys (NORB) do not add up to the roll: all three are stored as they are in the file",
            );
        }
        Some(SchoolCount {
            urn,
            school_type: reading.plain(&["schooltype"], clean::label).value(),
            counts,
            withheld: (!withheld.is_empty()).then(|| withheld.join(" ")),
        })
    }

    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<SchoolCount>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr> {
        let year = label(first_year_of(as_of));
        let urns = lines.iter().map(|line| line.row.urn.clone());
        let found = census::Entity::find()
            .filter(census::Column::AcademicYear.eq(&year))
            .filter(census::Column::Urn.is_in(urns))
            .all(txn)
            .await?;
        let mut counts = UpsertByKey::of(found.into_iter().map(|row| (row.urn.clone(), row)));
        for Line { row, .. } in lines {
            let urn = row.urn.clone();
            let row = row.apply(counts.get(&urn), &year);
            counts.put(urn, row).count(&mut report.tally);
        }
        counts.write(txn).await
    }
}

/// Whether this is a row of totals: rows for local authorities and the nation have no URN, or a word in its place.
fn is_total(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NAT" | "NULL")
}

impl SchoolCount {
    fn apply(self, known: Option<&census::Model>, year: &str) -> census::Model {
        let [roll, girls, boys, ehcp, sen_support, eal, english, unclassified, fsm, fsm6, fsm6_roll] = self.counts;
        census::Model {
            id: known.map_or_else(Uuid::now_v7, |row| row.id),
            register_school_id: known.and_then(|row| row.register_school_id),
            urn: self.urn,
            academic_year: year.to_owned(),
            school_type: self.school_type,
            roll,
            girls,
            boys,
            ehcp,
            sen_support,
            eal,
            english,
            unclassified_language: unclassified,
            fsm,
            fsm6,
            fsm6_roll,
            withheld: self.withheld,
        }
    }
}
