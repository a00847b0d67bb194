//! Imports of files: small ones made for the tests, and the real extracts if they are present.

mod ctf;
mod register;
mod world;
