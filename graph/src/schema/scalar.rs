//! The scalars: their names, and how a value of each is read.

use async_graphql::Value as ConstValue;
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use super::model::{Body, Model, TypeDef};
use crate::value::Value;

/// A scalar of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `Int`.
    Int,
    /// `Float`.
    Float,
    /// `String`.
    String,
    /// `Boolean`.
    Boolean,
    /// `ID`.
    Id,
    /// `Date`.
    Date,
    /// `DateTime`.
    DateTime,
    /// `Money`.
    Money,
}

impl Scalar {
    /// The scalar with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Int" => Scalar::Int,
            "Float" => Scalar::Float,
            "String" => Scalar::String,
            "Boolean" => Scalar::Boolean,
            "ID" => Scalar::Id,
            "Date" => Scalar::Date,
            "DateTime" => Scalar::DateTime,
            "Money" => Scalar::Money,
            _ => return None,
        })
    }

    /// Reads a value; the error says what was expected.
    ///
    /// # Errors
    /// When the value does not fit this scalar.
    pub fn read(self, value: &ConstValue) -> Result<Value, &'static str> {
        match (self, value) {
            (Scalar::Int, ConstValue::Number(number)) => number
                .as_i64()
                .or_else(|| number.as_f64().filter(|f| f.fract() == 0.0).map(|f| f as i64))
                .filter(|int| i32::try_from(*int).is_ok())
                .map(Value::Int)
                .ok_or("a whole number of 32 bits"),
            (Scalar::Int, _) => Err("a whole number of 32 bits"),
            (Scalar::Float, ConstValue::Number(number)) => {
                number.as_f64().filter(|f| f.is_finite()).map(Value::Float).ok_or("a finite number")
            }
            (Scalar::Float, _) => Err("a number"),
            // PostgreSQL cannot store this character, and no name, code or id contains it.
            (Scalar::String | Scalar::Id, ConstValue::String(text)) if text.contains('\0') => {
                Err("a text without the character U+0000")
            }
            (Scalar::String | Scalar::Id, ConstValue::String(text)) => Ok(Value::Text(text.clone())),
            (Scalar::String, _) => Err("a string"),
            (Scalar::Id, ConstValue::Number(number)) if number.is_i64() || number.is_u64() => {
                Ok(Value::Text(number.to_string()))
            }
            (Scalar::Id, _) => Err("an id"),
            (Scalar::Boolean, ConstValue::Boolean(bool)) => Ok(Value::Bool(*bool)),
            (Scalar::Boolean, _) => Err("true or false"),
            (Scalar::Date, ConstValue::String(text)) => date(text).map(Value::Date).ok_or("a date as YYYY-MM-DD"),
            (Scalar::Date, _) => Err("a date as YYYY-MM-DD"),
            (Scalar::DateTime, ConstValue::String(text)) => DateTime::parse_from_rfc3339(text)
                .map(|time| Value::Time(time.with_timezone(&Utc).trunc_subsecs(6)))
                .map_err(|_| "a moment as YYYY-MM-DDThh:mm:ssZ"),
            (Scalar::DateTime, _) => Err("a moment as YYYY-MM-DDThh:mm:ssZ"),
            (Scalar::Money, ConstValue::String(text)) => {
                pence(text).map(Value::Int).ok_or("an amount of pounds as \"1234.50\"")
            }
            (Scalar::Money, ConstValue::Number(number)) => {
                pence(&number.to_string()).map(Value::Int).ok_or("an amount of pounds as \"1234.50\"")
            }
            (Scalar::Money, _) => Err("an amount of pounds as \"1234.50\""),
        }
    }
}

/// A day as YYYY-MM-DD and nothing else.
fn date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    plain.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Pounds with at most two decimals, as pence.
fn pence(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "00"));
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(part) || part.len() > 2 || whole.len() > 15 {
        return None;
    }
    let hundredths: i64 = if part.len() == 1 { part.parse::<i64>().ok()? * 10 } else { part.parse().ok()? };
    let pence = whole.parse::<i64>().ok()? * 100 + hundredths;
    Some(if negative { -pence } else { pence })
}

/// Adds the scalars that GraphQL does not define.
pub(super) fn add(model: &mut Model) {
    let mut scalar = |name: &str, url, description: &str| {
        model.add(TypeDef {
            name: name.to_owned(),
            description: description.to_owned(),
            body: Body::Scalar(url),
            needs: Vec::new(),
        });
    };
    scalar("Date", None, "A day as `YYYY-MM-DD`, with no time zone.");
    scalar(
        "DateTime",
        Some("https://www.rfc-editor.org/rfc/rfc3339"),
        "A moment in UTC as `YYYY-MM-DDThh:mm:ssZ` (RFC 3339), to the microsecond.",
    );
    scalar(
        "Money",
        None,
        "Pounds sterling with exactly two decimals, as a string such as `\"45352.00\"`. Input also takes a number.",
    );
}

#[cfg(test)]
mod tests {
    use super::pence;

    #[track_caller]
    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(pence(text), expected, "{text}");
    }

    #[test]
    fn pounds_become_pence() {
        check("45352.00", Some(4_535_200));
        check("0.5", Some(50));
        check("-12.34", Some(-1234));
        check("7", Some(700));
        check("1.234", None);
        check("1e3", None);
        check("", None);
        check("-", None);
    }
}
