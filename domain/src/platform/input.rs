//! What inputs of actions and computed objects are made of besides the derives: days, amounts, global ids, values of
//! enums.

use async_graphql::{ID, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDate;
use graph::declare::TextClass;
use graph::mutate::{UserError, UserErrorCode};
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

use crate::money::in_words;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub NaiveDate);

/// A day as `YYYY-MM-DD`, with no time zone.
#[Scalar(name = "Date")]
impl ScalarType for Day {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Day(text.parse()?)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An amount, in pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub i64);

/// Pounds sterling. The engine parses the amount before an action runs, and passes it on in whole pence.
#[Scalar(name = "Money")]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::Number(number) => number.as_i64().map(Money).ok_or_else(|| InputValueError::expected_type(value)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::Number(self.0.into())
    }
}

/// A computed amount is written in pounds, with two decimals.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&in_words(self.0))
    }
}

/// The key in a global id of a type. An id of another type, or none at all, is a key that no row has.
#[must_use]
pub fn key(id: &ID, type_name: &str) -> Uuid {
    graph::id::decode(id).filter(|(name, _)| name == type_name).map_or(Uuid::nil(), |(_, key)| key)
}

/// A text as its class keeps it, for an action that compares it before it is written; none where nothing can be seen of it.
/// A text that the class refuses is an error at `field`.
pub fn cleaned(class: TextClass, text: &str, field: &[&str], errors: &mut Vec<UserError>) -> Option<String> {
    match class.clean(text) {
        Ok(cleaned) => Some(cleaned).filter(|cleaned| !cleaned.is_empty()),
        Err(fault) => {
            errors.push(UserError::new(UserErrorCode::BadUserInput, field, fault));
            None
        }
    }
}

/// A number as whole hundredths; `None` where it has more than two decimals.
#[must_use]
pub fn hundredths(number: f64) -> Option<i32> {
    let scaled = (number * 100.0).round();
    // The error of a binary fraction is below 1e-6; a third decimal is above it.
    let exact = (number * 100.0 - scaled).abs() < 1e-6 && scaled.abs() < 1e9;
    exact.then_some(scaled as i32)
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn two_decimals_are_exact_and_three_are_refused() {
        assert_eq!(hundredths(0.8), Some(80));
        assert_eq!(hundredths(32.5), Some(3_250));
        assert_eq!(hundredths(0.29), Some(29));
        assert_eq!(hundredths(0.125), None);
        assert_eq!(hundredths(f64::INFINITY), None);
    }
}
