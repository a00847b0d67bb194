//! The query page of `/graphiql` and the start page of `/`, compiled into the server.
//!
//! What a server does with it:
//!
//! - `GET /` in demo mode answers `asset("dashboard.html")`, where it was built in.
//! - `GET /graphiql` answers `asset("index.html")`, `GET /graphiql/{path}` answers
//!   `asset(path)`, or 404 where that is `None`.
//! - The bytes are stored compressed. A client whose `Accept-Encoding` allows gzip gets
//!   [`Asset::gzip`] as it is with `Content-Encoding: gzip`; any other gets [`plain`]. Both
//!   carry `Vary: Accept-Encoding`.
//! - `Cache-Control` is `public, max-age=31536000, immutable` where [`Asset::immutable`]
//!   says so (the name holds a digest), else `no-cache`.
//! - Every answer carries [`CONTENT_SECURITY_POLICY`] and `X-Content-Type-Options: nosniff`.
//!   Scripts that start as workers need the policy as much as the page does.
//! - Both pages, the full and the plain one, read `/graphiql/config.json` and post
//!   `/graphiql/sign-in`; the full one reads `/graphiql/examples.json` as well. These three
//!   know people and tokens and are the server's own.
//!
//! To work on the page without the server: `npm ci && npm run dev` in this folder serves it
//! with a mock of those routes (`dev/mock.ts`), `npm run check` checks its types.
//!
//! Routes, tokens and sessions are deliberately not here: this crate only holds files.

use std::io::Read as _;

use flate2::read::GzDecoder;

/// One file of the page.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served, below `/graphiql/`.
    pub path: &'static str,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its bytes, compressed with gzip.
    pub gzip: &'static [u8],
    /// True where the name changes with the content, so that a browser may keep it for ever.
    pub immutable: bool,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// What the page may load: its own files, and nothing from elsewhere.
///
/// The editor writes styles into the document and starts its workers from `blob:` in some
/// browsers; its fonts and icons are `data:`.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The file at `path`, as in `index.html` or `assets/editor-1a2b3c.js`.
pub fn asset(path: &str) -> Option<&'static Asset> {
    let at = ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    Some(&ASSETS[at])
}

/// All files, sorted by path.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

/// True if GraphiQL was built in; false if the plain page took its place.
pub const fn is_full() -> bool {
    FULL
}

/// The file uncompressed, for the rare client that does not accept gzip.
pub fn plain(asset: &Asset) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(asset.gzip).read_to_end(&mut bytes).expect("the build script wrote a whole gzip stream");
    bytes
}

#[cfg(test)]
mod tests;
