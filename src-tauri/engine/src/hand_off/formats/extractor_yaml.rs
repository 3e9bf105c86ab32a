use std::fmt::Write as _;

use super::line_file::LineFile;
use super::{Format, Freshness, Gives, Material, Rendered, Unfit};
use crate::entra::Endpoints;
use crate::profile::{Flow, Profile};

pub(super) const FORMAT: Format = Format {
    id: "extractor-yaml",
    title: "Extractor YAML",
    tool: "Extractors",
    file_name: "config.yaml",
    about: "The section “cognite” for extractors made with extractor-utils (Python), which sign in by themselves. The client secret, or the password of the certificate, stands in the file.",
    gives: Gives::Application,
    freshness: Freshness::Itself,
    is_ours: |text| FILE.is_ours(text),
    unfit,
    render,
    take_back: |text| FILE.emptied(text),
};

const SECRET: &str = "    secret: ";
const PASSWORD: &str = "      password: ";

/// Our lines alone: an extractor's other sections, once added to the file, make it the person's.
const FILE: LineFile = LineFile {
    head: "# Written by CDF Sign-in. The rest of an extractor's configuration goes into a file of your own.",
    lines: &[
        "cognite:",
        "  host: ",
        "  project: ",
        "  idp-authentication:",
        "    client-id: ",
        SECRET,
        "    tenant: ",
        "    authority: ",
        "    token-url: ",
        "    audience: ",
        "    scopes:",
        "      - ",
        "    certificate:",
        "      path: ",
        PASSWORD,
    ],
    secrets: &[(SECRET, "\"\""), (PASSWORD, "\"\"")],
    line_end: "\n",
};

/// extractor-utils (7.13) takes no ready token, asks no address without TLS, and wants a certificate in one file with its key.
fn unfit(profile: &Profile) -> Option<Unfit> {
    let (reason, instead) = match profile.flow {
        Flow::Browser | Flow::DeviceCode => (
            "Extractors take no ready token: they sign in themselves, with a client secret or a certificate.",
            "Make a profile of an application of its own, with its secret or certificate.",
        ),
        _ if !asks_with_tls(profile) => (
            "Extractors ask no provider without TLS, and this profile's address begins with http://.",
            "Choose a provider with https://.",
        ),
        Flow::ClientCertificate if !profile.is_entra() => (
            "Extractors use certificates with Microsoft Entra ID alone, and this profile has another provider.",
            "Use a client secret there.",
        ),
        Flow::ClientCertificate if certificate(profile).is_none() => (
            "Extractors want certificate and key in one file, whose name ends in .pem or .pfx.",
            "Put both into one such file, and name it in the profile.",
        ),
        Flow::ClientSecret | Flow::ClientCertificate => return None,
    };
    Some(Unfit { reason: reason.into(), instead: instead.into() })
}

fn asks_with_tls(profile: &Profile) -> bool {
    Endpoints::named_by(profile).is_none_or(|endpoints| endpoints.token.url().scheme() == "https")
}

/// The one file with certificate and key, in a form that extractors tell by its ending.
fn certificate(profile: &Profile) -> Option<String> {
    let pem = profile.certificate.as_ref().filter(|path| profile.private_key.as_ref() == Some(path));
    let path = match (pem, &profile.pkcs12) {
        (Some(pem), _) if pem.extension() == Some("pem".as_ref()) => pem,
        (None, Some(pfx)) if pfx.extension() == Some("pfx".as_ref()) => pfx,
        _ => return None,
    };
    path.to_str().map(str::to_owned)
}

/// With the secret itself, so that the file works as it is. A variable (`${NAME}`, which extractors fill in) would have to
/// be set somewhere else, by a person who copies the secret there; quoted, no value is taken for one.
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    let profile = material.profile;
    let mut lines = vec![
        ("cognite:", Rendered::default()),
        ("  host: ", quoted(&material.base_url())),
        ("  project: ", quoted(&profile.project)),
        ("  idp-authentication:", Rendered::default()),
        ("    client-id: ", quoted(&profile.client_id)),
    ];
    if profile.is_entra() {
        lines.push(("    tenant: ", quoted(&profile.tenant_id)));
        lines.push(("    authority: ", quoted(&format!("{}/", profile.authority.as_str().trim_end_matches('/')))));
    } else {
        lines.push(("    token-url: ", quoted(material.token_url())));
    }
    match certificate(profile) {
        Some(path) if profile.flow == Flow::ClientCertificate => {
            lines.extend([("    certificate:", Rendered::default()), ("      path: ", quoted(&path))]);
            if material.secret.is_some() {
                lines.push((PASSWORD, quoted(material.secret_text())));
            }
        }
        _ => lines.push((SECRET, quoted(material.secret_text()))),
    }
    if let Some(audience) = &profile.audience {
        lines.push(("    audience: ", quoted(audience)));
    }
    let scopes = material.scopes();
    lines.push(("    scopes:", Rendered::new(if scopes.is_empty() { " []".into() } else { String::new() })));
    lines.extend(scopes.iter().map(|scope| ("      - ", quoted(scope))));
    Ok(FILE.text(lines.iter().map(|(begin, value)| [*begin, value.as_str(), ""])))
}

/// YAML 1.1 §5.7: in double quotes, with escapes for whatever is not plain ASCII.
fn quoted(value: &str) -> Rendered {
    let mut text = Rendered::new(String::with_capacity(value.len() * 10 + 2));
    text.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            ' '..='~' => text.push(c),
            _ => write!(text, "\\U{:08X}", u32::from(c)).unwrap_or_else(|_| unreachable!("memory takes it")),
        }
    }
    text.push('"');
    text
}
