//! What the adoption of a trust did.

use std::fmt;

use uuid::Uuid;

/// What adoption did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The tenant.
    pub trust_id: Uuid,
    /// Its name.
    pub name: String,
    /// UID of the group adopted: the trust, even if its sponsor was named.
    pub uid: i32,
    /// Whether the tenant is new.
    pub new: bool,
    /// Schools added.
    pub schools_added: usize,
    /// Schools it had before.
    pub schools_known: usize,
    /// Published pay scales added.
    pub scales_added: usize,
    /// Statutory rates of payroll added.
    pub rates_added: usize,
}

impl fmt::Display for Adoption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.new { "adopted" } else { "is a tenant already" };
        write!(
            f,
            "{} (UID {}) {verb}: {} schools added, {} known before",
            self.name, self.uid, self.schools_added, self.schools_known
        )?;
        match (self.scales_added, self.rates_added) {
            (0, 0) => Ok(()),
            (scales, rates) => write!(f, "; {scales} published pay scales and {rates} rates of payroll added"),
        }
    }
}
