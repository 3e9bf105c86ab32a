//! What Entra's error numbers mean, for the person and for their administrator.
//!
//! Source: Microsoft's list of AADSTS error codes. An unknown number is shown with the provider's own words.

/// What happened and what to do, for one AADSTS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, as a sentence.
    pub what: &'static str,
    /// What the person does; empty when they can do nothing.
    pub you: &'static [&'static str],
    /// What the administrator does; empty when it is not theirs.
    pub administrator: &'static [&'static str],
    /// The profile's field that is probably wrong.
    pub field: Option<&'static str>,
}

const fn says(what: &'static str, you: &'static [&'static str], administrator: &'static [&'static str]) -> Explanation {
    Explanation { what, you, administrator, field: None }
}

const fn blames(field: &'static str, explanation: Explanation) -> Explanation {
    Explanation { field: Some(field), ..explanation }
}

const SIGN_IN: &str = "Sign in again.";
const SEND: &str = "Send this page's ids to your administrator.";
const LOOK_UP: &str = "Looks the correlation id up in Entra's sign-in log, which names the policy.";

/// The explanation of that number, if it is known.
#[expect(clippy::too_many_lines, reason = "a table, a row a number")]
pub fn explain(aadsts: u32) -> Option<Explanation> {
    Some(match aadsts {
        50011 => says(
            "The app registration does not know the address that the browser has to come back to.",
            &[SEND],
            &["Adds http://localhost under Authentication, Mobile and desktop applications."],
        ),
        7_000_218 => says(
            "The app registration wants a secret, which an app on your machine cannot keep.",
            &[SEND],
            &[
                "Sets “Allow public client flows” to Yes, or moves http://localhost from Web to Mobile and desktop applications.",
            ],
        ),
        700_025 => {
            says("The app registration takes no secret.", &["Choose sign-in with the browser in the profile."], &[])
        }
        9_002_326 | 9_002_327 => says(
            "The app registration has its redirect address under Single-page application.",
            &[SEND],
            &["Moves http://localhost to Mobile and desktop applications."],
        ),
        700_016 => blames(
            "client_id",
            says(
                "Your organisation's directory does not know an app with this client ID.",
                &["Compare the client ID and the tenant ID with what you were given."],
                &["Checks that the app registration is in this tenant, or consents to it."],
            ),
        ),
        90_002 => blames(
            "tenant_id",
            says(
                "There is no tenant of this name, at least not in this cloud.",
                &[
                    "Compare the tenant ID with what you were given.",
                    "For a national cloud, set its authority in the profile.",
                ],
                &[],
            ),
        ),
        50_194 => blames(
            "tenant_id",
            says(
                "This app belongs to one tenant, and has to be asked for by it.",
                &["Put your organisation's tenant ID in place of “common” or “organizations”."],
                &[],
            ),
        ),
        500_011 => blames(
            "cluster",
            says(
                "Your organisation's directory does not know the CDF cluster.",
                &["Compare the cluster's spelling with your Fusion address."],
                &["Consents to the Cognite API of that cluster."],
            ),
        ),
        650_057 => says(
            "The app registration does not list CDF among its API permissions.",
            &[SEND],
            &["Adds the CDF permission (user_impersonation) under API permissions, and grants consent."],
        ),
        65_001 => says(
            "Nobody has allowed this app to ask for CDF tokens yet. Your password is fine.",
            &["Sign in again and choose Accept, if the page offers it."],
            &["Grants consent for the app under API permissions."],
        ),
        65_004 => says("You chose not to accept what the app asks for.", &["Sign in again and choose Accept."], &[]),
        90_094 | 90_095 => says(
            "Your administrator has to approve this app first. Your password is fine.",
            &[SEND, "Sign in again when they have approved it."],
            &["Grants consent for the app, once for everybody."],
        ),
        70_011 => blames(
            "cluster",
            says(
                "The scope asked for does not exist.",
                &["Compare the cluster's spelling with your Fusion address."],
                &[],
            ),
        ),
        900_144 | 9_002_313 => says(
            "The request did not arrive as it was sent.",
            &["Try again on another network: a proxy may change requests.", "Report it with the ids below."],
            &[],
        ),
        50_076 | 50_079 => says(
            "Your organisation wants to be sure that it is you (multi-factor authentication).",
            &["Sign in again and follow the browser's steps."],
            &[],
        ),
        50_058 => says("Your browser has no sign-in to go on from.", &[SIGN_IN], &[]),
        53_003 => says(
            "A rule of your organisation (Conditional Access) does not allow this sign-in.",
            &["Sign in with the browser of a managed device.", SEND],
            &[LOOK_UP],
        ),
        53_000 | 50_005 | 50_097 => says(
            "Your organisation lets only devices that it manages sign in.",
            &["Use a managed device, and its own browser."],
            &[LOOK_UP],
        ),
        50_105 => says(
            "Your account is not assigned to this app.",
            &[SEND],
            &["Assigns the person, or a group of theirs, to the app."],
        ),
        50_020 | 16_000 | 90_072 => says(
            "The account you chose is not in this tenant.",
            &["Sign in with an account of that organisation.", "Compare the tenant ID with what you were given."],
            &["Invites the account as a guest."],
        ),
        50_034 => {
            says("There is no such user in this tenant.", &["Check the user name's spelling, and the tenant ID."], &[])
        }
        50_126 => says("The user name or the password was wrong.", &["Sign in again."], &[]),
        50_053 => says(
            "The account is locked for a while, or the sign-in came from a risky address.",
            &["Wait a few minutes, then sign in again."],
            &["Unlocks the account."],
        ),
        50_055 => says(
            "Your password has expired.",
            &["Change it at your organisation's sign-in page, then sign in again."],
            &[],
        ),
        50_057 => says("Your account is disabled.", &[SEND], &["Enables the account."]),
        50_132 | 50_133 | 50_173 => says("Your sign-in was ended, for example by a new password.", &[SIGN_IN], &[]),
        70_008 | 700_082 => {
            says("You have not used this sign-in for a long time, so it ended. That is normal.", &[SIGN_IN], &[])
        }
        70_043 => says("Your organisation wants you to sign in from time to time. That is normal.", &[SIGN_IN], &[]),
        7_000_215 => {
            says("The client secret is wrong.", &["Paste the secret's value, not its ID."], &["Makes a new secret."])
        }
        7_000_222 => says("The client secret has expired.", &[SEND], &["Makes a new secret, or better a certificate."]),
        700_005 | 54_005 | 501_481 => {
            says("This sign-in was already used, or belongs to another one.", &["Start the sign-in again."], &[])
        }
        70_016 => says("Nobody has entered the code yet.", &["Enter the code, then wait."], &[]),
        70_019 => says("The code has expired.", &["Start the sign-in again."], &[]),
        50_196 => says(
            "The provider saw the same request too often and stopped it.",
            &["Wait a few minutes, then sign in again."],
            &[],
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number of Entra's that people are known to meet with this kind of app.
    const KNOWN: [u32; 44] = [
        50011, 7_000_218, 700_025, 9_002_326, 9_002_327, 700_016, 90002, 50194, 500_011, 650_057, 65001, 65004, 90094,
        90095, 70011, 900_144, 9_002_313, 50076, 50079, 50058, 53003, 53000, 50005, 50097, 50105, 50020, 16000, 90072,
        50034, 50126, 50053, 50055, 50057, 50132, 50133, 50173, 70008, 700_082, 70043, 7_000_215, 7_000_222, 700_005,
        54005, 501_481,
    ];

    #[test]
    fn each_says_what_happened_and_what_somebody_does() {
        for number in KNOWN {
            let explanation = explain(number).unwrap_or_else(|| panic!("{number}"));
            assert!(explanation.what.ends_with('.'), "{number}");
            let steps = explanation.you.iter().chain(explanation.administrator);
            assert!(steps.clone().count() > 0 && steps.clone().all(|step| step.ends_with('.')), "{number}");
        }
        assert_eq!(explain(1), None);
    }
}
