use super::{Entry, Notifications, Tray, Words};

pub const WORDS: Words = Words {
    tray: Tray {
        copy: "Copy token",
        sign_in: "Sign in",
        show: "Show",
        more: "More profiles",
        open: "Open CDF Sign-in",
        settings: "Settings",
        quit: "Quit",
        no_profiles: "No profiles yet",
        signed_out: "signed out",
        needs_you: "needs you",
        signing_in: "signing in",
        offline: "offline",
        signed_in_to: ["Signed in to {} profile", "Signed in to {} profiles"],
        needs: ["{} profile needs you", "{} profiles need you"],
        nobody: "Signed out",
        hours: "{} h",
        minutes: "{} min",
    },
    notifications: Notifications {
        needs: "{} needs you",
        needs_many: "{} profiles need you",
        needs_text: "The sign-in can no longer be renewed without you.",
        ends: "{} ends soon",
        ends_text: "The token lasts {} more, and cannot be renewed without you.",
        file: "{} could not be written",
        sign_in: "Sign in",
        show: "Show",
    },
    entry: Entry { sign_in_to: "Sign in to {}", comment: "Signs you in to Cognite Data Fusion" },
};
