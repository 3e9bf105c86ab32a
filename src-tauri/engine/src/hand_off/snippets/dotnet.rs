use super::{Snippet, quoted};
use crate::hand_off::Freshness;

pub(super) const SNIPPET: Snippet = Snippet {
    id: "dotnet",
    title: ".NET",
    language: "csharp",
    about: "For the package CogniteSdk: the client asks for the token of now at each request.",
    freshness: Freshness::Itself,
    text: |names| {
        format!(
            r#"using System.Diagnostics;
using CogniteSdk;

static async Task<string> Token(CancellationToken cancel)
{{
    var start = new ProcessStartInfo("cdf-signin") {{ RedirectStandardOutput = true }};
    start.ArgumentList.Add("token");
    start.ArgumentList.Add({profile});
    using var command = Process.Start(start)!;
    var token = await command.StandardOutput.ReadToEndAsync(cancel);
    await command.WaitForExitAsync(cancel);
    return command.ExitCode == 0 ? token.Trim() : throw new InvalidOperationException("Sign in with CDF Sign-in first.");
}}

var client = Client.Builder.Create(new HttpClient())
    .SetAppId("my-program")
    .SetProject({project})
    .SetBaseUrl(new Uri({base_url}))
    .SetTokenProvider(Token)
    .Build();

var inspected = await client.Token.InspectAsync();
"#,
            project = quoted(names.project),
            base_url = quoted(&names.base_url),
            profile = quoted(names.profile),
        )
    },
};
