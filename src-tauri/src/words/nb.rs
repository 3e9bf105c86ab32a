use super::{Entry, Notifications, Tray, Words};

pub const WORDS: Words = Words {
    tray: Tray {
        copy: "Kopier token",
        sign_in: "Logg inn",
        show: "Vis",
        more: "Flere profiler",
        open: "Åpne CDF Sign-in",
        settings: "Innstillinger",
        quit: "Avslutt",
        no_profiles: "Ingen profiler ennå",
        signed_out: "logget ut",
        needs_you: "trenger deg",
        signing_in: "logger inn",
        offline: "frakoblet",
        signed_in_to: ["Logget inn i {} profil", "Logget inn i {} profiler"],
        needs: ["{} profil trenger deg", "{} profiler trenger deg"],
        nobody: "Logget ut",
        hours: "{} t",
        minutes: "{} min",
    },
    notifications: Notifications {
        needs: "{} trenger deg",
        needs_many: "{} profiler trenger deg",
        needs_text: "Innloggingen kan ikke fornyes uten deg lenger.",
        ends: "{} går snart ut",
        ends_text: "Tokenet varer i {} til, og kan ikke fornyes uten deg.",
        file: "{} kunne ikke skrives",
        sign_in: "Logg inn",
        show: "Vis",
    },
    entry: Entry { sign_in_to: "Logg inn i {}", comment: "Logger deg inn i Cognite Data Fusion" },
};
