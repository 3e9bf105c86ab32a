//! What crosses to the page and back, one file a subject: the shapes, and nothing that is secret.
//!
//! `cargo test export_bindings` writes them to `ui/src/bindings/` as TypeScript, one file a type.

mod app;
mod check;
mod claims;
mod clipboard;
mod endpoint;
mod failure;
mod hand_off;
mod import;
mod overview;
mod profile;
mod status;
mod why;

pub use app::{AboutView, Ask, Language, Settings, ThemeChoice};
pub use check::{
    AccessView, CapabilityView, CheckFact, CheckOutcome, CheckProgress, CheckReport, CheckStep, ProjectView,
};
pub use claims::{ClaimView, ClaimsView, Remark, UnreadableView};
pub use clipboard::{Copied, CopyForm};
pub use endpoint::{AskedView, EndpointView};
pub use failure::{Action, ErrorCode, ErrorView, ProviderReply};
pub use hand_off::{
    ChangeView, DiffLineView, FormatView, FreshnessView, GivesView, HandOffOrder, HandOffView, PreviewView,
    SnippetView, UnfitView, WarningView,
};
pub use import::{Dropped, FoundView};
pub use overview::{Notice, Overview};
pub use profile::{CloudView, FieldProblem, FlowView, Pasted, PlaceView, PlacedView, ProfileDraft, ProfileView};
pub use status::{Account, ProfileState, SignInOptions, SignInProgress, SignInStep, StatusView};
pub use why::{AskingView, WhyReason, WhyView};

#[cfg(test)]
mod tests {
    use ts_rs::{Config, TS};

    use super::*;

    #[test]
    fn export_bindings() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bindings");
        let config = Config::new().with_out_dir(folder);
        // The others are parts of these.
        Overview::export_all(&config).unwrap();
        Pasted::export_all(&config).unwrap();
        FormatView::export_all(&config).unwrap();
        SnippetView::export_all(&config).unwrap();
        HandOffOrder::export_all(&config).unwrap();
        PreviewView::export_all(&config).unwrap();
        EndpointView::export_all(&config).unwrap();
        Dropped::export_all(&config).unwrap();
        CloudView::export_all(&config).unwrap();
        CopyForm::export_all(&config).unwrap();
        CheckReport::export_all(&config).unwrap();
        CheckProgress::export_all(&config).unwrap();
        SignInOptions::export_all(&config).unwrap();
        Copied::export_all(&config).unwrap();
        Settings::export_all(&config).unwrap();
        Ask::export_all(&config).unwrap();
        ClaimsView::export_all(&config).unwrap();
        AboutView::export_all(&config).unwrap();
        WhyView::export_all(&config).unwrap();
    }
}
