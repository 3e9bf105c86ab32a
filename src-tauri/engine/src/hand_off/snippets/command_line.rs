use super::{Names, Snippet, quoted_for_shell};
use crate::hand_off::Freshness;

/// The token goes through a pipe: on a command line other users of the machine could read it.
pub(super) const CURL: Snippet = Snippet {
    id: "curl",
    title: "curl",
    language: "sh",
    about: "For curl 7.55 or newer: each command asks for the token of now, which stands in no command line.",
    freshness: Freshness::Itself,
    text: |names| {
        let Names { profile, .. } = names;
        format!(
            "cdf-signin token {profile} --format header | curl --header @- {inspect}\n\n\
             # time series of the project\n\
             cdf-signin token {profile} --format header | curl --header @- {list}\n",
            inspect = quoted_for_shell(&format!("{}/api/v1/token/inspect", names.base_url)),
            list = quoted_for_shell(&format!("{}/timeseries?limit=5", api(names))),
        )
    },
};

pub(super) const HTTPIE: Snippet = Snippet {
    id: "httpie",
    title: "HTTPie",
    language: "sh",
    about: "For HTTPie in bash or zsh: each command asks for the token of now, which stands in no command line.",
    freshness: Freshness::Itself,
    text: |names| {
        format!(
            "http GET {list} Authorization:@<(printf 'Bearer %s' \"$(cdf-signin token {profile})\")\n",
            list = quoted_for_shell(&format!("{}/timeseries?limit=5", api(names))),
            profile = names.profile,
        )
    },
};

fn api(names: &Names<'_>) -> String {
    format!("{}/api/v1/projects/{}", names.base_url, names.project)
}
