//! Files taken in: own small ones, and the real extracts where present.

#[path = "import_ctf/bad_pupils.rs"]
mod ctf_bad_pupils;
#[path = "import_ctf/hostile.rs"]
mod ctf_hostile;
#[path = "import_ctf/pupils.rs"]
mod ctf_pupils;
#[path = "import_ctf/trust.rs"]
mod ctf_trust;
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
