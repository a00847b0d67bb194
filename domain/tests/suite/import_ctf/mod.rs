//! Transfer files of pupils.

mod bad_pupils;
mod hostile;
mod pupils;
mod trust;
