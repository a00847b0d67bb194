//! How a trust's sign-in provider is named: by flags, `COLONNADE_*` variables or the file of settings.
//!
//! One provider has flat names everywhere. A database of several trusts needs one for each, and a list cannot be
//! said in flags: the file takes further ones as `[[oidc]]`.

use anyhow::{Context, bail};
use axum::http::Uri;
use clap::Args;
use serde::Deserialize;

/// Clocks of two machines may differ by this many seconds unless told.
const SKEW_SECONDS: u64 = 60;
/// A wider allowance would keep tokens alive that have ended.
const MAX_SKEW_SECONDS: u64 = 300;

/// The options of one provider.
#[derive(Debug, Default, Clone, PartialEq, Eq, Args)]
#[command(next_help_heading = "Sign-in outside demo mode (OpenID Connect)")]
pub struct Oidc {
    /// The trust's sign-in provider, as its tokens name it in `iss`: https://login.example/tenant
    #[arg(long = "oidc-issuer", env = "COLONNADE_OIDC_ISSUER", value_name = "URL")]
    pub issuer: Option<String>,
    /// What its tokens must be for (`aud`): the id this service is registered by; several with commas
    #[arg(long = "oidc-audience", env = "COLONNADE_OIDC_AUDIENCE", value_name = "ID")]
    pub audience: Option<String>,
    /// Where its keys are [default: where /.well-known/openid-configuration below the issuer says]
    #[arg(long = "oidc-jwks-url", env = "COLONNADE_OIDC_JWKS_URL", value_name = "URL")]
    pub jwks_url: Option<String>,
    /// By how much its clock and ours may differ, at most 300 [default: 60]
    #[arg(long = "oidc-clock-skew-seconds", env = "COLONNADE_OIDC_CLOCK_SKEW_SECONDS", value_name = "SECONDS")]
    pub clock_skew_seconds: Option<u64>,
    /// Whose people it signs in: GIAS group UID or name of the trust [default: the only one in the database]
    #[arg(long = "oidc-trust", env = "COLONNADE_OIDC_TRUST", value_name = "UID|NAME")]
    pub trust: Option<String>,
}

/// A further provider in the file of settings.
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

/// A provider, checked as far as that goes without asking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderSettings {
    /// What its tokens say in `iss`.
    pub issuer: String,
    /// One of these its tokens must name in `aud`.
    pub audiences: Vec<String>,
    /// Where its keys are; else discovery tells.
    pub jwks_url: Option<String>,
    /// By how many seconds two clocks may differ.
    pub skew_seconds: u64,
    /// GIAS group UID or name of its trust; else the only one there is.
    pub trust: Option<String>,
}

impl Oidc {
    /// These options, and where they say nothing, those of `other`.
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

    /// The provider these options name; nothing where they say nothing at all.
    pub fn settle(self) -> anyhow::Result<Option<ProviderSettings>> {
        if self == Oidc::default() {
            return Ok(None);
        }
        let Some(issuer) = self.issuer else {
            bail!("options of a sign-in provider are given without --oidc-issuer: name the issuer as well");
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
                "the issuer {issuer} has no --oidc-audience: without it a token made for any other service would sign \
                 in here; give the id by which this service is registered with the provider"
            );
        }
        if let Some(url) = &self.jwks_url {
            check_address(url).context("--oidc-jwks-url")?;
        }
        let skew_seconds = self.clock_skew_seconds.unwrap_or(SKEW_SECONDS);
        if skew_seconds > MAX_SKEW_SECONDS {
            bail!("--oidc-clock-skew-seconds is {skew_seconds}: at most {MAX_SKEW_SECONDS}; set the clocks instead");
        }
        Ok(Some(ProviderSettings { issuer, audiences, jwks_url: self.jwks_url, skew_seconds, trust: self.trust }))
    }
}

/// All providers, in the order in which they are named; two for the same tokens are refused.
pub fn settle(all: impl IntoIterator<Item = Oidc>) -> anyhow::Result<Vec<ProviderSettings>> {
    let mut settled: Vec<ProviderSettings> = Vec::new();
    for provider in all.into_iter().filter_map(|options| options.settle().transpose()) {
        let provider = provider?;
        let same = |other: &&ProviderSettings| {
            other.issuer == provider.issuer && other.audiences.iter().any(|one| provider.audiences.contains(one))
        };
        if let Some(other) = settled.iter().find(same) {
            bail!(
                "two sign-in providers take tokens of {} for {}: leave one, or give each an audience of its own",
                other.issuer,
                provider.audiences.join(", ")
            );
        }
        settled.push(provider);
    }
    Ok(settled)
}

/// Keys fetched without TLS could be anybody's; on this machine alone it may be left out.
pub fn check_address(text: &str) -> anyhow::Result<Uri> {
    let uri: Uri = text.parse().ok().with_context(|| format!("{text} is no address: write it like https://…"))?;
    let authority = uri.authority().with_context(|| format!("{text} names no host: write it like https://…"))?;
    if authority.as_str().contains('@') || text.contains('#') {
        bail!("{text} holds a name, a password or a fragment: leave them out");
    }
    let host = authority.host().trim_matches(['[', ']']);
    let here = host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if here => Ok(uri),
        _ => bail!("{text} is not https: keys that anybody on the way could change sign nobody in"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_provider() {
        let settled = named("https://login.example/", "portal, api").settle().unwrap().unwrap();
        assert_eq!(settled.audiences, ["portal", "api"]);
        assert_eq!((settled.skew_seconds, settled.trust), (60, None));
        assert_eq!(Oidc::default().settle().unwrap(), None);
    }

    #[test]
    fn what_is_refused() {
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
        for here in ["http://127.0.0.1:9000/realm", "http://localhost:9000", "http://[::1]:9000"] {
            assert!(check_address(here).is_ok(), "{here}");
        }
        assert!(check_address("http://localhost.example").is_err());
    }

    #[test]
    fn the_same_tokens_have_one_provider() {
        let two =
            |audience| settle([named("https://login.example", "portal"), named("https://login.example", audience)]);
        assert_eq!(two("api").unwrap().len(), 2);
        assert!(two("portal").unwrap_err().to_string().contains("two sign-in providers"));
    }

    fn named(issuer: &str, audience: &str) -> Oidc {
        Oidc { issuer: Some(issuer.into()), audience: Some(audience.into()), ..Oidc::default() }
    }

    #[track_caller]
    fn refused(options: Oidc, expected: &str) {
        let error = format!("{:#}", options.settle().unwrap_err());
        assert!(error.contains(expected), "{error}");
    }
}
