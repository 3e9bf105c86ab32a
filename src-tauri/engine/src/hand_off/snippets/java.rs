use super::{Snippet, quoted};
use crate::hand_off::Freshness;

pub(super) const SNIPPET: Snippet = Snippet {
    id: "java",
    title: "Java",
    language: "java",
    about: "For the package com.cognite:cdf-sdk-java: the client asks for the token of now at each request.",
    freshness: Freshness::Itself,
    text: |names| {
        format!(
            r#"import com.cognite.client.CogniteClient;
import java.io.IOException;
import java.io.UncheckedIOException;

public class Main {{
    static String token() {{
        try {{
            Process command = new ProcessBuilder("cdf-signin", "token", {profile})
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(command.getInputStream().readAllBytes()).trim();
        }} catch (IOException error) {{
            throw new UncheckedIOException(error);
        }}
    }}

    public static void main(String[] args) throws Exception {{
        CogniteClient client = CogniteClient.ofToken({project}, Main::token)
                .withBaseUrl({base_url});
        client.timeseries().list().forEachRemaining(batch -> System.out.println(batch.size()));
    }}
}}
"#,
            project = quoted(names.project),
            base_url = quoted(&names.base_url),
            profile = quoted(names.profile),
        )
    },
};
