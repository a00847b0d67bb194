//! Common transfer files.

mod bad_pupils;
mod hostile;
mod pupils;
mod trust;
