// Errors in Entra's words. Texts: learn.microsoft.com/entra/identity-platform/reference-error-codes
import { randomUUID } from 'node:crypto';

const texts = {
  28000: 'Provided value for the input parameter scope is not valid because it contains more than one resource.',
  50011: "The redirect URI '{redirect_uri}' specified in the request does not match the redirect URIs configured for the application '{client_id}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.",
  50058: 'A silent sign-in request was sent but no user is signed in.',
  50076: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  50105: "Your administrator has configured the application '{client_id}' to block users unless they are specifically granted access to the application.",
  50173: 'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  50194: "Application '{client_id}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  53003: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  54005: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  65001: "The user or administrator has not consented to use the application with ID '{client_id}'. Send an interactive authorization request for this user and resource.",
  65004: 'User declined to consent to access the app.',
  70000: "The provided value for the input parameter '{grant}' is not valid.",
  70003: "The app returned an unsupported grant type '{grant_type}'.",
  70008: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  70011: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '{scope}' is not valid.",
  70016: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  70018: 'Invalid verification code due to user typing in wrong user code for device code flow.',
  70019: 'Verification code expired.',
  90002: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  90033: 'A transient error has occurred. Please try again.',
  500011: 'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  500112: "The reply address '{redirect_uri}' does not match the reply address provided when requesting Authorization code.",
  501481: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  650057: 'Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client\'s application registration.',
  700016: "Application with identifier '{client_id}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  700025: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  700082: 'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
  700023: 'Client assertion audience claim does not match Realm issuer.',
  700024: 'Client assertion is not within its valid time range.',
  700027: 'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - {reason}.]',
  1002012: "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
  7000215: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client_id}'.",
  7000218: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  7000222: "The provided client secret keys for app '{client_id}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  900144: "The request body must contain the following parameter: '{parameter}'.",
  900971: 'No reply address provided.',
  9002313: 'Invalid request. Request is malformed or invalid.',
  9002325: 'Proof Key for Code Exchange is required for this authorization code redemption.',
};

// What oidc-provider says (its error and the detail behind it), and what Entra says to the same request.
// The first line that fits counts; one without a detail catches the rest of its error.
const translations = [
  ['invalid_grant', 'device code not found', 70018, 'bad_verification_code'],
  ['invalid_grant', 'authorization code is expired', 70008],
  ['invalid_grant', 'already consumed', 54005],
  ['invalid_grant', 'code_verifier', 501481],
  ['invalid_grant', 'redirect_uri mismatch', 500112],
  ['invalid_grant', 'refresh token is expired', 700082],
  ['invalid_grant', '', 70000],
  ['invalid_request', 'missing required parameter', 900144],
  ['invalid_request', 'code_challenge', 9002325],
  ['invalid_request', 'PKCE', 9002325],
  ['invalid_request', 'no client authentication mechanism provided', 900144],
  ['invalid_request', 'grant type is not allowed', 7000218, 'invalid_client', 401],
  ['invalid_request', '', 9002313],
  ['invalid_client', 'invalid secret', 7000215, 'invalid_client', 401],
  ['invalid_client', 'client_secret expired', 7000222, 'invalid_client', 401],
  ['invalid_client', 'aud ', 700023],
  ['invalid_client', '(aud)', 700023],
  ['invalid_client', 'jwt ', 700024],
  ['invalid_client', 'expiration', 700024],
  ['invalid_client', 'no credential', 7000218],
  ['invalid_client', 'client not found', 700016, 'unauthorized_client', 400],
  ['invalid_client', 'does not match the registered', 700025],
  ['invalid_client', '', 700027],
  ['invalid_redirect_uri', '', 50011],
  ['invalid_scope', 'more than one resource', 28000],
  ['invalid_scope', '', 70011],
  ['invalid_target', '', 500011, 'invalid_resource'],
  ['unsupported_grant_type', '', 70003],
  ['login_required', '', 50058],
  ['account_selection_required', '', 50058, 'interaction_required'],
  ['consent_required', '', 65001],
  ['access_denied', '', 65004],
  ['authorization_pending', '', 70016],
  ['authorization_declined', '', 65004],
  ['slow_down', '', 70016],
  ['expired_token', '', 70019],
  ['server_error', '', 90033],
];

/** Entra's error, AADSTS number and status for an error that oidc-provider raised. */
export function translate({ error, detail = '' }) {
  const found = translations.find(([name, part]) => name === error && detail.includes(part));
  if (!found) return { error, aadsts: 9002313, status: undefined };
  const [, , aadsts, renamed = error, status] = found;
  return { error: renamed, aadsts, status };
}

const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? '');

/** One refusal, with the ids an administrator looks up. `facts` fill the text: client_id, tenant, scope and so on. */
export function refusal({ error, aadsts, description, suberror, claims }, facts = {}) {
  const trace_id = randomUUID();
  const correlation_id = facts.correlation_id ?? randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const text = description ?? `AADSTS${aadsts}: ${fill(texts[aadsts] ?? 'An error occurred.', facts)}`;
  return {
    error,
    error_description: `${text} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`,
    error_codes: [aadsts],
    timestamp,
    trace_id,
    correlation_id,
    ...(facts.authority ? { error_uri: `${facts.authority}/error?code=${aadsts}` } : undefined),
    ...(suberror ? { suberror } : undefined),
    ...(claims ? { claims } : undefined),
  };
}
