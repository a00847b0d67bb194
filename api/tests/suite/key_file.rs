//! The file of the local key.

use api::sign_in::LocalKey;

#[test]
fn made_once_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/local-key.pem");
    let first = LocalKey::open(&path).unwrap();
    assert_eq!(LocalKey::open(&path).unwrap().id(), first.id());
    let left = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(left, 1, "no draft stays behind");
}

#[cfg(unix)]
#[test]
fn readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("local-key.pem");
    LocalKey::open(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let refused = LocalKey::open(&path).unwrap_err().to_string();
    assert!(refused.contains("chmod 600"), "{refused}");
}

#[cfg(unix)]
#[test]
fn not_a_key() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("local-key.pem");
    std::fs::write(&path, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert!(LocalKey::open(&path).unwrap_err().to_string().contains("not an Ed25519 private key"));
}
