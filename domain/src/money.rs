//! Money as whole pence: splits and rounds amounts without losing a penny, and formats them.
//!
//! Sums are split by the largest-remainder method, so that the parts add up to the whole (domain-model §5.3).

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::platform::input::Money;

/// Splits a sum by weights. Each part is rounded down; the pence left over go to the parts with the largest remainders,
/// the first ones where remainders are equal. Parts are equal where the weights add up to zero or less.
#[must_use]
pub fn split(sum: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole <= 0 {
        return if weights.is_empty() { Vec::new() } else { split(sum, &vec![1; weights.len()]) };
    }
    let exact: Vec<i128> = weights.iter().map(|weight| i128::from(sum) * i128::from(*weight)).collect();
    settle(&exact, whole)
}

/// Rounds fractions with a common denominator so that the results add up to the rounded sum of the fractions.
#[must_use]
pub fn settle(numerators: &[i128], denominator: i128) -> Vec<i64> {
    let sum = rounded(numerators.iter().sum(), denominator);
    let mut parts: Vec<i64> = numerators.iter().map(|exact| pence(exact.div_euclid(denominator))).collect();
    let mut order: Vec<usize> = (0..numerators.len()).collect();
    order.sort_by_key(|part| std::cmp::Reverse(numerators[*part].rem_euclid(denominator)));
    let left = usize::try_from(sum - parts.iter().sum::<i64>()).unwrap_or(0);
    for part in order.into_iter().take(left) {
        parts[part] += 1;
    }
    parts
}

/// A fraction rounded to a whole number, halves away from zero.
#[must_use]
pub fn rounded(numerator: i128, denominator: i128) -> i64 {
    let half = (2 * numerator.abs() + denominator) / (2 * denominator);
    pence(if numerator < 0 { -half } else { half })
}

fn pence(exact: i128) -> i64 {
    i64::try_from(exact).expect("a trust has fewer than 92 quadrillion pounds")
}

/// Pence as pounds with two decimals.
#[must_use]
pub fn in_words(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    let pence = pence.unsigned_abs();
    format!("{sign}{}.{:02}", pence / 100, pence % 100)
}

/// `part` as a percentage of `whole`, to one decimal; null where `whole` is not above zero.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<Decimal> {
    (whole > 0).then(|| Decimal::of(rounded(1_000 * i128::from(part), i128::from(whole)), 1))
}

/// `sum` pence divided by `number`, as `Money`; null where the number is unknown or not above zero.
#[must_use]
pub fn each(sum: i64, number: Option<i64>) -> Option<Money> {
    let number = number.filter(|number| *number > 0)?;
    Some(Money(rounded(i128::from(sum), i128::from(number))))
}

/// A number with a few exact decimals, written with no more of them than it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Decimal(Number);

impl Decimal {
    /// A scaled whole number with its decimals.
    #[must_use]
    pub fn of(scaled: i64, places: u32) -> Self {
        let by = 10_i64.pow(places);
        // A quotient of whole numbers this small is written with its decimals and no more.
        let fraction = (scaled % by != 0).then(|| Number::from_f64(scaled as f64 / by as f64)).flatten();
        Self(fraction.unwrap_or_else(|| Number::from(scaled / by)))
    }
}

#[Scalar(name = "Float")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Number(number) => Ok(Self(number)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::Number(self.0.clone())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, each, percent, rounded, settle, split};
    use crate::platform::input::Money;
    use serde_json::json;

    #[test]
    fn parts_add_up_to_the_whole() {
        // 45,352.00 is eight months of 3,779.33 and four of 3,779.34 (domain-model §5.3).
        let months = split(4_535_200, &[1; 12]);
        assert_eq!(months[..4], [377_934; 4]);
        assert_eq!(months[4..], [377_933; 8]);
        assert_eq!(split(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(split(100, &[1, 2, 4]), [14, 29, 57]);
        assert_eq!(split(5, &[0, 0]), [3, 2]);
        assert_eq!(split(-100, &[1, 1, 1]).iter().sum::<i64>(), -100);
        assert_eq!(split(7, &[]), [0; 0]);
    }

    #[test]
    fn fractions_settle_to_their_rounded_sum() {
        assert_eq!(settle(&[15, 15, 15], 10), [2, 2, 1]);
        assert_eq!(settle(&[14, 14], 10), [2, 1]);
        assert_eq!((rounded(5, 10), rounded(-5, 10), rounded(4, 10)), (1, -1, 0));
    }

    #[test]
    fn figures_are_written_exactly() {
        assert_eq!(json!(Money(-5)), json!("-0.05"));
        assert_eq!(json!(percent(2, 3)), json!(66.7));
        assert_eq!(json!(percent(1, 2)), json!(50));
        assert_eq!(percent(1, 0), None);
        assert_eq!(json!(each(1_000, Some(3))), json!("3.33"));
        assert_eq!(each(1_000, Some(0)), None);
        assert_eq!(json!(Decimal::of(-125, 2)), json!(-1.25));
    }
}
