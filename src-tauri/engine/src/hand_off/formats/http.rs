use super::{Format, Freshness, Gives, HTTP_CLIENTS, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "http",
    title: ".http file",
    tool: HTTP_CLIENTS,
    file_name: "cdf.http",
    about: "For VS Code's REST Client and httpYac: variables {{cdf_url}}, {{cdf_project}} and {{cdf_token}}, and a first request. Other lines stay.",
    gives: Gives::Token,
    freshness: Freshness::Reread,
    // Edited line by line.
    is_ours: |_| true,
    unfit: |_| None,
    render,
    take_back: |existing| changed(existing, &[(TOKEN, "")]).0,
};

const TOKEN: &str = "@cdf_token =";

const FIRST_REQUEST: &str = "
### Who CDF takes you for
GET {{cdf_url}}/api/v1/token/inspect
Authorization: Bearer {{cdf_token}}
";

/// The variables are changed where they stand; a file without them gets them at its top, before the requests that use them.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let base_url = material.base_url();
    let variables = [
        ("@cdf_url =", base_url.as_str()),
        ("@cdf_project =", &material.profile.project),
        (TOKEN, material.token_text()),
    ];
    let existing = existing.unwrap_or_default();
    let (rest, stood) = changed(existing, &variables);
    let line_end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let rest = if existing.trim().is_empty() { FIRST_REQUEST } else { rest.as_str() };
    let room: usize = variables.iter().map(|(name, value)| name.len() + value.len() + 3).sum();
    let mut text = Rendered::new(String::with_capacity(room + rest.len()));
    for ((name, value), _) in variables.iter().zip(stood).filter(|(_, stood)| !stood) {
        for part in [name, " ", value, line_end] {
            text.push_str(part);
        }
    }
    text.push_str(rest);
    Ok(text)
}

/// The text with those variables changed where they stand, and which do.
fn changed(existing: &str, variables: &[(&str, &str)]) -> (Rendered, Vec<bool>) {
    let mut stood = vec![false; variables.len()];
    let lines: Vec<_> = existing
        .split_inclusive('\n')
        .map(|line| (variables.iter().position(|(name, _)| sets(line, name)), line))
        .collect();
    let room: usize = lines
        .iter()
        .filter_map(|(index, _)| *index)
        .map(|index| variables[index].0.len() + variables[index].1.len() + 1)
        .sum();
    let mut text = Rendered::new(String::with_capacity(existing.len() + room));
    for (index, line) in lines {
        let Some(index) = index else {
            text.push_str(line);
            continue;
        };
        stood[index] = true;
        let (name, value) = variables[index];
        text.push_str(name);
        if !value.is_empty() {
            text.push(' ');
            text.push_str(value);
        }
        text.push_str(&line[line.trim_end_matches(['\n', '\r']).len()..]);
    }
    (text, stood)
}

/// `@name=value`, with blanks around the `=` or none.
fn sets(line: &str, name: &str) -> bool {
    line.split_once('=').is_some_and(|(before, _)| before.trim() == name.trim_end_matches([' ', '=']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, token};

    fn rendered(existing: &str) -> String {
        let profile = profile();
        render(&Material { token: Some(token("t.o.k")), ..Material::of(&profile) }, Some(existing)).unwrap().to_string()
    }

    #[test]
    fn requests_of_the_persons_stay() {
        let variables =
            "@cdf_url = https://westeurope-1.cognitedata.com\n@cdf_project = north-prod\n@cdf_token = t.o.k\n";
        assert_eq!(rendered(""), format!("{variables}{FIRST_REQUEST}"));
        assert_eq!(rendered(&rendered("")), rendered(""));
        assert_eq!(rendered("GET {{cdf_url}}\n"), format!("{variables}GET {{{{cdf_url}}}}\n"));
        let existing = "@token = mine\r\n@cdf_token=old\r\n\r\nGET {{cdf_url}}";
        let text = rendered(existing);
        assert!(text.ends_with("@token = mine\r\n@cdf_token = t.o.k\r\n\r\nGET {{cdf_url}}"), "{text}");
        assert_eq!(text.matches("t.o.k").count(), 1);
        assert!((FORMAT.take_back)(&text).contains("\r\n@cdf_token =\r\n"));
    }
}
