//! A protocol as a list of named checks: all are run, and those that do not hold are named together.

use std::pin::Pin;
use std::sync::Arc;

/// What a check says in words, and how it is made on what all of them share.
pub type Check<S> = (&'static str, fn(Arc<S>) -> Pin<Box<dyn Future<Output = ()> + Send>>);

/// Lists checks: the words of each, and its function.
macro_rules! checks {
    ($($words:literal => $check:path,)*) => { &[$(($words, |shared| Box::pin($check(shared)))),*] };
}
pub(super) use checks;

/// Makes every check, each in a task of its own so that one that fails ends no other.
pub async fn all_hold<S: Send + Sync + 'static>(protocol: &str, shared: &Arc<S>, checks: &[Check<S>]) {
    let mut broken = Vec::new();
    for (words, check) in checks {
        if tokio::spawn(check(shared.clone())).await.is_err() {
            broken.push(*words);
        }
    }
    println!("{protocol}: {} of {}", checks.len() - broken.len(), checks.len());
    assert!(broken.is_empty(), "{protocol}: what does not hold: {broken:#?}");
}
