//! What holds of every format.

use super::*;
use crate::hand_off::tests::{application, ingrid, profile, token, with_endpoint, with_secret};
use crate::token_endpoint::EndpointClient;

/// What would mean something to some reader, and is a token by RFC 6749 all the same.
const HOSTILE: &str = "a'b\"c$HOME`id`%PATH%;&|<>(){}[]*?~#\\' \\\\ ^ {{x}}: , - =";

/// What a profile that fits has for that format. `text` is its token, or its client secret.
fn with_text(format: &Format, text: &str, check: impl FnOnce(&Material<'_>)) {
    match format.gives {
        Gives::Token => {
            let profile = profile();
            check(&Material { token: Some(token(text)), account: Some(ingrid()), ..Material::of(&profile) });
        }
        Gives::Application => {
            let profile = application(|_| {});
            check(&with_secret(&profile, text));
        }
        Gives::Endpoint => {
            let profile = profile();
            let endpoint =
                with_endpoint(&profile).endpoint.map(|it| EndpointClient { client_secret: text.into(), ..it });
            check(&Material { endpoint, ..Material::of(&profile) });
        }
    }
}

fn of_text(format: &Format, text: &str, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let mut rendered = None;
    with_text(format, text, |material| rendered = Some(format.text(material, existing)));
    rendered.unwrap()
}

#[test]
fn a_file_is_ours_once_written_and_the_same_when_written_again() {
    for format in FORMATS {
        let written = of_text(format, "t.o.k", None).unwrap();
        assert!(written.contains("t.o.k"), "{}: {}", format.id, *written);
        assert!((format.is_ours)(&written), "{}: {}", format.id, *written);
        assert_eq!(of_text(format, "t.o.k", Some(&written)).unwrap(), written, "{}", format.id);
        let renewed = of_text(format, "n.e.w", Some(&written)).unwrap();
        assert_eq!(*renewed, written.replace("t.o.k", "n.e.w"), "{}", format.id);
    }
}

#[test]
fn what_is_taken_back_holds_no_secret_and_nothing_else_is_lost() {
    for format in FORMATS {
        let written = of_text(format, "t.o.k", None).unwrap();
        let taken = (format.take_back)(&written);
        assert!(!taken.contains("t.o.k"), "{}: {}", format.id, *taken);
        assert_eq!((format.take_back)(&taken), taken, "{}", format.id);
        assert_eq!(of_text(format, "t.o.k", Some(&taken)).unwrap(), written, "{}", format.id);
        assert!(taken.trim().is_empty() || (format.is_ours)(&taken), "{}: {}", format.id, *taken);
    }
}

#[test]
fn what_a_person_adds_is_never_lost_to_the_next_token() {
    for format in FORMATS {
        let written = of_text(format, "t.o.k", None).unwrap();
        let added = match written.strip_suffix("\n}\n").filter(|_| written.starts_with('{')) {
            Some(json) => format!("{json},\n  \"mine\": \"my own\"\n}}\n"),
            None => format!("{}my_own = 1\n", *written),
        };
        // Either the file is theirs now, and nothing is written without a word, or it comes through, or the reader
        // would stumble over it, which is said.
        let is_left = !(format.is_ours)(&added);
        let again = of_text(format, "n.e.w", Some(&added));
        assert!(is_left || again.is_err() || again.is_ok_and(|text| text.contains("my")), "{}: {added}", format.id);
    }
}

#[test]
fn a_newline_or_any_other_unspeakable_character_is_written_nowhere() {
    for format in FORMATS {
        for text in ["a\nCDF_TOKEN=b", "a\rb", "a\u{0}b", "tøken", "a\u{2028}b"] {
            assert!(of_text(format, text, None).is_err(), "{}: {text:?}", format.id);
        }
    }
}

/// Whatever a token looks like, it stays one value: the file's other lines are those of a harmless one.
#[test]
fn a_hostile_token_breaks_out_of_no_form() {
    for format in FORMATS {
        let Ok(written) = of_text(format, HOSTILE, None) else {
            assert!(
                ["cmd", "dotenv", "neat-dotenv", "cognite-env", "token"].contains(&format.id)
                    || format.id.ends_with("-client-credentials")
                    || format.id.starts_with("endpoint-"),
                "{}",
                format.id
            );
            continue;
        };
        let harmless = of_text(format, "t.o.k", None).unwrap();
        assert_eq!(written.lines().count(), harmless.lines().count(), "{}: {}", format.id, *written);
        let taken = (format.take_back)(&written);
        assert!(!taken.contains("$HOME"), "{}: {}", format.id, *taken);
        if harmless.starts_with('{') {
            let text = serde_json::from_str::<serde_json::Value>(&written).unwrap().to_string();
            assert!(text.contains(&serde_json::to_string(HOSTILE).unwrap()), "{}: {text}", format.id);
        }
    }
    let toml = of_text(format("pygen-toml").unwrap(), HOSTILE, None).unwrap();
    let toml: toml_edit::DocumentMut = toml.parse().unwrap();
    assert_eq!(toml["cognite"]["client_secret"].as_str(), Some(HOSTILE));
}

#[test]
fn every_format_says_for_whom_it_is_and_what_it_holds() {
    for format in FORMATS {
        assert!(format.about.ends_with(['.', '!']) && !format.tool.is_empty(), "{}", format.id);
        let holds_the_secret = format.about.contains("stands in the file");
        assert_eq!(holds_the_secret, format.gives == Gives::Application, "{}", format.id);
        assert_eq!(format.freshness == Freshness::Itself, format.gives != Gives::Token, "{}", format.id);
    }
}

#[test]
fn who_fits_which_form() {
    let unfit = |profile: &Profile| -> Vec<&str> {
        FORMATS.iter().filter(|format| (format.unfit)(profile).is_some()).map(|format| format.id).collect()
    };
    let of_application = ["dotenv-client-credentials", "cognite-env-client-credentials"];
    assert_eq!(unfit(&profile()), [of_application[0], of_application[1], "extractor-yaml"]);
    assert_eq!(unfit(&application(|_| {})), ["msal-cache"]);
    let certificate = |certificate: &str, key: &str, pkcs12: &str| {
        application(|draft| {
            draft.flow = "client-certificate".into();
            (draft.certificate, draft.private_key, draft.pkcs12) = (certificate.into(), key.into(), pkcs12.into());
        })
    };
    let with_one_file = ["msal-cache", "pygen-toml"];
    for profile in [certificate("/a.pem", "/a.pem", ""), certificate("", "", "/a.pfx")] {
        let mut found = unfit(&profile);
        found.retain(|id| !of_application.contains(id));
        assert_eq!(found, with_one_file, "{:?}", profile.pkcs12);
    }
    assert!(unfit(&certificate("/a.pem", "/k.pem", "")).contains(&"extractor-yaml"));
    let elsewhere = application(|draft| draft.authority = "https://login.microsoftonline.us".into());
    assert_eq!(unfit(&elsewhere), ["msal-cache", "pygen-toml"]);
    let loopback = application(|draft| draft.authority = "http://127.0.0.1:1".into());
    assert!(unfit(&loopback).contains(&"extractor-yaml"));
}

#[test]
fn every_unfit_profile_hears_why_and_what_to_do() {
    for format in FORMATS {
        for profile in [profile(), application(|_| {})] {
            let Some(unfit) = (format.unfit)(&profile) else { continue };
            assert!(unfit.reason.ends_with('.') && unfit.instead.ends_with('.'), "{}: {unfit:?}", format.id);
        }
    }
}
