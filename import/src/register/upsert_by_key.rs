//! The rows of one table that a chunk of a file names: read once, changed in memory, and written back by their keys.
//!
//! Only rows that differ are written, so a file that agrees with the database causes no writes.

use std::{collections::HashMap, hash::Hash};

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, ModelTrait,
};

use crate::report::Tally;

/// What a row of a file did to the database. The greatest counts if one row touches several tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It agrees with what the database holds.
    Unchanged,
    /// It changed a row.
    Updated,
    /// It added a row.
    Inserted,
}

impl Outcome {
    /// Counts the row.
    pub fn count(self, tally: &mut Tally) {
        match self {
            Outcome::Unchanged => tally.unchanged += 1,
            Outcome::Updated => tally.updated += 1,
            Outcome::Inserted => tally.inserted += 1,
        }
    }
}

/// Rows by key, some of which may be changed or new.
pub struct UpsertByKey<K, M> {
    slots: HashMap<K, Slot<M>>,
    /// Keys of new rows in the order of the file, so that their ids rise with it.
    fresh: Vec<K>,
}

struct Slot<M> {
    now: M,
    changed: bool,
    stored: bool,
}

impl<K: Hash + Eq + Clone, M: PartialEq> UpsertByKey<K, M> {
    /// Begins with the rows that the database holds.
    pub fn of(stored: impl IntoIterator<Item = (K, M)>) -> Self {
        let slot = |now| Slot { now, changed: false, stored: true };
        let slots = stored.into_iter().map(|(key, now)| (key, slot(now))).collect();
        UpsertByKey { slots, fresh: Vec::new() }
    }

    /// The row of a key, with its changes.
    pub fn get(&self, key: &K) -> Option<&M> {
        self.slots.get(key).map(|slot| &slot.now)
    }

    /// Every row, with its changes.
    pub fn rows(&self) -> impl Iterator<Item = (&K, &M)> {
        self.slots.iter().map(|(key, slot)| (key, &slot.now))
    }

    /// Inserts a row or replaces the row of its key.
    pub fn put(&mut self, key: K, row: M) -> Outcome {
        match self.slots.get_mut(&key) {
            Some(slot) if slot.now == row => Outcome::Unchanged,
            Some(slot) => {
                slot.now = row;
                slot.changed = true;
                Outcome::Updated
            }
            None => {
                self.fresh.push(key.clone());
                self.slots.insert(key, Slot { now: row, changed: false, stored: false });
                Outcome::Inserted
            }
        }
    }

    /// Writes the new rows and the changed rows.
    pub async fn write<E, A, C>(mut self, db: &C) -> Result<(), DbErr>
    where
        C: ConnectionTrait,
        E: EntityTrait<Model = M>,
        M: ModelTrait<Entity = E> + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        let fresh = self.fresh.iter().filter_map(|key| self.slots.remove(key));
        let fresh: Vec<A> = fresh.map(|slot| slot.now.into_active_model()).collect();
        if !fresh.is_empty() {
            E::insert_many(fresh).exec_without_returning(db).await?;
        }
        for slot in self.slots.into_values().filter(|slot| slot.stored && slot.changed) {
            E::update(slot.now.into_active_model().reset_all()).exec(db).await?;
        }
        Ok(())
    }
}
