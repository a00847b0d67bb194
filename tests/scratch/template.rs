//! Databases that are made once and copied: migrated ones, and demo trusts.
//!
//! A template is named by what is in it and by a hash of the sources that decide it, so that a changed source gives
//! another template. SQLite's are files under `target/templates`, PostgreSQL's are databases of the server. Each is
//! made under another name and renamed when it is whole: a run that is killed half-way leaves nothing that passes for a
//! template. A lock makes processes that need the same one at the same time wait for the first of them.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use demo::Options;
use migration::Migrator;
use sea_orm_migration::MigratorTrait;

/// The sources that determine the content of a migrated database.
const OF_TABLES: [&str; 3] = ["Cargo.lock", "entity/src", "migration/src"];
/// Further sources that determine the content of a demo trust: the demo, and the parts of `domain` that it uses.
pub const OF_DEMO: [&str; 7] = [
    "demo/src",
    "domain/src/platform/academic_year.rs",
    "domain/src/pupils/upn.rs",
    "domain/src/people/payroll/rates.rs",
    "domain/src/people/pay/published_pay.rs",
    "domain/src/platform/access/default_roles.json",
    "domain/src/platform/access/default_roles.rs",
];

/// What a template holds.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// A demo trust of this size; without one the tables are empty.
    pub demo: Option<Options>,
}

impl Template {
    /// What is in it, in a word.
    pub fn name(self) -> String {
        self.demo.map_or_else(
            || "empty".to_owned(),
            |Options { schools, pupils, seed }| format!("demo_{schools}_{pupils}_{seed}"),
        )
    }

    /// The hash of the sources that decide what is in it.
    pub fn key(self) -> &'static str {
        static TABLES: LazyLock<String> = LazyLock::new(|| hash(&OF_TABLES));
        static DEMO: LazyLock<String> = LazyLock::new(|| hash(&[&OF_TABLES[..], &OF_DEMO].concat()));
        if self.demo.is_some() { &DEMO } else { &TABLES }
    }

    /// Makes the tables and the rows in an empty database.
    pub async fn fill(self, url: &str) {
        let db = crate::connect(url).await;
        Migrator::up(&db, None).await.expect("the migrations run");
        if let Some(options) = self.demo {
            demo::load(&db, &options, &|_| {}).await.expect("the demo trust loads");
        }
        db.close().await.expect("the new database closes");
    }

    /// Copies the SQLite template to `file`, making it first where there is none yet. Those of former sources are
    /// deleted.
    pub async fn copy_file(self, file: &Path) {
        let (folder, name) = (templates(), self.name());
        fs::create_dir_all(&folder).expect("the folder of templates is made");
        let path = folder.join(format!("{name}.{}.db", self.key()));
        let lock = File::create(folder.join(format!("{name}.lock"))).expect("the lock opens");
        let lock = tokio::task::spawn_blocking(move || {
            lock.lock().expect("the lock is waited for");
            lock
        });
        // The lock ends with its file: here, or with a process that is killed.
        let _lock = lock.await.expect("the lock is taken");
        if !path.exists() {
            let old = format!("{name}.");
            for entry in fs::read_dir(&folder).expect("the folder is read").flatten() {
                let found = entry.file_name().to_string_lossy().into_owned();
                if found.starts_with(&old) && !found.ends_with(".lock") {
                    let _ = fs::remove_file(entry.path());
                }
            }
            let making = folder.join(format!("{name}.{}.making", self.key()));
            self.fill(&format!("sqlite://{}?mode=rwc", making.display())).await;
            fs::rename(&making, &path).expect("the template gets its name");
        }
        fs::copy(&path, file).expect("the template is copied");
    }
}

/// `target/templates`, from where the test binary is: `target/debug/deps`.
fn templates() -> PathBuf {
    let binary = std::env::current_exe().expect("a test binary knows where it is");
    binary.ancestors().nth(3).expect("it is below the target folder").join("templates")
}

fn hash(sources: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hasher = DefaultHasher::new();
    for source in sources {
        hash_below(&root.join(source), &mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn hash_below(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder of sources is read");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths.iter().for_each(|path| hash_below(path, hasher));
    } else {
        let text = fs::read(path).unwrap_or_else(|error| panic!("{} of `template.rs`: {error}", path.display()));
        (path.file_name(), text).hash(hasher);
    }
}
