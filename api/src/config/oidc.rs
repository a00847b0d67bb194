//! The settings of a trust's sign-in provider, from flags, `COLONNADE_*` variables or the settings file.
//!
//! The first provider has flat names in all three places. A database of several trusts needs a provider for each, and
//! flags cannot hold a list: the settings file takes further providers as `[[oidc]]` tables.

use anyhow::{Context, bail};
use axum::http::Uri;
use clap::Args;
use serde::Deserialize;

/// Default number of seconds by which the provider's clock and ours may differ.
const SKEW_SECONDS: u64 = 60;
/// A wider allowance would accept tokens long after they expired.
const MAX_SKEW_SECONDS: u64 = 300;

/// The options of one provider.
#[derive(Debug, Default, Clone, PartialEq, Eq, Args)]
#[command(next_help_heading = "Sign-in outside demo mode (OpenID Connect)")]
pub struct Oidc {
    /// Issuer of the trust's sign-in provider, exactly as in the `iss` claim of its tokens:
    /// https://login.example/tenant
    #[arg(long = "oidc-issuer", env = "COLONNADE_OIDC_ISSUER", value_name = "URL")]
    pub issuer: Option<String>,
    /// Audience (`aud`) that tokens must name: the id under which this service is registered; separate several by
    /// commas
    #[arg(long = "oidc-audience", env = "COLONNADE_OIDC_AUDIENCE", value_name = "ID")]
    pub audience: Option<String>,
    /// URL of the provider's keys [default: as /.well-known/openid-configuration below the issuer says]
    #[arg(long = "oidc-jwks-url", env = "COLONNADE_OIDC_JWKS_URL", value_name = "URL")]
    pub jwks_url: Option<String>,
    /// Seconds by which the provider's clock and ours may differ, at most 300 [default: 60]
    #[arg(long = "oidc-clock-skew-seconds", env = "COLONNADE_OIDC_CLOCK_SKEW_SECONDS", value_name = "SECONDS")]
    pub clock_skew_seconds: Option<u64>,
    /// GIAS group UID or name of the trust whose people it signs in [default: the only trust in the database]
    #[arg(long = "oidc-trust", env = "COLONNADE_OIDC_TRUST", value_name = "UID|NAME")]
    pub trust: Option<String>,
}

/// A further provider in the settings file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    issuer: String,
    audience: String,
    jwks_url: Option<String>,
    clock_skew_seconds: Option<u64>,
    trust: Option<String>,
}

impl From<Table> for Oidc {
    fn from(table: Table) -> Oidc {
        Oidc {
            issuer: Some(table.issuer),
            audience: Some(table.audience),
            jwks_url: table.jwks_url,
            clock_skew_seconds: table.clock_skew_seconds,
            trust: table.trust,
        }
    }
}

/// A provider's settings, checked as far as possible without a request to the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderSettings {
    /// The `iss` claim of its tokens.
    pub issuer: String,
    /// The `aud` claim of its tokens must name one of these.
    pub audiences: Vec<String>,
    /// URL of its keys; discovery finds it where this is `None`.
    pub jwks_url: Option<String>,
    /// Seconds by which two clocks may differ.
    pub skew_seconds: u64,
    /// GIAS group UID or name of its trust; `None` for the only trust in the database.
    pub trust: Option<String>,
}

impl Oidc {
    /// These options; each one that is not set is taken from `other`.
    #[must_use]
    pub fn or(self, other: Oidc) -> Oidc {
        Oidc {
            issuer: self.issuer.or(other.issuer),
            audience: self.audience.or(other.audience),
            jwks_url: self.jwks_url.or(other.jwks_url),
            clock_skew_seconds: self.clock_skew_seconds.or(other.clock_skew_seconds),
            trust: self.trust.or(other.trust),
        }
    }

