use super::Snippet;
use crate::hand_off::Freshness;

pub(super) const SNIPPET: Snippet = Snippet {
    id: "power-bi",
    title: "Power BI, Excel (OData)",
    language: "powerquery",
    about: "For a blank query's advanced editor; answer Anonymous when it asks for credentials. It reads the format “token” at each refresh: write that file, keep it fresh, and put its place in.",
    freshness: Freshness::Reread,
    // In M a text is quoted with "", and #( begins an escape.
    text: |names| {
        let address = format!("{}/odata/v1/projects/{}", names.base_url, names.project);
        let address = address.replace('"', "\"\"").replace("#(", "#(#)(");
        format!(
            r#"let
    // The file of: cdf-signin write {profile} --format token --to C:\Users\you\cdf.token --keep-fresh
    Token = Text.Trim(Text.FromBinary(File.Contents("C:\Users\you\cdf.token"))),
    Source = OData.Feed("{address}", [Authorization = "Bearer " & Token], [Implementation = "2.0"])
in
    Source
"#,
            profile = names.profile,
        )
    },
};
