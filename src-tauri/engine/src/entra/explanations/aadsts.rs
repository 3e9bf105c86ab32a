//! Entra's numbers. Source: Microsoft's list of AADSTS error codes.

use super::{
    ADDS_REDIRECT, Explanation, GRANTS_CONSENT, OPENS_ENTERPRISE_APP, OPENS_REGISTRATION, OPENS_SIGN_IN_LOG,
    READS_POLICY, SEND, SIGN_IN, says,
};
use crate::failure::Action::{CopyMessage, EditField, SignIn, SignInAsSomeoneElse, TryAgain, UseBrowser};

/// The explanation of that number, if it is known.
pub fn explain(number: u32) -> Option<&'static Explanation> {
    ROWS.iter().find(|(numbers, _)| numbers.contains(&number)).map(|(_, explanation)| explanation)
}

/// What several numbers mean alike, and what that is.
pub(super) type Row = (&'static [u32], Explanation);

pub(super) const ROWS: &[Row] = &[
    // How the app is registered.
    (
        &[50011],
        says(
            "Your organisation has not set this app up to send you back to your computer after the sign-in.",
            &[SEND, "Sign in again when they have done it."],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[OPENS_REGISTRATION, ADDS_REDIRECT]),
    ),
    (
        &[7_000_218],
        says(
            "Your organisation has set this app up as one that runs on a server. It runs on your computer.",
            &[SEND, "Sign in again when they have changed it."],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[
            OPENS_REGISTRATION,
            "Selects Authentication, and moves http://localhost from Web to Mobile and desktop applications.",
            "Sets “Allow public client flows” to Yes there, which sign-in with a device code needs too.",
        ]),
    ),
    (
        &[700_025],
        says(
            "The profile sends a client secret, and your organisation has set this app up without one.",
            &["Choose sign-in with the browser in the profile."],
            &[UseBrowser, EditField],
        )
        .field("flow"),
    ),
    (
        &[9_002_326, 9_002_327],
        says(
            "Your organisation has set this app up as a web page. It runs on your computer.",
            &[SEND, "Sign in again when they have changed it."],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[
            OPENS_REGISTRATION,
            "Selects Authentication, and removes http://localhost under Single-page application.",
            ADDS_REDIRECT,
        ]),
    ),
    (
        &[700_016],
        says(
            "Your organisation does not know an app with this client ID.",
            &["Compare the client ID and the tenant ID with those you were given."],
            &[EditField, CopyMessage, TryAgain],
        )
        .field("client_id")
        .administrator(&[
            "Looks under Microsoft Entra ID → App registrations → All applications in the Azure portal whether this client ID is there, in this tenant.",
            "If it belongs to another tenant, consents to it: Enterprise applications → New application.",
        ]),
    ),
    (
        &[90_002],
        says(
            "There is no organisation with this tenant ID, at least not in this cloud.",
            &[
                "Compare the tenant ID with the one you were given.",
                "If your organisation is in a national cloud (US Government, China), choose that cloud in the profile.",
            ],
            &[EditField, TryAgain],
        )
        .field("tenant_id"),
    ),
    (
        &[50_194],
        says(
            "This app belongs to one organisation, and the profile does not say which.",
            &["Put your organisation's tenant ID in place of “common” or “organizations”."],
            &[EditField],
        )
        .field("tenant_id"),
    ),
    (
        &[500_011],
        says(
            "Your organisation does not know the CDF cluster that the profile names.",
            &["Compare the cluster with the one in your Fusion address, behind “cluster=”."],
            &[EditField, CopyMessage, TryAgain],
        )
        .field("cluster")
        .administrator(&[
            "Permits the Cognite API of that cluster in the tenant, once: docs.cognite.com/cdf/access/entra/guides/configure_cdf_azure_oidc.",
        ]),
    ),
    (
        &[650_057],
        says(
            "Your organisation has not allowed this app to reach CDF.",
            &[SEND, "Sign in again when they have done it."],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[
            OPENS_REGISTRATION,
            "Selects API permissions → Add a permission → APIs my organization uses, the Cognite API of the cluster, then Delegated permissions → user_impersonation.",
            GRANTS_CONSENT,
        ]),
    ),
    (
        &[70_011],
        says(
            "The provider does not know what the profile asks it for (the scope).",
            &["Compare the cluster with the one in your Fusion address, and the scopes with those you were given."],
            &[EditField, TryAgain],
        )
        .field("cluster"),
    ),
    (
        &[900_144, 9_002_313],
        says(
            "The provider did not understand the request. Something on the way may have changed it.",
            &[
                "Try again on another network: a proxy may change requests.",
                "If that does not help, report it, with the ids below.",
            ],
            &[TryAgain],
        ),
    ),
    // Who has agreed to it.
    (
        &[65_001],
        says(
            "Nobody has allowed this app to reach CDF for you yet. Your password is fine.",
            &["Sign in again, and choose Accept if the page offers it.", SEND],
            &[SignIn, CopyMessage],
        )
        .administrator(&[OPENS_REGISTRATION, GRANTS_CONSENT]),
    ),
    (
        &[65_004],
        says(
            "You, or somebody at your computer, chose not to accept what the app asks for.",
            &["Sign in again, and choose Accept."],
            &[SignIn],
        ),
    ),
    (
        &[90_094, 90_095],
        says(
            "Your administrator has to approve this app first. Your password is fine.",
            &[SEND, "Sign in again when they have approved it."],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[
            OPENS_REGISTRATION,
            GRANTS_CONSENT,
            "If the person has asked for approval: answers it under Enterprise applications → Admin consent requests.",
        ]),
    ),
    // What the organisation wants to see.
    (
        &[50_076, 50_079],
        says(
            "Your organisation wants to be sure that it is you (multi-factor authentication).",
            &["Sign in again, and follow the steps in your browser."],
            &[SignIn],
        ),
    ),
    (&[50_058], says("Your browser has no sign-in to go on from.", &[SIGN_IN], &[SignIn])),
    (
        &[53_003],
        says(
            "A rule of your organisation (Conditional Access) does not allow this sign-in.",
            &["Sign in with the browser of a computer that your organisation manages, and not with a device code.", SEND],
            &[UseBrowser, CopyMessage, TryAgain],
        )
        .administrator(&[OPENS_SIGN_IN_LOG, READS_POLICY]),
    ),
    (
        &[53_000, 50_005, 50_097],
        says(
            "Your organisation lets people sign in only on devices that it manages.",
            &["Sign in on such a device, with the browser that your organisation has set up there.", SEND],
            &[UseBrowser, CopyMessage, TryAgain],
        )
        .administrator(&[OPENS_SIGN_IN_LOG, READS_POLICY]),
    ),
    (
        &[50_105],
        says(
            "Your organisation has not given you this app.",
            &[SEND, "Sign in again when they have done it."],
            &[CopyMessage, SignInAsSomeoneElse, TryAgain],
        )
        .administrator(&[
            OPENS_ENTERPRISE_APP,
            "Selects Users and groups → Add user/group, and assigns this account or one of its groups.",
        ]),
    ),
    // Which account.
    (
        &[50_020, 16_000, 90_072],
        says(
            "The account you signed in with is not one of this organisation.",
            &[
                "Sign in with your account of the organisation that the profile names.",
                "Compare the tenant ID with the one you were given.",
            ],
            &[SignInAsSomeoneElse, EditField, CopyMessage],
        )
        .field("tenant_id")
        .administrator(&["Invites the account as a guest: Microsoft Entra ID → Users → New user → Invite external user."]),
    ),
    (
        &[50_034],
        says(
            "There is no such user in this organisation.",
            &["Check how the user name is spelt, and compare the tenant ID with the one you were given."],
            &[SignInAsSomeoneElse, EditField],
        )
        .field("tenant_id"),
    ),
    (&[50_126], says("The user name or the password was wrong.", &[SIGN_IN], &[SignIn])),
    (
        &[50_053],
        says(
            "The account is locked for a while: too many wrong passwords, or a sign-in from a suspicious address.",
            &["Wait some minutes, then sign in again.", SEND],
            &[TryAgain, CopyMessage],
        )
        .administrator(&[OPENS_SIGN_IN_LOG, "Unblocks the account, or the address, if the sign-ins were the person's own."]),
    ),
    (
        &[50_055],
        says(
            "Your password has expired.",
            &["Change it where your organisation lets you (often at myaccount.microsoft.com), then sign in again."],
            &[SignIn],
        ),
    ),
    (
        &[50_057],
        says("Your account is switched off.", &[SEND], &[CopyMessage, SignInAsSomeoneElse])
            .administrator(&["Enables the account: Microsoft Entra ID → Users → the account → Edit → Settings."]),
    ),
    // Sign-ins that came to their end.
    (
        &[50_132, 50_133, 50_173],
        says("Your sign-in was ended, for example because your password is new.", &[SIGN_IN], &[SignIn]),
    ),
    (&[70_000], says("Your sign-in is not good any more.", &[SIGN_IN], &[SignIn])),
    (
        &[70_008, 700_082],
        says("This sign-in was not used for a long time, so it ended. That is normal.", &[SIGN_IN], &[SignIn]),
    ),
    (
        &[70_043],
        says("Your organisation wants you to sign in from time to time. That is normal.", &[SIGN_IN], &[SignIn]),
    ),
    (
        &[700_005, 54_005, 501_481],
        says("The answer of this sign-in was used already, or belongs to another one.", &["Start the sign-in again."], &[
            SignIn,
        ]),
    ),
    (&[70_016], says("Nobody has entered the code yet.", &["Enter the code, then wait."], &[TryAgain])),
    (&[70_019], says("The code has expired.", &["Start the sign-in again."], &[SignIn])),
    // Apps that sign in without a person.
    (
        &[7_000_215],
        says(
            "The client secret is wrong.",
            &["Paste the secret's value, not its ID. Entra shows the value only once, when the secret is made."],
            &[EditField, CopyMessage],
        )
        .field("client_secret")
        .administrator(&[OPENS_REGISTRATION, "Makes a new one under Certificates & secrets, if nobody has the value any more."]),
    ),
    (
        &[7_000_222],
        says("The client secret has expired.", &[SEND, "Put the new secret into the profile."], &[CopyMessage, EditField])
            .field("client_secret")
            .administrator(&[
                OPENS_REGISTRATION,
                "Makes a new secret under Certificates & secrets, or better: uploads a certificate.",
            ]),
    ),
    (
        &[700_027],
        says(
            "Your organisation does not know the certificate that the profile names.",
            &["Compare the certificate with the one that you sent to your administrator.", SEND],
            &[EditField, CopyMessage],
        )
        .field("certificate")
        .administrator(&[OPENS_REGISTRATION, "Uploads the certificate under Certificates & secrets → Certificates."]),
    ),
    (
        &[700_024],
        says(
            "This computer's clock differs too much from the provider's.",
            &["Set the clock of this computer, then sign in again."],
            &[TryAgain],
        ),
    ),
    (
        &[50_196],
        says(
            "The provider saw the same request too often in a short time, and stopped it.",
            &["Wait some minutes, then sign in again. If a program asks in a loop, stop it."],
            &[TryAgain],
        ),
    ),
];
