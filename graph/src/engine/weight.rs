//! The weight of a plan in a cache: an estimate in bytes, from the number of its reads.

use std::sync::Arc;

use quick_cache::Weighter;

use crate::execute::Prepared;
use crate::live::PreparedNotification;
use crate::mutate::PreparedChanges;
use crate::request::PlanKey;

#[derive(Clone)]
pub(super) struct ByReads;

impl Weighter<PlanKey, Arc<PreparedChanges>> for ByReads {
    fn weight(&self, key: &PlanKey, prepared: &Arc<PreparedChanges>) -> u64 {
        let reads: usize = prepared.fields.iter().map(|(field, _)| field.plan.reads.len()).sum();
        (key.2.len() * 10 + 2_000 + reads * 4_000) as u64
    }
}

impl Weighter<(PlanKey, usize), Arc<PreparedNotification>> for ByReads {
    fn weight(&self, key: &(PlanKey, usize), notification: &Arc<PreparedNotification>) -> u64 {
        (key.0.2.len() + 2_000 + notification.prepared.plan.reads.len() * 4_000) as u64
    }
}

impl Weighter<PlanKey, Arc<Prepared>> for ByReads {
    fn weight(&self, key: &PlanKey, prepared: &Arc<Prepared>) -> u64 {
        (key.2.len() + 2_000 + (prepared.plan.reads.len() + prepared.plan.counts.len()) * 4_000) as u64
    }
}
