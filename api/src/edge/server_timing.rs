//! The `Server-Timing` header: how long each stage of a request took.
//!
//! Off by default outside demo mode: the time of a stage can reveal how many rows were searched.

use std::fmt::Write;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};

/// The header's name.
pub const NAME: HeaderName = HeaderName::from_static("server-timing");

/// The milliseconds of each stage, in order, and the total.
pub fn value(stages: &[(&'static str, Duration)], total: Duration) -> HeaderValue {
    let mut text = String::with_capacity(24 * (stages.len() + 1));
    for (stage, took) in stages.iter().chain([&("total", total)]) {
        let separator = if text.is_empty() { "" } else { ", " };
        let milliseconds = took.as_secs_f64() * 1000.0;
        write!(text, "{separator}{stage};dur={milliseconds:.3}").expect("writing to a string cannot fail");
    }
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("total"))
}
