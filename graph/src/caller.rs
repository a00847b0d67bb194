//! The caller of a request, with rights that are compiled once, so that a check is a look-up.
//!
//! The engine knows permissions and reaches as numbers. The domain decides which roles and grants give them to which
//! principal: it builds a [`Caller`] with [`Rights`]. The engine reads no grants.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A named right, by its place in the catalogue's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Permission(pub u16);

impl Permission {
    /// The permission in the form for schemas, tables and messages.
    #[must_use]
    pub fn printed(self) -> PrintedPermission {
        PrintedPermission(self)
    }
}

/// A permission as schemas, tables and messages show it. It can be named, and no right of a caller can be read with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PrintedPermission(Permission);

impl PrintedPermission {
    pub(crate) fn number(self) -> u16 {
        self.0.0
    }
}

/// How far a permission goes, by its place in the catalogue's list. [`EVERYTHING`] is the whole tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reach(pub u8);

/// The reach that covers every row of the tenant.
pub const EVERYTHING: Reach = Reach(0);

/// The most reaches a catalogue may name.
pub const MAX_REACHES: usize = 8;

/// The keys that a reach covers, sorted for the check on each row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    sorted: Vec<Uuid>,
}

impl Keys {
    /// Makes a set from keys in any order; a key may be repeated.
    #[must_use]
    pub fn new(mut keys: Vec<Uuid>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        Self { sorted: keys }
    }

    /// Whether the key is one of them.
    #[must_use]
    pub fn contains(&self, key: Uuid) -> bool {
        match self.sorted.as_slice() {
            [only] => *only == key,
            keys => keys.binary_search(&key).is_ok(),
        }
    }

    /// The keys in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Uuid] {
        &self.sorted
    }
}

/// What one permission of a caller reaches.
#[derive(Clone, Debug, Default)]
pub struct Right {
    mask: u8,
    keys: [Option<Arc<Keys>>; MAX_REACHES],
}

impl Right {
    /// Whether the permission is held with any reach.
    #[must_use]
    pub fn held(&self) -> bool {
        self.mask != 0
    }

    /// Whether it covers the whole tenant.
    #[must_use]
    pub fn everywhere(&self) -> bool {
        self.mask & 1 != 0
    }

    /// Whether it is held with this reach.
    #[must_use]
    pub fn has(&self, reach: Reach) -> bool {
        self.mask & (1 << reach.0) != 0
    }

    /// Whether it is held with a reach other than this one.
    #[must_use]
    pub fn beyond(&self, reach: Option<Reach>) -> bool {
        self.mask & !reach.map_or(0, |reach| 1 << reach.0) != 0
    }

    /// The keys of a reach, none where it is not held.
    #[must_use]
    pub fn keys(&self, reach: Reach) -> Option<&Keys> {
        self.keys.get(usize::from(reach.0)).and_then(Option::as_deref)
    }
}

/// The rights of one caller, permission by permission.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    by_permission: BTreeMap<Permission, Right>,
}

impl Rights {
    /// Adds a permission for the whole tenant.
    pub fn grant_everywhere(&mut self, permission: Permission) {
        self.by_permission.entry(permission).or_default().mask |= 1;
    }

    /// Adds a permission with a reach over keys. Keys of several grants are united; without keys nothing is added.
    pub fn grant(&mut self, permission: Permission, reach: Reach, keys: &Arc<Keys>) {
        assert!(reach != EVERYTHING && usize::from(reach.0) < MAX_REACHES, "a reach of the catalogue");
        if keys.as_slice().is_empty() {
            return;
        }
        let right = self.by_permission.entry(permission).or_default();
        right.mask |= 1 << reach.0;
        let place = &mut right.keys[usize::from(reach.0)];
        *place = Some(match place.take() {
            Some(held) if held == *keys => held,
            Some(held) => {
                let mut all = held.as_slice().to_vec();
                all.extend_from_slice(keys.as_slice());
                Arc::new(Keys::new(all))
            }
            None => Arc::clone(keys),
        });
    }

