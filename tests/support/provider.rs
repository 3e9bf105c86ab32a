//! The identity provider and CDF stand-in of `tests/provider`, as one process that ends with its test.

use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::reading::Reading;
use crate::{programs, wait};

/// Who signs in when nothing else is said.
pub const INGRID: &str = "ingrid.solberg@north.example";

/// A running provider. Dropping it ends it.
pub struct Provider {
    /// The provider's root, to which a tenant is added.
    pub authority: String,
    /// The CDF stand-in's root.
    pub cdf: String,
    /// The one tenant it knows.
    pub tenant_id: String,
    /// The application that people sign in with.
    pub client_id: String,
    /// An application that signs in by itself, with a secret.
    pub daemon_client_id: String,
    /// Its secret.
    pub daemon_secret: String,
    /// An application that signs in by itself, with a certificate; see [`Provider::register_certificate`].
    pub certificate_client_id: String,
    /// The issuer of the second provider, which is not Entra's kind; see `tests/provider/plain.mjs`.
    pub other_issuer: String,
    control: String,
    process: Child,
    // The program ends when this end of its input closes, also when a test is killed.
    input: Option<ChildStdin>,
    complaints: Reading,
}

/// A request as the provider's log keeps it. Secrets are only there as the start of their SHA-256.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    /// `authorize`, `token`, …
    pub endpoint: String,
    /// Of the token endpoint.
    pub grant_type: Option<String>,
    /// `code`, `granted`, `refused`, `fault`, …
    pub outcome: String,
    /// Where the provider sends the browser.
    pub redirect_uri: Option<String>,
    /// How.
    pub response_mode: Option<String>,
    /// What the app wants the provider to do with the person.
    pub prompt: Option<String>,
    /// A step-up.
    pub claims: Option<String>,
    /// Who is expected to sign in.
    pub login_hint: Option<String>,
    /// The API that a token is asked for, at providers where the scope does not say.
    pub audience: Option<String>,
    /// Who is to be signed out.
    pub logout_hint: Option<String>,
    /// Where the provider sends the browser after a sign-out.
    pub post_logout_redirect_uri: Option<String>,
    /// Fingerprint.
    pub code: Option<String>,
    /// Fingerprint.
    pub code_verifier: Option<String>,
    /// Fingerprint of the one that was sent.
    pub refresh_token: Option<String>,
    /// Fingerprint.
    pub device_code: Option<String>,
    /// How an application proved who it is: `post`, `basic` or `assertion`.
    pub client_auth: Option<String>,
    /// Fingerprint of the one in the answer.
    pub issued_refresh_token: Option<String>,
    /// Fingerprint of the one in the answer.
    pub issued_access_token: Option<String>,
}

/// A request as the CDF stand-in's log keeps it.
#[derive(Debug, Clone, Deserialize)]
pub struct CdfRequest {
    /// Without the query.
    pub path: String,
    /// The whole SHA-256 of the bearer token.
    pub token_sha256: Option<String>,
    /// `answered` or `refused`.
    pub outcome: String,
    /// The answer's `x-request-id`.
    pub request_id: String,
}

#[derive(Deserialize)]
struct Addresses {
    authority: String,
    cdf: String,
    tenant_id: String,
    client_id: String,
    daemon_client_id: String,
    daemon_secret: String,
    certificate_client_id: String,
    other_issuer: String,
    control: String,
}

#[derive(Deserialize)]
struct Log<R> {
    requests: Vec<R>,
}

impl Provider {
    /// A provider at which Ingrid Solberg signs in without a page.
    pub fn start() -> Self {
        Self::start_with(&["--auto", INGRID])
    }

    /// A provider with those options of `serve.mjs`.
    pub fn start_with(options: &[&str]) -> Self {
        let node = programs::of_system("node", "nodejs npm");
        let needed = programs::of_tests("provider/node_modules/oidc-provider");
        assert!(needed.is_dir(), "The provider's packages are missing. Run “npm ci --prefix tests/provider”.");
        let mut process = Command::new(node)
            .arg(programs::of_tests("provider/serve.mjs"))
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut complaints = Reading::of(process.stderr.take().unwrap());
        let answers = Reading::of(process.stdout.take().unwrap());
        let addresses: Addresses = wait::until("the provider's addresses", || {
            let is_over = process.try_wait().unwrap().is_some();
            assert!(!is_over, "the provider does not start:\n{}", complaints.all());
            answers.so_far().lines().next().and_then(|line| serde_json::from_str(line).ok())
        });
        Self {
            authority: addresses.authority,
            cdf: addresses.cdf,
            tenant_id: addresses.tenant_id,
            client_id: addresses.client_id,
            daemon_client_id: addresses.daemon_client_id,
            daemon_secret: addresses.daemon_secret,
            certificate_client_id: addresses.certificate_client_id,
            other_issuer: addresses.other_issuer,
            control: addresses.control,
            input: process.stdin.take(),
            process,
            complaints,
        }
    }

