//! Code to copy, as the page sees it.

use cdf_signin_engine::hand_off::{SNIPPETS, Snippet};

use crate::dto::SnippetView;

/// All there is, in the order people see it.
pub fn all() -> Vec<SnippetView> {
    SNIPPETS.iter().map(SnippetView::from).collect()
}

impl From<&Snippet> for SnippetView {
    fn from(snippet: &Snippet) -> Self {
        Self {
            id: snippet.id.to_owned(),
            title: snippet.title.to_owned(),
            about: snippet.about.to_owned(),
            freshness: snippet.freshness.into(),
        }
    }
}
