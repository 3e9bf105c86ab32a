//! The app itself: its settings, and what is asked of it from outside the page.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// The languages there is a catalogue of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(TS))]
pub enum Language {
    /// English.
    En,
    /// Norwegian Bokmål.
    Nb,
}

/// Light or dark, whatever the system has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(TS))]
pub enum ThemeChoice {
    Light,
    Dark,
}

/// What a person has decided about the app. What the system knows itself (what starts with the session) is not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(TS))]
pub struct Settings {
    /// None: the system's, if there is a catalogue of it.
    pub language: Option<Language>,
    /// None: as the system has it.
    pub theme: Option<ThemeChoice>,
    /// Closing the window leaves the app in the tray, where there is one.
    pub stay_in_tray: bool,
    /// Tell by the system's notifications what needs a person.
    pub notifications: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: None, theme: None, stay_in_tray: true, notifications: true }
    }
}

/// What is asked of the page from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
#[cfg_attr(test, derive(TS))]
pub enum Ask {
    /// Show that profile.
    Choose { profile: String },
    /// Show that profile, and sign in with it where that is needed.
    SignIn {
        profile: String,
        /// Also while there is a token: it ends soon.
        anew: bool,
    },
    /// Show the settings.
    Settings,
    /// Open quick access.
    Palette,
    /// Say that this was asked for, and that nobody knows it.
    NotUnderstood { words: String },
}

/// The app itself, for the person who looks who made what they use, and for whoever helps them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct AboutView {
    pub version: String,
    /// What the window is made of: Tauri and the system's web view, each with its version.
    pub made_with: String,
    pub system: String,
    /// What “Copy diagnostics” copies: no name, no id of a profile, no token.
    pub diagnostics: String,
}
