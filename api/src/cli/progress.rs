//! Progress bars on standard error; none where standard error is not a terminal.

use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

/// Shows a progress bar for the current step of some work.
pub struct Steps {
    current: Mutex<Option<(String, ProgressBar)>>,
}

impl Steps {
    /// Shows nothing yet.
    pub fn new() -> Steps {
        Steps { current: Mutex::new(None) }
    }

    /// Shows the progress of a step. A new name removes the bar of the step before.
    pub fn show(&self, name: &str, done: u64, total: u64) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_none_or(|(shown, _)| shown != name) {
            if let Some((_, bar)) = current.take() {
                bar.finish_and_clear();
            }
            *current = Some((name.to_owned(), bar(name, total)));
        }
        if let Some((_, bar)) = &*current {
            bar.set_length(total);
            bar.set_position(done);
        }
    }
}

impl Default for Steps {
    fn default() -> Steps {
        Steps::new()
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        if let Some((_, bar)) = self.current.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(name: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:24} {bar:40} {pos}/{len} {eta}").expect("the template is valid");
    ProgressBar::new(total).with_style(style).with_message(name.to_owned())
}
