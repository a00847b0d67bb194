//! What a pillar answers and changes, beyond its documents: a folder per pillar, a file per noun.

mod assessment;
mod figures;
mod finance;
mod people;
mod pupils;
