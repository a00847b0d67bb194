//! A protocol as a list of named checks: runs all of them and lists those that failed.

use std::pin::Pin;
use std::sync::Arc;

/// A check: its name, and a function that gets the state that all checks share.
pub type Check<S> = (&'static str, fn(Arc<S>) -> Pin<Box<dyn Future<Output = ()> + Send>>);

/// Lists checks: the name of each and its function.
macro_rules! checks {
    ($($name:literal => $check:path,)*) => { &[$(($name, |shared| Box::pin($check(shared)))),*] };
}
pub(super) use checks;

/// Runs every check in a task of its own, so that a failing check does not end the others.
pub async fn all_hold<S: Send + Sync + 'static>(protocol: &str, shared: &Arc<S>, checks: &[Check<S>]) {
    let mut failed = Vec::new();
    for (name, check) in checks {
        if tokio::spawn(check(shared.clone())).await.is_err() {
            failed.push(*name);
        }
    }
    println!("{protocol}: {} of {}", checks.len() - failed.len(), checks.len());
    assert!(failed.is_empty(), "{protocol}: failed checks: {failed:#?}");
}
