//! The first start, with what people have at hand.

use cdf_signin_tests::person;

use crate::desk::Desk;
use crate::display;
use crate::find::{field, heading, says};
use crate::window::Window;

#[test]
fn a_mail_with_an_address_and_an_error_in_it_is_enough_to_sign_in() {
    let desk = Desk::empty("first-run");
    let provider = &desk.person.provider;
    let mail = format!(
        "Hi, I cannot open https://north.fusion.cognite.com/north-prod?cluster=westeurope-1.cognitedata.com any more:\r\n\
         > AADSTS65001: The user or administrator has not consented to use the application with ID '{}' named 'CDF'.\r\n\
         > Trace ID: 0a0a0a0a-1111-2222-3333-444444444444\r\n\
         Directory (tenant) ID\r\n{}\r\n-- \r\nKari",
        provider.client_id, provider.tenant_id
    );
    let window = Window::open(&desk);
    window.see(&heading("Sign in to Cognite Data Fusion"));
    display::copy(&desk.person.home, &mail);
    window.push("Paste");
    window.see(&says("4 of 4 values found"));
    for found in ["north-prod", "westeurope-1", &provider.tenant_id, &provider.client_id, "In the Fusion address"] {
        window.see(&says(found));
    }
    window.see(&says("Nobody has allowed this app to reach CDF for you yet."));
    window.picture("first-run-pasted");
    assert!(!desk.profiles_file().exists(), "nothing is added by a paste");

    window.push("Check them and sign in");
    window.see(&says("All four values found."));
    window.click("//summary[contains(., \"Advanced\")]");
    window.choose("cloud", "other");
    window.see(&field("authority"));
    window.fill("redirect_port", &person::free_port().to_string());
    window.fill("authority", &provider.authority);
    window.fill("base_url", &provider.cdf);
    window.fill("scopes", "https://westeurope-1.cognitedata.com/.default");
    window.push("Save and sign in");
    window.see(&says("Ingrid Solberg"));
    assert_eq!(desk.person.provider.requests_to("authorize").len(), 1);
}