    /// Changes switches of its behaviour; see `tests/provider/behaviour.mjs`.
    #[expect(clippy::needless_pass_by_value, reason = "reads better at the many places that say json!")]
    pub fn set(&self, switches: Value) {
        self.post("set", &switches);
    }

    /// What the next requests meet; see `tests/provider/faults.mjs`.
    #[expect(clippy::needless_pass_by_value, reason = "as above")]
    pub fn fail_next(&self, faults: Value) {
        self.set(json!({ "fail_next": faults }));
    }

    /// Answers as it should again.
    pub fn fail_no_more(&self) {
        self.fail_next(Value::Null);
    }

    /// As an administrator's “revoke sessions”.
    pub fn revoke(&self) {
        self.post("revoke", &json!({}));
    }

    /// A person enters that device code and signs in; `newest` is the one that was given out last.
    pub fn approve_device(&self, user_code: &str, username: &str) {
        self.post("device", &json!({ "approve": user_code, "as": username }));
    }

    /// A person enters that device code, or the `newest`, and cancels.
    pub fn decline_device(&self, user_code: &str) {
        self.post("device", &json!({ "decline": user_code }));
    }

    /// Assertions that are signed with this certificate's key are good from now on.
    pub fn register_certificate(&self, pem: &str) {
        self.post("certificate", &json!({ "pem": pem }));
    }

    /// Lets all of a kind end now: `codes`, `refresh_tokens` or `device_codes`.
    pub fn expire(&self, kind: &str) {
        self.post("expire", &json!({ "kind": kind }));
    }

    /// All requests so far, in their order.
    pub fn requests(&self) -> Vec<Request> {
        read_log(&format!("{}/requests", self.control))
    }

    /// The requests to one endpoint.
    pub fn requests_to(&self, endpoint: &str) -> Vec<Request> {
        read_log(&format!("{}/requests?endpoint={endpoint}", self.control))
    }

    /// The refresh requests.
    pub fn refreshes(&self) -> Vec<Request> {
        read_log(&format!("{}/requests?endpoint=token&grant_type=refresh_token", self.control))
    }

    /// What arrived at CDF.
    pub fn cdf_requests(&self) -> Vec<CdfRequest> {
        read_log(&format!("{}/control/requests", self.cdf))
    }

    /// Asks CDF who this token is of, and answers with the status and the reply.
    pub fn inspect(&self, token: &str) -> (u16, Value) {
        let address = format!("{}/api/v1/token/inspect", self.cdf);
        let reply = agent().get(address).header("authorization", format!("Bearer {token}")).call();
        let mut reply = reply.unwrap();
        let body = reply.body_mut().read_to_string().unwrap();
        (reply.status().as_u16(), serde_json::from_str(&body).unwrap())
    }

    fn post(&self, action: &str, body: &Value) {
        let reply = agent().post(format!("{}/{action}", self.control)).send(body.to_string());
        let mut reply = reply.unwrap();
        let text = reply.body_mut().read_to_string().unwrap();
        assert!(reply.status().is_success(), "{action} {body}: {text}");
    }
}

impl Drop for Provider {
    #[expect(clippy::print_stderr, reason = "what a failed test has to say")]
    fn drop(&mut self) {
        drop(self.input.take());
        let process = &mut self.process;
        wait::until("the end of the provider", || process.try_wait().unwrap());
        if thread::panicking() {
            eprintln!("the provider said:\n{}", self.complaints.all());
        }
    }
}

fn read_log<R: for<'de> Deserialize<'de>>(address: &str) -> Vec<R> {
    let body = agent().get(address).call().unwrap().body_mut().read_to_string().unwrap();
    serde_json::from_str::<Log<R>>(&body).unwrap().requests
}

/// Sends plain requests to this machine, and follows nothing by itself.
pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(wait::LIMIT))
        .build()
        .into()
}
