//! The rows of one table that a chunk of a file touches: read once, changed in memory, written back.
//!
//! Only what differs is written, so a file that says what is known costs reads alone.

use std::{collections::HashMap, hash::Hash};

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, ModelTrait,
};

use crate::report::Tally;

/// What a row of a file did, the strongest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Said what was known.
    Unchanged,
    /// Changed what was known.
    Updated,
    /// Brought something new.
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

/// Rows by key.
pub struct Shelf<K, M> {
    slots: HashMap<K, Slot<M>>,
    /// Keys of new rows in the order they came, so that ids rise with the file.
    fresh: Vec<K>,
}

struct Slot<M> {
    now: M,
    changed: bool,
    stored: bool,
}

impl<K: Hash + Eq + Clone, M: PartialEq> Shelf<K, M> {
    /// Begins with what the database holds.
    pub fn of(stored: impl IntoIterator<Item = (K, M)>) -> Self {
        let slot = |now| Slot { now, changed: false, stored: true };
        let slots = stored.into_iter().map(|(key, now)| (key, slot(now))).collect();
        Shelf { slots, fresh: Vec::new() }
    }

    /// The row as it is now.
    pub fn get(&self, key: &K) -> Option<&M> {
        self.slots.get(key).map(|slot| &slot.now)
    }

    /// Every row as it is now.
    pub fn rows(&self) -> impl Iterator<Item = (&K, &M)> {
        self.slots.iter().map(|(key, slot)| (key, &slot.now))
    }

    /// Puts a row in place of what was there.
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

    /// Writes what is new and what changed.
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
