//! A form posted to one of the provider's endpoints, for the grants that are not `oauth2`'s own: its polling for a
//! device code hides whether the network is away, and its clock cannot be paused.

use oauth2::HttpRequest;
use oauth2::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use oauth2::http::{HeaderValue, Method, Uri};
use oauth2::url::Url;
use oauth2::url::form_urlencoded::Serializer;
use serde::de::DeserializeOwned;

use super::reply::ProviderReply;
use super::token_endpoint::TokenError;
use crate::http::Http;

/// Posts the fields, and reads the answer: an `R`, or a refusal in OAuth's shape.
pub(super) async fn post<R: DeserializeOwned>(
    http: &Http,
    address: &Url,
    fields: &[(&str, &str)],
    authorization: Option<HeaderValue>,
) -> Result<R, TokenError> {
    let mut request = HttpRequest::new(Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Uri::try_from(address.as_str()).unwrap_or_else(|_| unreachable!("a checked address"));
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(CONTENT_TYPE, form);
    if let Some(mut authorization) = authorization {
        authorization.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, authorization);
    }
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
    let answer = http.send(request).await?;
    // Some providers refuse with status 200; whatever the status, an answer with an `error` is a refusal.
    if let Ok(reply) = serde_json::from_slice::<ProviderReply>(answer.body()) {
        return Err(TokenError::Refused(Box::new(reply.cleaned())));
    }
    if !answer.status().is_success() {
        let status = answer.status().as_u16();
        return Err(TokenError::Malformed(format!("it has the status {status} and names no error")));
    }
    serde_json::from_slice(answer.body())
        .map_err(|error| TokenError::Malformed(format!("it does not read as one (line {})", error.line())))
}
