// The few pages a person sees, as plain forms that work without scripts.
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (char) => entities[char]);

const style = `
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f2f2f2;color:#1b1b1b;font:15px/1.4 system-ui,sans-serif}
main{box-sizing:border-box;width:min(440px,100vw);padding:44px;background:#fff;box-shadow:0 2px 6px rgba(0,0,0,.2)}
.brand{color:#5c5c5c;font-weight:600;margin:0 0 16px}
h1{font-size:24px;font-weight:600;margin:0 0 12px}
p{margin:0 0 16px}
.person{display:flex;gap:12px;align-items:center;width:100%;padding:12px;border:0;border-top:1px solid #ddd;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.person:hover,.person:focus{background:#eee}
.disc{flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:#0067b8;color:#fff}
.person small,.ids{color:#5c5c5c}
.end{display:flex;justify-content:end;gap:8px;margin-top:24px}
.end button{min-width:108px;min-height:32px;border:0;background:#ccc;color:#000;font:inherit;cursor:pointer}
.end .primary{background:#0067b8;color:#fff}
.ids{font-size:13px;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#f2f2f2}main{background:#2b2b2b}.person{border-color:#444}
.person:hover,.person:focus{background:#3a3a3a}.brand,.person small,.ids{color:#bbb}}`;

function page(title, content) {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${style}</style></head>
<body><main><p class="brand">North Example · demo directory</p>${content}</main></body></html>`;
}

const initials = (name) => name.split(' ').map((word) => word[0]).join('');

const personButton = (person, focus) => `<button class="person" name="person" value="${escape(person.username)}"${focus ? ' autofocus' : ''}>
<span class="disc" aria-hidden="true">${escape(initials(person.name))}</span>
<span>${escape(person.name)}<br><small>${escape(person.username)}</small></span></button>`;

const cancelButton = '<button name="cancel" value="yes">Cancel</button>';

export function pickAccount(people) {
  return page('Pick an account', `<h1>Pick an account</h1><form method="post">
${people.map((person, place) => personButton(person, place === 0)).join('\n')}
<div class="end">${cancelButton}</div></form>`);
}

const hidden = (name, value) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`;

export function askDeviceCode(problem = '') {
  return page('Enter code', `<h1>Enter code</h1><p>Enter the code displayed on your app or device.</p>
<p role="alert">${escape(problem)}</p><form method="post"><input name="user_code" aria-label="Code" autocomplete="off" autofocus>
<div class="end"><button class="primary">Next</button></div></form>`);
}

export function pickAccountForDevice(people, userCode) {
  return page('Pick an account', `<h1>Pick an account</h1><p>You’re signing in to CDF Sign-in on another device.</p>
<form method="post">${hidden('user_code', userCode)}
${people.map((person, place) => personButton(person, place === 0)).join('\n')}
<div class="end">${cancelButton}</div></form>`);
}

const deviceDone = (sentence) => page('CDF Sign-in', `<h1>CDF Sign-in</h1><p>${sentence}</p>`);
export const deviceSignedIn = () => deviceDone('You have signed in to the CDF Sign-in application on your device. You may now close this window.');
export const deviceDeclined = () => deviceDone('You did not sign in on your device. You may now close this window.');

export function askConsent(person, resource) {
  return page('Permissions requested', `<h1>Permissions requested</h1>
<p>${escape(person.username)}</p><p>CDF Sign-in wants to use ${escape(resource ?? 'your profile')} as you, and to keep that access.</p>
<form method="post"><div class="end">${cancelButton}<button class="primary" name="accept" value="yes" autofocus>Accept</button></div></form>`);
}

export const signedOut = () => page('Sign out', '<h1>You signed out of your account</h1><p>It’s a good idea to close all browser windows.</p>');

export function errorPage(description) {
  const [sentence, ids] = description.split(/ (?=Trace ID: )/);
  return page('Sign in to your account', `<h1>Sign in</h1><p>Sorry, but we’re having trouble signing you in.</p>
<p>${escape(sentence)}</p><p class="ids">${escape(ids)}</p>`);
}

/** response_mode=form_post: OAuth 2.0 Form Post Response Mode §2. */
export function formPost(action, members) {
  const inputs = Object.entries(members).map(([name, value]) => hidden(name, value));
  return `<!doctype html><html><head><title>Working...</title></head><body>
<form method="POST" name="hiddenform" action="${escape(action)}">
${inputs.join('\n')}
<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit"></noscript></form>
<script>document.forms[0].submit()</script></body></html>`;
}