    /// Checks the options; `None` where none of them is set.
    pub fn check(self) -> anyhow::Result<Option<ProviderSettings>> {
        if self == Oidc::default() {
            return Ok(None);
        }
        let Some(issuer) = self.issuer else {
            bail!("options of a sign-in provider are set without --oidc-issuer: set the issuer as well");
        };
        check_address(&issuer).context("--oidc-issuer")?;
        let audiences: Vec<String> = self
            .audience
            .iter()
            .flat_map(|list| list.split(','))
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect();
        if audiences.is_empty() {
            bail!(
                "the issuer {issuer} has no --oidc-audience: without it a token issued for any other service would be \
                 accepted here; set it to the id under which this service is registered with the provider"
            );
        }
        if let Some(url) = &self.jwks_url {
            check_address(url).context("--oidc-jwks-url")?;
        }
        let skew_seconds = self.clock_skew_seconds.unwrap_or(SKEW_SECONDS);
        if skew_seconds > MAX_SKEW_SECONDS {
            bail!(
                "--oidc-clock-skew-seconds is {skew_seconds}: at most {MAX_SKEW_SECONDS} is allowed; correct the \
                 clocks instead"
            );
        }
        Ok(Some(ProviderSettings { issuer, audiences, jwks_url: self.jwks_url, skew_seconds, trust: self.trust }))
    }
}

/// Checks all providers and keeps their order. Two providers that would accept the same token are an error.
pub fn check_all(all: impl IntoIterator<Item = Oidc>) -> anyhow::Result<Vec<ProviderSettings>> {
    let mut checked: Vec<ProviderSettings> = Vec::new();
    for provider in all.into_iter().filter_map(|options| options.check().transpose()) {
        let provider = provider?;
        let same = |other: &&ProviderSettings| {
            other.issuer == provider.issuer && other.audiences.iter().any(|one| provider.audiences.contains(one))
        };
        if let Some(other) = checked.iter().find(same) {
            bail!(
                "two sign-in providers accept tokens of {} for {}: remove one, or give each an audience of its own",
                other.issuer,
                provider.audiences.join(", ")
            );
        }
        checked.push(provider);
    }
    Ok(checked)
}

/// Parses a provider's URL. It must be `https`, because anybody on the network could replace keys that are fetched
/// without TLS; `http` is allowed for this machine only.
pub fn check_address(text: &str) -> anyhow::Result<Uri> {
    let uri: Uri = text.parse().ok().with_context(|| format!("{text} is not a URL: write it like https://…"))?;
    let authority = uri.authority().with_context(|| format!("{text} names no host: write it like https://…"))?;
    if authority.as_str().contains('@') || text.contains('#') {
        bail!("{text} contains a user name, a password or a fragment: remove them");
    }
    let host = authority.host().trim_matches(['[', ']']);
    let is_local = host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_local => Ok(uri),
        _ => bail!("{text} is not https: without TLS anybody on the network could replace the provider's keys"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_provider() {
        let checked = named("https://login.example/", "portal, api").check().unwrap().unwrap();
        assert_eq!(checked.audiences, ["portal", "api"]);
        assert_eq!((checked.skew_seconds, checked.trust), (60, None));
        assert_eq!(Oidc::default().check().unwrap(), None);
    }

    #[test]
    fn options_that_are_errors() {
        refused(Oidc { issuer: None, ..named("", "portal") }, "without --oidc-issuer");
        refused(named("https://login.example", " , "), "has no --oidc-audience");
        refused(named("http://login.example", "portal"), "not https");
        refused(named("login.example", "portal"), "https");
        refused(named("https://me:secret@login.example", "portal"), "a password");
        let far = Oidc { clock_skew_seconds: Some(301), ..named("https://login.example", "portal") };
        refused(far, "at most 300");
        let keys = Oidc { jwks_url: Some("http://keys.example".into()), ..named("https://login.example", "portal") };
        refused(keys, "--oidc-jwks-url");
    }

    #[test]
    fn this_machine_needs_no_tls() {
        for url in ["http://127.0.0.1:9000/realm", "http://localhost:9000", "http://[::1]:9000"] {
            assert!(check_address(url).is_ok(), "{url}");
        }
        assert!(check_address("http://localhost.example").is_err());
    }

    #[test]
    fn the_same_tokens_have_one_provider() {
        let two =
            |audience| check_all([named("https://login.example", "portal"), named("https://login.example", audience)]);
        assert_eq!(two("api").unwrap().len(), 2);
        assert!(two("portal").unwrap_err().to_string().contains("two sign-in providers"));
    }

    fn named(issuer: &str, audience: &str) -> Oidc {
        Oidc { issuer: Some(issuer.into()), audience: Some(audience.into()), ..Oidc::default() }
    }

    #[track_caller]
    fn refused(options: Oidc, expected: &str) {
        let error = format!("{:#}", options.check().unwrap_err());
        assert!(error.contains(expected), "{error}");
    }
}
