//! Exact figures: fractions of whole numbers, rounded only when they are written.

use serde_json::{Number, Value as Json};

/// An exact number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    above: i128,
    /// Above zero.
    below: i128,
}

impl Default for Fraction {
    fn default() -> Self {
        Self { above: 0, below: 1 }
    }
}

impl Fraction {
    /// `number` divided by ten to the power of `places`.
    pub(super) fn scaled(number: i64, places: u8) -> Self {
        Self::reduced(i128::from(number), 10_i128.pow(u32::from(places)))
    }

    /// In lowest terms: otherwise the terms of a sum of many parts would overflow.
    fn reduced(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.abs(), below);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Self { above: above / a, below: below / a }
    }

    /// The quotient; `None` where the divisor is zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        let (above, below) = (self.above * other.below, self.below * other.above);
        match below {
            0 => None,
            below if below < 0 => Some(Self::reduced(-above, -below)),
            below => Some(Self::reduced(above, below)),
        }
    }

    /// The product with a whole number.
    pub(super) fn times(self, factor: i128) -> Self {
        Self::reduced(self.above * factor, self.below)
    }

    /// The sum.
    pub(super) fn plus(self, other: Self) -> Self {
        Self::reduced(self.above * other.below + other.above * self.below, self.below * other.below)
    }

    /// Whether it is greater than the other.
    pub(super) fn is_above(self, other: Self) -> bool {
        self.above * other.below > other.above * self.below
    }

    /// As JSON, rounded to the nearest five.
    pub(super) fn in_fives(self) -> Json {
        let fives = Self::reduced(self.above, self.below * 5).json(0);
        fives.as_i64().map_or(Json::Null, |fives| Json::from(fives * 5))
    }

    /// The difference.
    pub(super) fn less(self, other: Self) -> Self {
        Self::reduced(self.above * other.below - other.above * self.below, self.below * other.below)
    }

    /// As JSON with `places` decimal places, rounded half away from zero.
    pub(super) fn json(self, places: u8) -> Json {
        let scale = 10_i128.pow(u32::from(places));
        let doubled = 2 * self.above.abs() * scale + self.below;
        let whole = doubled / (2 * self.below) * self.above.signum();
        if whole % scale == 0 {
            return i64::try_from(whole / scale).map_or(Json::Null, Json::from);
        }
        // Parsing the decimal text gives the float that prints as this text.
        let sign = if whole < 0 { "-" } else { "" };
        let digits = format!("{:0width$}", whole.abs() % scale, width = usize::from(places));
        let text = format!("{sign}{}.{digits}", whole.abs() / scale);
        text.parse().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    #[track_caller]
    fn check(above: i64, below: i64, places: u8, expected: &str) {
        let figure = Fraction::scaled(above, 0).over(Fraction::scaled(below, 0)).expect("not zero");
        assert_eq!(figure.json(places).to_string(), expected);
    }

    #[test]
    fn halves_round_away_from_zero() {
        check(1, 8, 2, "0.13");
        check(-1, 8, 2, "-0.13");
        check(1, 2, 0, "1");
        check(-1, 2, 0, "-1");
        check(2, 3, 1, "0.7");
        check(100, 4, 1, "25");
        check(1, 1_000, 1, "0");
        assert_eq!(Fraction::scaled(4_535_205, 2).json(2).to_string(), "45352.05");
        assert!(Fraction::scaled(1, 0).over(Fraction::scaled(0, 2)).is_none());
    }

    #[test]
    fn differences_are_computed_before_rounding() {
        let third = Fraction::scaled(1, 0).over(Fraction::scaled(3, 0)).expect("not zero");
        let half = Fraction::scaled(5, 1);
        assert_eq!(third.times(100).less(half.times(100)).json(1).to_string(), "-16.7");
    }
}
