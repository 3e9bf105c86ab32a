use super::menu::{Deed, Glyph, Item, look};
use crate::dto::{ErrorCode, Overview, ProfileState, ProfileView};
use crate::overview::tests::{failed, profile, standing};
use crate::words;

fn overview(profiles: Vec<ProfileView>) -> Overview {
    Overview { profiles, notice: None, profiles_error: None, profiles_file: String::new() }
}

fn named(name: &str, state: ProfileState, seconds: Option<u32>) -> ProfileView {
    ProfileView { name: name.into(), ..profile(standing(state, seconds)) }
}

fn texts(items: &[Item]) -> Vec<String> {
    let text = |item: &Item| match item {
        Item::Deed(text, _) | Item::Menu(text, _) | Item::Note(text) => text.clone(),
        Item::Line => "—".into(),
    };
    items.iter().map(text).collect()
}

#[test]
fn each_profile_says_how_long_it_lasts_and_offers_what_can_be_done() {
    let en = &words::EN.tray;
    let shown = look(
        &overview(vec![
            named("south", ProfileState::SignedOut, None),
            named("north", ProfileState::SignedIn, Some(3_134)),
            named("harbour", ProfileState::NeedsSignIn, None),
        ]),
        en,
    );
    assert_eq!(
        texts(&shown.items),
        ["north – 52 min", "harbour – needs you", "south – signed out", "—", "Open CDF Sign-in", "Settings", "Quit"]
    );
    let Item::Menu(_, deeds) = &shown.items[0] else { panic!() };
    assert_eq!(deeds[0], Item::Deed("Copy token".into(), Deed::CopyToken("north".into())));
    let Item::Menu(_, deeds) = &shown.items[2] else { panic!() };
    assert_eq!(deeds[0], Item::Deed("Sign in".into(), Deed::SignIn("south".into())));
    assert_eq!(
        (shown.glyph, shown.tooltip.as_str()),
        (Glyph::NeedsYou, "1 profile needs you · Signed in to 1 profile")
    );
}

#[test]
fn many_profiles_do_not_make_a_menu_as_high_as_the_screen() {
    let many = (0..30).map(|i| named(&format!("p{i}"), ProfileState::SignedOut, None)).collect();
    let shown = look(&overview(many), &words::EN.tray);
    assert_eq!(shown.items.len(), 10 + 1 + 4);
    let Item::Menu(more, rest) = &shown.items[10] else { panic!() };
    assert_eq!((more.as_str(), rest.len()), ("More profiles", 20));
}

#[test]
fn nothing_is_said_of_nobody() {
    let shown = look(&overview(vec![]), &words::EN.tray);
    assert_eq!((texts(&shown.items)[0].as_str(), shown.tooltip.as_str()), ("No profiles yet", "Signed out"));
    assert_eq!(shown.glyph, Glyph::SignedOut);
}

#[test]
fn a_token_that_cannot_be_renewed_now_is_no_alarm() {
    let mut away = failed(cdf_signin_engine::ErrorCode::Network);
    away.status.state = ProfileState::SignedIn;
    assert_eq!(away.status.last_error.as_ref().unwrap().code, ErrorCode::Network);
    assert_eq!(look(&overview(vec![away]), &words::EN.tray).glyph, Glyph::Offline);
}
