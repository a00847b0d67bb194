//! The query page of `/graphiql` and the start page of `/`, compiled into the server.
//!
//! How a server must serve them:
//!
//! - `GET /` in demo mode returns `asset("dashboard.html")`, if it was built in.
//! - `GET /graphiql` returns `asset("index.html")`; `GET /graphiql/{path}` returns
//!   `asset(path)`, or 404 if that is `None`.
//! - The bytes are stored compressed. A client whose `Accept-Encoding` allows gzip gets
//!   [`Asset::gzip`] as it is with `Content-Encoding: gzip`; any other gets [`plain`]. Both
//!   carry `Vary: Accept-Encoding`.
//! - `Cache-Control` is `public, max-age=31536000, immutable` where [`Asset::immutable`] is
//!   true (the file name contains a hash), else `no-cache`.
//! - Every response has [`CONTENT_SECURITY_POLICY`] and `X-Content-Type-Options: nosniff`.
//!   The files of workers need the policy too.
//! - Both pages, the full and the plain one, load `/graphiql/config.json` and post to
//!   `/graphiql/sign-in`; the full one also loads `/graphiql/examples.json`. The server
//!   implements these three.
//!
//! To work on the page without the server: `npm ci && npm run dev` in this folder serves it
//! with a mock of those routes (`dev/mock.ts`), `npm run check` checks its types.
//!
//! Routes, tokens and sessions are deliberately absent: this crate only holds files.

use std::io::Read as _;

use flate2::read::GzDecoder;

/// One file of the page.
#[derive(Debug)]
pub struct Asset {
    /// Its path below `/graphiql/`.
    pub path: &'static str,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its bytes, compressed with gzip.
    pub gzip: &'static [u8],
    /// True where the name changes with the content, so that a browser may cache the file for ever.
    pub immutable: bool,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The policy of the pages: they may load their own files and nothing from other servers.
///
/// The editor adds styles to the document and, in some browsers, starts its workers from
/// `blob:`; its fonts and icons are `data:`.
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

/// True if GraphiQL was built in, false if the plain page was.
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
