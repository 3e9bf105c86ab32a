//! Authorization code with PKCE, in the person's own browser (RFC 6749 §4.1, RFC 7636, RFC 8252).

use std::borrow::Cow;
use std::sync::Arc;

use oauth2::url::Url;
use oauth2::{AuthUrl, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use tokio::sync::mpsc;

use super::callback::{Answer, Awaited, Callback, Listening, read_address};
use super::id_token::{self, Expected};
use super::{Attempt, Progress, SignInError, SignedIn, Waiting};
use crate::entra::{self, Endpoints};
use crate::ports::Browser;
use crate::profile::ResponseMode;

/// What was sent to the provider, and comes back or is shown again later.
struct Sent {
    state: CsrfToken,
    nonce: String,
    verifier: PkceCodeVerifier,
    redirect: RedirectUrl,
    waiting: Waiting,
}

pub(super) async fn run(mut attempt: Attempt<'_>) -> Result<SignedIn, SignInError> {
    let callback = Callback::bind(attempt.profile.redirect_port, attempt.profile.fixed_port).await?;
    let endpoints = Endpoints::of(attempt.profile, attempt.http).await?;
    let authorize = endpoints.authorize.clone().ok_or(SignInError::NotOffered("authorization endpoint"))?;
    let client = entra::client(attempt.profile, &endpoints);
    let mut sent = request(&attempt, &endpoints, authorize, &callback.redirect_uri());
    let awaited = Awaited {
        state: sent.state.clone(),
        issuer: endpoints.issuer.clone(),
        always_sends_iss: endpoints.always_sends_iss,
    };
    let mut listening = callback.listen(awaited.clone());

    (attempt.progress)(Progress::OpeningBrowser(sent.waiting.clone()));
    sent.waiting.browser_opened = open_browser(&attempt, &sent.waiting).await;
    (attempt.progress)(Progress::WaitingForBrowser(sent.waiting.clone()));

    attempt.http.prepare();
    let code = match answer(&mut listening, attempt.pasted.take(), &awaited).await {
        Answer::Code(code) => code,
        Answer::Refused(reply) => {
            listening.farewell().await;
            return Err(SignInError::Refused(reply));
        }
        Answer::OfAnother(iss) => {
            listening.farewell().await;
            return Err(SignInError::OtherProvider(iss));
        }
    };
    (attempt.progress)(Progress::RedeemingCode(sent.waiting.clone()));
    let redeemed = entra::redeem_code(attempt.http, &client, &code, sent.verifier, &sent.redirect).await;
    listening.farewell().await;
    let tokens = redeemed?;
    let expected = Expected {
        client_id: &attempt.profile.client_id,
        nonce: Some(&sent.nonce),
        issuer: &endpoints.issuer,
        now: attempt.clock.now().wall,
    };
    let account = id_token::account(tokens.id_token.as_ref(), &expected)?;
    Ok(SignedIn { tokens, account, endpoints })
}

fn request(attempt: &Attempt<'_>, endpoints: &Endpoints, authorize: AuthUrl, redirect_uri: &str) -> Sent {
    let profile = attempt.profile;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let nonce = CsrfToken::new_random().secret().clone();
    let redirect = RedirectUrl::new(redirect_uri.to_owned()).unwrap_or_else(|_| unreachable!("made of a port"));
    let client = entra::client(profile, endpoints).set_auth_uri(authorize);
    let mut request = client
        .authorize_url(CsrfToken::new_random)
        .add_scopes(entra::scopes(profile).into_iter().map(Scope::new))
        .set_pkce_challenge(challenge)
        .set_redirect_uri(Cow::Borrowed(&redirect))
        .add_extra_param("nonce", nonce.clone());
    let prompt = if attempt.options.select_account { Some("select_account") } else { profile.prompt.as_deref() };
    // A step-up is a question, which `none` forbids to ask.
    let prompt = prompt.filter(|prompt| attempt.claims.is_none() || *prompt != "none");
    // A hint would answer the question that `select_account` is there to ask.
    let login_hint = attempt.options.login_hint.as_ref().or(profile.login_hint.as_ref());
    let login_hint = login_hint.map(String::as_str).filter(|_| !attempt.options.select_account);
    let optional = [
        ("prompt", prompt),
        ("login_hint", login_hint),
        ("domain_hint", profile.domain_hint.as_deref()),
        ("audience", profile.audience.as_deref()),
        ("claims", attempt.claims),
        ("response_mode", profile.response_mode.map(ResponseMode::as_str)),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            request = request.add_extra_param(name, value.to_owned());
        }
    }
    let (address, state) = request.url();
    let waiting = Waiting { address, redirect_uri: redirect_uri.to_owned(), browser_opened: false };
    Sent { state, nonce, verifier, redirect, waiting }
}

async fn open_browser(attempt: &Attempt<'_>, waiting: &Waiting) -> bool {
    if attempt.options.no_browser {
        return false;
    }
    open(attempt.browser.clone(), &waiting.address, attempt.profile.browser.as_deref()).await
}

/// Whether a browser could be started at that address.
pub async fn open(browser: Arc<dyn Browser>, address: &Url, command: Option<&str>) -> bool {
    let (address, command) = (address.clone(), command.map(str::to_owned));
    // Starting a program may block for a while; the listener answers meanwhile.
    let opened = tokio::task::spawn_blocking(move || browser.open(&address, command.as_deref())).await;
    match opened {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%error, "no browser");
            false
        }
        Err(_) => false,
    }
}

/// The first answer, from the browser or from the person's clipboard.
async fn answer(listening: &mut Listening, pasted: Option<mpsc::Receiver<String>>, awaited: &Awaited) -> Answer {
    let Some(mut pasted) = pasted else { return listening.answer().await };
    loop {
        tokio::select! {
            answer = listening.answer() => return answer,
            address = pasted.recv() => match address {
                Some(address) => {
                    if let Ok(answer) = read_address(&address, awaited) {
                        return answer;
                    }
                }
                None => return listening.answer().await,
            },
        }
    }
}
