use super::what::{About, Change, Told};
use crate::dto::{ProfileState, ProfileView};
use crate::overview::tests::{profile, standing};

fn named(name: &str, state: ProfileState) -> ProfileView {
    ProfileView { name: name.into(), ..profile(standing(state, None)) }
}

fn ending(seconds: u32, at: &str) -> ProfileView {
    let mut one = ProfileView { name: "north".into(), ..profile(standing(ProfileState::SignedIn, Some(seconds))) };
    one.status.expires_at = Some(at.into());
    one
}

/// After the first look, which tells nothing.
fn told(profiles: &[ProfileView]) -> Told {
    let mut told = Told::default();
    assert_eq!(told.look(profiles, false), []);
    told
}

fn tell(about: About, title: &str, seconds: u32) -> Change {
    Change::Tell { about, title: title.into(), seconds }
}

#[test]
fn a_profile_that_needs_a_person_is_told_once_and_taken_back_when_it_does_not_any_more() {
    use ProfileState::{NeedsSignIn, SignedIn};
    let mut told = told(&[named("north", SignedIn)]);
    let needs = || About::Needs("north".into());
    assert_eq!(told.look(&[named("north", NeedsSignIn)], false), [tell(needs(), "north", 0)]);
    assert_eq!(told.look(&[named("north", NeedsSignIn)], false), []);
    assert_eq!(told.look(&[named("north", SignedIn)], false), [Change::Close(needs())]);
    assert_eq!(told.look(&[named("north", NeedsSignIn)], false), [tell(needs(), "north", 0)]);
}

#[test]
fn several_at_once_are_one() {
    use ProfileState::{NeedsSignIn, SignedIn};
    let mut told = told(&[named("a", SignedIn), named("b", SignedIn)]);
    let all = [named("a", NeedsSignIn), named("b", NeedsSignIn)];
    assert_eq!(told.look(&all, false), [tell(About::NeedsMany(2), "a", 0)]);
    assert_eq!(told.look(&all, false), []);
}

#[test]
fn several_that_were_told_together_are_taken_back_when_none_needs_a_person_any_more() {
    use ProfileState::{NeedsSignIn, SignedIn};
    let mut told = told(&[named("a", SignedIn), named("b", SignedIn)]);
    told.look(&[named("a", NeedsSignIn), named("b", NeedsSignIn)], false);
    let many = || Change::Close(About::NeedsMany(2));
    assert!(!told.look(&[named("a", SignedIn), named("b", NeedsSignIn)], false).contains(&many()));
    assert!(told.look(&[named("a", SignedIn), named("b", SignedIn)], false).contains(&many()));
    assert_eq!(told.look(&[named("a", SignedIn), named("b", SignedIn)], false), []);
}

#[test]
fn what_the_person_sees_is_not_told_then_or_later() {
    use ProfileState::{NeedsSignIn, SignedIn};
    let mut told = told(&[named("north", SignedIn)]);
    assert_eq!(told.look(&[named("north", NeedsSignIn)], true), []);
    assert_eq!(told.look(&[named("north", NeedsSignIn)], false), []);
}

#[test]
fn the_end_of_a_token_that_nobody_can_renew_is_told_once_a_token() {
    let mut told = told(&[ending(3_000, "1")]);
    let ends = || About::Ends("north".into());
    assert_eq!(told.look(&[ending(601, "1")], false), []);
    assert_eq!(told.look(&[ending(600, "1")], false), [tell(ends(), "north", 600)]);
    assert_eq!(told.look(&[ending(570, "1")], false), []);
    assert_eq!(told.look(&[ending(3_600, "2")], false), [Change::Close(ends())]);
    assert_eq!(told.look(&[ending(60, "2")], false), [tell(ends(), "north", 60)]);
    let mut renewable = ending(60, "3");
    renewable.status.refreshable = true;
    assert_eq!(told.look(&[renewable], false), [Change::Close(ends())]);
}

#[test]
fn an_end_that_was_told_is_not_told_again_when_it_has_come() {
    let mut told = told(&[ending(3_000, "1")]);
    assert_eq!(told.look(&[ending(300, "1")], false).len(), 1);
    assert_eq!(told.look(&[named("north", ProfileState::NeedsSignIn)], false), []);
    let signed_in = named("north", ProfileState::SignedIn);
    let closed =
        told.look(&[ProfileView { status: standing(ProfileState::SignedIn, Some(3_600)), ..signed_in }], false);
    let about = [About::Needs("north".into()), About::Ends("north".into())];
    assert_eq!(closed, about.map(Change::Close));
}
