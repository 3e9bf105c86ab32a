//! How a person knows the parts of the page: by what they say.

/// A button with that text or name.
pub fn button(name: &str) -> String {
    format!("//button[text()[normalize-space()=\"{name}\"] or @aria-label=\"{name}\"]")
}

/// An entry of an open menu.
pub fn menu_item(text: &str) -> String {
    format!("//*[@role=\"menuitem\"][normalize-space()=\"{text}\"]")
}

/// The innermost part that says this.
pub fn says(text: &str) -> String {
    format!("//*[contains(normalize-space(), \"{text}\")][not(*[contains(normalize-space(), \"{text}\")])]")
}

/// A long text that is cut in its middle, by its beginning.
pub fn shortened(text: &str) -> String {
    format!("//*[starts-with(@title, \"{text}\")]")
}

/// A heading.
pub fn heading(text: &str) -> String {
    format!("//h1[contains(normalize-space(), \"{text}\")]")
}

/// A field of a form.
pub fn field(name: &str) -> String {
    format!("//input[@name=\"{name}\"]")
}

/// A field that is said to be wrong.
pub fn wrong_field(name: &str) -> String {
    format!("//input[@name=\"{name}\"][@aria-invalid=\"true\"]")
}

/// What stands under a field.
pub fn under(name: &str) -> String {
    format!("//*[@id=\"field-{name}-says\"]")
}

/// A profile in the list.
pub fn row(name: &str) -> String {
    format!("//*[@role=\"option\"][@data-name=\"{name}\"]")
}

/// Time left, in the ring.
pub const COUNTDOWN: &str = "//*[@role=\"timer\"]/b";

/// What concerns all profiles, above the page.
pub const NOTICE: &str = "//aside[@aria-label=\"Notice\"]";
