import { plural } from "./plural";

// Words about what a token says. The rules stand in index.ts, through which they are read.
export const token = {
  menu: "What the token says",
  title: "What the token says",
  lead: "Read on this computer. Only CDF, whom it is for, can tell whether it is genuine.",
  groups: {
    who: "Who",
    whom: "For what",
    when: "How long",
    may: "Rights",
    rest: "Everything else",
  },
  restCount: (n: number) => `${plural(n, "more claim")}`,
  hide: "Hide values",
  hideText: "For a screenshot: what is personal or your organisation's is not on this page then.",
  hidden: "••••••",
  copyAll: "Copy as JSON",
  copied: "What the token says",
  copy: (name: string) => `Copy ${name}`,
  unreadable: {
    opaque: "This provider's tokens say nothing by themselves: they are a name for what the provider keeps.",
    encrypted: "This token is encrypted: only CDF can read it.",
  },
  remarks: {
    other_audience:
      "It is for another address than this profile's cluster. CDF refuses it there: look at cluster and scopes.",
    other_tenant: "It is from another tenant than this profile's.",
    application: "It is an application's token. No person is signed in with it.",
    groups_left_out:
      "You are in more groups than a token has room for. CDF asks Entra for them, if the project is set up so.",
  },
  /** What a claim is, and why one would care. */
  about: {
    name: "The account's name",
    preferred_username: "The user name",
    upn: "The user name",
    unique_name: "The user name",
    email: "The e-mail address",
    oid: "The account's object ID: what an administrator finds it by",
    sub: "The account, as this application knows it",
    idtyp: "Whether a person or an application",
    tid: "The tenant that the account is signed in to",
    iss: "Who made the token",
    aud: "Whom it is for: the CDF cluster",
    appid: "The application that asked for it (client ID)",
    azp: "The application that asked for it (client ID)",
    appidacr: "How the application proved itself: 0 not, 1 by a secret, 2 by a certificate",
    azpacr: "How the application proved itself: 0 not, 1 by a secret, 2 by a certificate",
    iat: "Made",
    nbf: "Good from",
    exp: "Good until",
    auth_time: "The last sign-in in person",
    scp: "What you let the application do for you",
    roles: "The application's own roles",
    groups: "Groups in Entra: a group in CDF that names one of these lets you in",
    wids: "Administrator roles in Entra",
    amr: "How you signed in: pwd is a password, mfa a second proof",
    acr: "How strongly you signed in",
    ver: "The form of the token",
    ipaddr: "The address you signed in from",
  } as Record<string, string>,
};
