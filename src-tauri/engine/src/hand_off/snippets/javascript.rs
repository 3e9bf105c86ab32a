use super::{Snippet, quoted};
use crate::hand_off::Freshness;

pub(super) const SNIPPET: Snippet = Snippet {
    id: "javascript",
    title: "JavaScript",
    language: "javascript",
    about: "For @cognite/sdk in Node: the client asks again when CDF says 401.",
    freshness: Freshness::Itself,
    text: |names| {
        format!(
            r#"import {{ execFile }} from "node:child_process";
import {{ promisify }} from "node:util";
import {{ CogniteClient }} from "@cognite/sdk";

const run = promisify(execFile);

const client = new CogniteClient({{
  appId: "my-script",
  project: {project},
  baseUrl: {base_url},
  oidcTokenProvider: async () => (await run("cdf-signin", ["token", {profile}])).stdout.trim(),
}});
await client.authenticate();

console.log(await client.timeseries.list({{ limit: 5 }}));
"#,
            project = quoted(names.project),
            base_url = quoted(&names.base_url),
            profile = quoted(names.profile),
        )
    },
};
