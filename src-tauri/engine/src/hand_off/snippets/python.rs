use super::{Names, Snippet, quoted};
use crate::hand_off::Freshness;

pub(super) const SCRIPT: Snippet = Snippet {
    id: "python",
    title: "Python",
    language: "python",
    about: "For cognite-sdk 7 and 8: the client asks for the token of now at each request, which costs nothing while it is fresh.",
    freshness: Freshness::Itself,
    text: |names| {
        [&token(names), "\n\n", &client(names, "my-script"), "\nprint(client.iam.token.inspect().projects)\n"].concat()
    },
};

pub(super) const NOTEBOOK: Snippet = Snippet {
    id: "notebook",
    title: "Notebook cell",
    language: "python",
    about: "A cell for Jupyter on this computer: run it once, and the client stays signed in.",
    freshness: Freshness::Itself,
    text: |names| {
        ["%pip install --quiet cognite-sdk\n\n", &token(names), "\n\n", &client(names, "my-notebook"), "client\n"]
            .concat()
    },
};

/// The one function that both share.
fn token(names: &Names<'_>) -> String {
    let inside_quotes = |text: &str| quoted(text).trim_matches('"').to_owned();
    include_str!("python_token.py")
        .replace("{profile}", names.profile)
        .replace("{project}", names.project)
        .replace("{base_url}", &inside_quotes(&names.base_url))
}

fn client(names: &Names<'_>, client_name: &str) -> String {
    format!(
        r#"from cognite.client import ClientConfig, CogniteClient
from cognite.client.credentials import Token

client = CogniteClient(
    ClientConfig(
        client_name="{client_name}",
        project={project},
        base_url={base_url},
        credentials=Token(token),
    )
)
"#,
        project = quoted(names.project),
        base_url = quoted(&names.base_url),
    )
}
