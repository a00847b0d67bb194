//! Compresses the files of a folder and writes the Rust table that includes them.
//!
//! Only gzip: brotli would save another sixth of 2 MB, once per browser, and every file would
//! be stored twice.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Writes `assets.rs` and the compressed files it includes to `out_dir`.
pub fn write(folder: &Path, full: bool, out_dir: &Path) -> io::Result<()> {
    let mut paths = Vec::new();
    list(folder, "", &mut paths)?;
    // `web::asset` does a binary search.
    paths.sort();

    let packed = out_dir.join("gzip");
    if packed.exists() {
        fs::remove_dir_all(&packed)?;
    }
    fs::create_dir_all(&packed)?;

    let mut table = format!("const FULL: bool = {full};\nstatic ASSETS: [Asset; {}] = [\n", paths.len());
    for (number, path) in paths.iter().enumerate() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(9));
        encoder.write_all(&fs::read(folder.join(path))?)?;
        fs::write(packed.join(number.to_string()), encoder.finish()?)?;
        let content_type = content_type(path)?;
        // Vite puts a hash into every file name in this folder.
        let immutable = path.starts_with("assets/");
        writeln!(
            table,
            "    Asset {{ path: {path:?}, content_type: {content_type:?}, \
             gzip: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/gzip/{number}\")), immutable: {immutable} }},"
        )
        .expect("writing to a string does not fail");
    }
    table.push_str("];\n");
    fs::write(out_dir.join("assets.rs"), table)
}

fn list(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder.join(prefix))? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|name| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{} is not UTF-8", name.to_string_lossy()))
        })?;
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.file_type()?.is_dir() {
            list(folder, &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

/// The content type for a file name. An unknown extension fails the build: with `nosniff` a browser
/// refuses scripts and styles without the right type.
fn content_type(path: &str) -> io::Result<&'static str> {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => Ok("text/html; charset=utf-8"),
        Some("js") => Ok("text/javascript; charset=utf-8"),
        Some("css") => Ok("text/css; charset=utf-8"),
        Some("json" | "map") => Ok("application/json"),
        Some("svg") => Ok("image/svg+xml"),
        Some("ttf") => Ok("font/ttf"),
        Some("woff2") => Ok("font/woff2"),
        Some("txt") => Ok("text/plain; charset=utf-8"),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, format!("{path}: add its content type in build/table.rs"))),
    }
}
