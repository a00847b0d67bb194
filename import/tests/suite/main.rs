//! Files taken in: own small ones, and the real extracts where present.

mod ctf;
mod register;
mod world;