    /// The rights that both hold, for an application that acts for a person. Keys are intersected reach by reach; where
    /// one side holds a right for the whole tenant, the reach of the other side is kept.
    #[must_use]
    pub fn intersect(&self, other: &Rights) -> Rights {
        let mut both = Rights::default();
        for (permission, a) in &self.by_permission {
            let Some(b) = other.by_permission.get(permission) else { continue };
            if a.everywhere() && b.everywhere() {
                both.grant_everywhere(*permission);
                continue;
            }
            for index in 1..MAX_REACHES {
                let reach = Reach(u8::try_from(index).expect("few reaches"));
                let keys = match (a.keys(reach), b.keys(reach)) {
                    (Some(x), _) if b.everywhere() => x.as_slice().to_vec(),
                    (_, Some(y)) if a.everywhere() => y.as_slice().to_vec(),
                    (Some(x), Some(y)) => x.as_slice().iter().copied().filter(|key| y.contains(*key)).collect(),
                    _ => continue,
                };
                both.grant(*permission, reach, &Arc::new(Keys::new(keys)));
            }
        }
        both
    }

    /// What a permission reaches.
    #[must_use]
    pub fn right(&self, permission: Permission) -> Option<&Right> {
        self.by_permission.get(&permission).filter(|right| right.held())
    }

    /// Whether a permission is held with a reach other than `but_not`. It decides what of the schema or of a rule is shown
    /// to the caller, not what the caller may read.
    #[must_use]
    pub fn shows(&self, permission: PrintedPermission, but_not: Option<Reach>) -> bool {
        self.right(permission.0).is_some_and(|right| right.beyond(but_not))
    }

    /// Every permission held, in order.
    pub fn held(&self) -> impl Iterator<Item = (Permission, &Right)> {
        self.by_permission.iter().filter(|(_, right)| right.held()).map(|(permission, right)| (*permission, right))
    }

    /// The shape of the rights: the kinds of reach of each permission, without keys. Callers of one shape share plans.
    fn signature(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        for (permission, right) in self.held() {
            hash.update(permission.0.to_be_bytes());
            hash.update([right.mask]);
        }
        let mut out = [0; 16];
        out.copy_from_slice(&hash.finalize()[..16]);
        out
    }
}

/// The caller of a request. Made once for each token and version of the grants, and shared by the requests that follow.
#[derive(Debug)]
pub struct Caller {
    /// The tenant that every plan binds.
    pub tenant: Uuid,
    /// The principal.
    pub principal: Uuid,
    /// When the rights must be compiled anew: the next start or end of a grant or assignment.
    pub valid_until: DateTime<Utc>,
    /// The day for which derived statuses and dated access are computed.
    pub today: NaiveDate,
    /// The permissions of the principal and their reach.
    pub rights: Rights,
    /// Facts about the principal itself, for computed root fields.
    pub profile: serde_json::Value,
    /// A figure about fewer people than this is suppressed, unless the caller may read their rows.
    pub small_below: i64,
    signature: [u8; 16],
}

/// The threshold of suppression where the tenant sets none.
const SMALL_BELOW: i64 = 6;

impl Caller {
    /// Sets the threshold of suppression. It is at least two: a lower one would suppress nothing.
    #[must_use]
    pub fn with_small_below(mut self, number: i64) -> Self {
        self.small_below = number.max(2);
        self
    }

    /// A caller with compiled rights.
    #[must_use]
    pub fn new(
        tenant: Uuid,
        principal: Uuid,
        valid_until: DateTime<Utc>,
        today: NaiveDate,
        rights: Rights,
        profile: serde_json::Value,
    ) -> Self {
        let signature = rights.signature();
        Self { tenant, principal, valid_until, today, rights, profile, small_below: SMALL_BELOW, signature }
    }

    /// A caller without rights, tenant or principal: for requests without a token and for work of the process itself.
    #[must_use]
    pub fn nobody() -> Self {
        let never = DateTime::<Utc>::MIN_UTC;
        let nobody = Uuid::nil();
        Self::new(nobody, nobody, never, never.date_naive(), Rights::default(), serde_json::Value::Null)
    }

    /// The shape of the rights; equal for callers who may share a plan.
    #[must_use]
    pub fn signature(&self) -> [u8; 16] {
        self.signature
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Permission, Rights};

    #[test]
    fn every_permission_has_a_signature_of_its_own() {
        let mut signatures = HashSet::new();
        for number in 0..1_000 {
            let mut rights = Rights::default();
            rights.grant_everywhere(Permission(number));
            assert_eq!(rights.held().map(|(permission, _)| permission).collect::<Vec<_>>(), [Permission(number)]);
            assert!(signatures.insert(rights.signature()), "{number} has the signature of another permission");
        }
    }
}
