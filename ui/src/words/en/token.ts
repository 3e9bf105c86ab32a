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
  hideText:
    "For a screenshot: what is personal or your organisation’s is left out below. The names of profiles stay.",
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
  why: {
    title: "Why can’t I see a project?",
    label: "The project’s name",
    hint: "As it stands in the Fusion address, right after the first slash.",
    ask: "Find out",
    asking: "Asking CDF …",
    askAbout: (project: string) => `Ask about ${project}`,
    goTo: (profile: string) => `Go to ${profile}`,
    letsIn: (project: string) => `${project} lets you in`,
    letsInText: (kinds: number) =>
      `You have rights to ${plural(kinds, "kind")} of resource there. A tool that does not show it may use another cluster, or an older token: hand this profile’s token to it anew.`,
    noRights: (project: string) => `${project} lets you in, but allows nothing`,
    noRightsText:
      "You are in a group there that gives no right. Whoever administers the project can give it the ones you need.",
    noGroup: (project: string) => `You are in no group of ${project}`,
    noGroupText:
      "The project knows your organisation, but none of its groups has you in it. If you were added just now, sign in again: groups are written into the token then.",
    meant: (project: string) => `Do you mean ${project}?`,
    meantText: (project: string, host: string) =>
      `There is no ${project} among your projects on ${host}, but one of nearly that name.`,
    otherProfile: (profile: string, project: string) => `Your profile “${profile}” is for ${project}`,
    otherProfileText: (host: string) => `With this profile, on ${host}, it is not to be seen.`,
    notAmongYours: (project: string) => `${project} is not among your projects`,
    notAmongYoursText: (host: string) =>
      `It is on another cluster than ${host}, or belongs to another organisation, or no group of it has you in it. CDF does not tell which of these. Whoever gave you the name knows the cluster; whoever administers the project can let you in.`,
  },
  /** To whoever administers a project, about who cannot use it. */
  letIn: {
    person: (project: string) => `Hello, in Cognite Data Fusion I cannot see the project ${project}.`,
    application: (project: string) =>
      `Hello, in Cognite Data Fusion the application below cannot see the project ${project}.`,
    personRights: (project: string) =>
      `Hello, in Cognite Data Fusion I can enter the project ${project}, but may do nothing there.`,
    applicationRights: (project: string) =>
      `Hello, in Cognite Data Fusion the application below can enter the project ${project}, but may do nothing there.`,
    helpsPerson:
      "What helps: a group of the project in CDF whose source ID is the object ID of a group in Entra that my account is in.",
    helpsApplication:
      "What helps: a group of the project in CDF whose source ID is the object ID of a group in Entra that its service principal is in.",
    helpsRights:
      "What helps: capabilities in a group of the project that has the object ID below in it. Needed there: [to be filled in, for example timeSeries: READ]",
    project: "Project",
    cluster: "CDF cluster",
    tenant: "Tenant ID",
    client: "Client ID",
    account: "Account",
    object: "Object ID",
    groups: "Groups in Entra that the token names",
    noGroups: "none",
    tooMany: "more than a token has room for",
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
