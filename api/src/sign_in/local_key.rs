//! The key with which this installation signs its own tokens, for demo personas and for operators.
//!
//! It is an Ed25519 key pair in a file of the data directory, created on the first start and readable by its owner
//! only. Anybody who can read the file can sign in as anybody, so a file that others may read is refused.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::SigningKey;
use jsonwebtoken::{DecodingKey, EncodingKey};
use sha2::{Digest, Sha256};

use crate::database::private_folder;

/// The bytes before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, section 7).
const PKCS8: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// The key pair and its id.
pub struct LocalKey {
    pub(super) id: String,
    pub(super) encoding: EncodingKey,
    pub(super) decoding: DecodingKey,
    seed: [u8; 32],
}

impl LocalKey {
    /// Reads the key at `path`; creates it if the file does not exist.
    pub fn open(path: &Path) -> io::Result<LocalKey> {
        match read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                create(path)?;
                read(path)
            }
            other => other,
        }
    }

    /// Reads the key at `path`; an error if the file does not exist.
    pub fn read(path: &Path) -> io::Result<LocalKey> {
        read(path)
    }

    /// A new key that is not stored anywhere.
    pub fn ephemeral() -> io::Result<LocalKey> {
        Ok(from_seed(&random_seed()?))
    }

    /// A secret for another purpose, derived from the private key. No token reveals it.
    pub fn secret(&self, purpose: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"colonnade secret for ");
        hash.update(purpose.as_bytes());
        hash.update(self.seed);
        hash.finalize().into()
    }

    /// The key's id, which is the `kid` of its tokens.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl std::fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalKey").field("id", &self.id).finish_non_exhaustive()
    }
}

fn from_seed(seed: &[u8; 32]) -> LocalKey {
    let public = SigningKey::from_bytes(seed).verifying_key().to_bytes();
    let mut der = PKCS8.to_vec();
    der.extend_from_slice(seed);
    let id = Sha256::digest(public)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    LocalKey { id, encoding: EncodingKey::from_ed_der(&der), decoding: DecodingKey::from_ed_der(&public), seed: *seed }
}

fn read(path: &Path) -> io::Result<LocalKey> {
    let text = fs::read_to_string(path)?;
    refuse_if_others_read(path)?;
    let seed = parse(&text).ok_or_else(|| {
        let message =
            format!("{} is not an Ed25519 private key in PEM format: move it away and start again", path.display());
        io::Error::new(ErrorKind::InvalidData, message)
    })?;
    Ok(from_seed(&seed))
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let inner = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    let der = BASE64_STANDARD.decode(inner.split_whitespace().collect::<String>()).ok()?;
    der.strip_prefix(&PKCS8)?.try_into().ok()
}

fn create(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private_folder(folder)?;
    }
    let mut der = PKCS8.to_vec();
    der.extend_from_slice(&random_seed()?);
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    writeln!(file, "{BEGIN}\n{}\n{END}", BASE64_STANDARD.encode(der))?;
    file.sync_all()?;
    // Creating a link fails where another process created the file first, and no process ever reads half a key.
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn random_seed() -> io::Result<[u8; 32]> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(seed)
}

#[cfg(unix)]
fn refuse_if_others_read(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        let message = format!("{} has mode {mode:03o}, so others may read it: run `chmod 600` on it", path.display());
        return Err(io::Error::new(ErrorKind::PermissionDenied, message));
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_if_others_read(_: &Path) -> io::Result<()> {
    Ok(())
}
