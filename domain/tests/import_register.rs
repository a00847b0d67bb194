//! The national register, filled from files: own small ones, and the real extracts where present.

#[path = "import_register/expected.rs"]
mod expected;
#[path = "import_register/fixtures.rs"]
mod fixtures;
#[path = "import_register/hostile.rs"]
mod hostile;
#[path = "import_register/real.rs"]
mod real;
#[path = "import_register/world.rs"]
mod world;
