//! Tests that every file a page names exists, and that nothing is loaded from other servers.

use super::{Asset, CONTENT_SECURITY_POLICY, asset, assets, is_full, plain};

fn text(asset: &Asset) -> String {
    String::from_utf8(plain(asset)).expect("scripts, styles and pages are UTF-8")
}

/// The values of `src` and `href` in a page.
fn references(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for name in ["src=\"", "href=\""] {
        for (at, _) in html.match_indices(name) {
            let rest = &html[at + name.len()..];
            found.extend(rest.split('"').next());
        }
    }
    found
}

#[test]
fn the_pages_exist_and_their_files_with_them() {
    look(asset("index.html").expect("there is always a page"));
    // Only the full build has a dashboard.
    assert_eq!(asset("dashboard.html").is_some(), is_full());
    asset("dashboard.html").map(look);
}

#[track_caller]
fn look(index: &Asset) {
    assert_eq!(index.content_type, "text/html; charset=utf-8");
    assert!(!index.immutable, "its name never changes, so browsers must not cache it for ever");

    let page = text(index);
    let own = references(&page).into_iter().filter(|reference| !reference.starts_with("data:")).collect::<Vec<_>>();
    assert!(own.iter().any(|reference| reference.ends_with(".js")), "no script in {own:?}");
    for reference in own {
        let path =
            reference.strip_prefix("/graphiql/").unwrap_or_else(|| panic!("{reference} is not below /graphiql/"));
        assert!(asset(path).is_some(), "{reference} is not among the files");
    }
}

#[test]
fn no_inline_script_which_the_policy_would_refuse() {
    for page in ["index.html", "dashboard.html"].into_iter().filter_map(asset).map(text) {
        for (at, _) in page.match_indices("<script") {
            let tag = page[at..].split('>').next().unwrap();
            assert!(tag.contains("src="), "{tag}> is inline");
        }
    }
    assert!(!CONTENT_SECURITY_POLICY.contains("http"), "an outside origin");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    // The libraries contain URLs of documentation and namespaces. Only a URL where code would
    // load it counts, and the names of the usual content delivery networks.
    let loads = [
        "url(http",
        "url(\"http",
        "url('http",
        "url(//",
        "@import",
        "import(\"http",
        "import('http",
        "import(`http",
        "from\"http",
        "from \"http",
        "importScripts(\"http",
        "new Worker(\"http",
        "sourceMappingURL=http",
        "cdn.jsdelivr.net",
        "unpkg.com",
        "esm.sh",
        "cdnjs.cloudflare.com",
        "fonts.googleapis.com",
        "fonts.gstatic.com",
    ];
    for asset in assets() {
        if !["text/javascript", "text/css", "text/html"].iter().any(|kind| asset.content_type.starts_with(kind)) {
            continue;
        }
        let text = text(asset);
        for load in loads {
            if let Some(at) = text.find(load) {
                let around = text[at..].chars().take(80).collect::<String>();
                panic!("{} loads from elsewhere: {around}", asset.path);
            }
        }
    }
}

#[test]
fn every_file_has_a_type_and_unpacks() {
    assert!(assets().is_sorted_by_key(|asset| asset.path), "asset() does a binary search");
    for asset in assets() {
        assert!(asset.content_type.contains('/'), "{} has no content type", asset.path);
        assert!(!plain(asset).is_empty(), "{} is empty", asset.path);
        assert_eq!(asset.immutable, asset.path.starts_with("assets/"), "{}", asset.path);
    }
    assert!(asset("../Cargo.toml").is_none());
    assert!(asset("").is_none());
}

#[test]
fn the_full_page_brings_its_workers() {
    if !is_full() {
        assert!(asset("plain.js").is_some());
        return;
    }
    for worker in ["graphql.worker", "json.worker", "editor.worker"] {
        assert!(assets().iter().any(|asset| asset.path.contains(worker)), "{worker} is missing");
    }
}
