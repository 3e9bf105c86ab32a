use super::{Snippet, quoted};
use crate::hand_off::Freshness;

pub(super) const SNIPPET: Snippet = Snippet {
    id: "rust",
    title: "Rust",
    language: "rust",
    about: "For the crate cognite-sdk 0.6, with the crate http: the client asks for the token of now at each request.",
    freshness: Freshness::Itself,
    text: |names| {
        format!(
            r#"use std::process::Command;
use std::sync::Arc;

use cognite::{{AuthHeaderManager, AuthenticatorError, CogniteClient}};
use http::HeaderValue;

fn token() -> Result<String, AuthenticatorError> {{
    let failed = |why: String| AuthenticatorError::internal_error("cdf-signin gave no token".into(), Some(why));
    let output = Command::new("cdf-signin").args(["token", {profile}]).output().map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {{
        return Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }}
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}}

fn client() -> cognite::Result<CogniteClient> {{
    let auth = AuthHeaderManager::Custom(Arc::new(|headers, _| {{
        let mut value = HeaderValue::from_str(&format!("Bearer {{}}", token()?))
            .map_err(|error| AuthenticatorError::internal_error("not a header".into(), Some(error.to_string())))?;
        value.set_sensitive(true);
        headers.insert("Authorization", value);
        Ok(())
    }}));
    let mut builder = CogniteClient::builder();
    builder.set_app_name("my-program").set_project({project}).set_base_url({base_url}).set_custom_auth(auth);
    builder.build()
}}
"#,
            project = quoted(names.project),
            base_url = quoted(&names.base_url),
            profile = quoted(names.profile),
        )
    },
};
