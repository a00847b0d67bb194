//! Formulas of workforce and pay (domain-model §5.2, §5.3), as pure functions over whole numbers.

/// Weeks of a whole year, in thousandths.
pub(super) const ALL_YEAR_WEEKS: i64 = 52_143;

/// Full-time equivalent in thousandths: hours over full-time hours, at most 1,000.
pub(super) fn fte(hours_hundredths: i64, full_time_hundredths: i64) -> Option<i64> {
    (full_time_hundredths > 0).then(|| half_up(hours_hundredths * 1_000, full_time_hundredths).min(1_000))
}

/// Paid full-time equivalent in thousandths: hours over full-time hours (at most 1), times paid weeks over weeks of a
/// year.
pub(super) fn paid_fte(hours_hundredths: i64, full_time_hundredths: i64, paid_weeks_thousandths: i64) -> Option<i64> {
    let hours = hours_hundredths.min(full_time_hundredths);
    (full_time_hundredths > 0).then(|| {
        half_up(hours * paid_weeks_thousandths.min(ALL_YEAR_WEEKS) * 1_000, full_time_hundredths * ALL_YEAR_WEEKS)
    })
}

/// Annual pay in pence: `full_time_pence` times hours over full-time hours (at most 1), times paid weeks over weeks of
/// a year. It is rounded once, at the end, so it does not use the rounded [`paid_fte`].
pub(super) fn annual_pay(
    full_time_pence: i64,
    hours: i64,
    full_time_hours: i64,
    paid_weeks_thousandths: i64,
) -> Option<i64> {
    if full_time_hours <= 0 {
        return None;
    }
    let hours = i128::from(hours.min(full_time_hours));
    let weeks = i128::from(paid_weeks_thousandths.min(ALL_YEAR_WEEKS));
    let over = i128::from(full_time_hours) * i128::from(ALL_YEAR_WEEKS);
    let pence = (2 * i128::from(full_time_pence) * hours * weeks + over) / (2 * over);
    i64::try_from(pence).ok()
}

fn half_up(numerator: i64, denominator: i64) -> i64 {
    (2 * numerator + denominator) / (2 * denominator)
}

#[cfg(test)]
mod tests {
    use super::{ALL_YEAR_WEEKS, annual_pay, fte, paid_fte};

    #[test]
    fn shares_follow_hours_and_weeks() {
        assert_eq!(fte(3_250, 3_250), Some(1_000));
        assert_eq!(fte(1_625, 3_250), Some(500));
        assert_eq!(fte(4_000, 3_700), Some(1_000));
        assert_eq!(fte(1, 0), None);
        assert_eq!(paid_fte(3_700, 3_700, 44_000), Some(844));
    }

    #[test]
    fn main_scale_point_six_of_england() {
        // M6 England 2025/26 at 1.0: 45,352 (domain-model §5.3).
        assert_eq!(annual_pay(4_535_200, 3_250, 3_250, ALL_YEAR_WEEKS), Some(4_535_200));
        assert_eq!(annual_pay(4_535_200, 1_950, 3_250, ALL_YEAR_WEEKS), Some(2_721_120));
        assert_eq!(annual_pay(1, 0, 0, ALL_YEAR_WEEKS), None);
    }
}
