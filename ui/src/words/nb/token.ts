import { plural } from "./plural";

// Norwegian Bokmål of ../en/token.ts.
export const token = {
  menu: "Hva tokenet sier",
  title: "Hva tokenet sier",
  lead: "Lest på denne datamaskinen. Bare CDF, som det er for, kan si om det er ekte.",
  groups: {
    who: "Hvem",
    whom: "For hva",
    when: "Hvor lenge",
    may: "Rettigheter",
    rest: "Alt annet",
  },
  restCount: (n: number) => plural(n, "påstand til", "påstander til"),
  hide: "Skjul verdiene",
  hideText:
    "For et skjermbilde: det som er personlig eller organisasjonens, er utelatt nedenfor. Navnene på profilene blir stående.",
  hidden: "••••••",
  copyAll: "Kopier som JSON",
  copied: "Det tokenet sier",
  copy: (name: string) => `Kopier ${name}`,
  unreadable: {
    opaque: "Tokenene til denne leverandøren sier ikke noe selv: de er et navn på det leverandøren har.",
    encrypted: "Dette tokenet er kryptert: bare CDF kan lese det.",
  },
  remarks: {
    other_audience:
      "Det er for en annen adresse enn klyngen i profilen. CDF avviser det der: se etter klynge og omfang.",
    other_tenant: "Det er fra en annen tenant enn profilens.",
    application: "Det er tokenet til en applikasjon. Ingen person er logget inn med det.",
    groups_left_out:
      "Du er i flere grupper enn et token har plass til. CDF spør Entra om dem, om prosjektet er satt opp slik.",
  },
  why: {
    title: "Hvorfor ser jeg ikke et prosjekt?",
    label: "Navnet på prosjektet",
    hint: "Slik det står i Fusion-adressen, rett etter den første skråstreken.",
    ask: "Finn det ut",
    asking: "Spør CDF …",
    askAbout: (project: string) => `Spør om ${project}`,
    goTo: (profile: string) => `Gå til ${profile}`,
    letsIn: (project: string) => `${project} slipper deg inn`,
    letsInText: (kinds: number) =>
      `Du har rettigheter til ${plural(kinds, "slags ressurs", "slags ressurser")} der. Et verktøy som ikke viser det, bruker kanskje en annen klynge eller et eldre token: gi det tokenet fra denne profilen på nytt.`,
    noRights: (project: string) => `${project} slipper deg inn, men tillater ingenting`,
    noRightsText:
      "Du er i en gruppe der som ikke gir noen rettighet. Den som administrerer prosjektet, kan gi den de du trenger.",
    noGroup: (project: string) => `Du er ikke i noen gruppe i ${project}`,
    noGroupText:
      "Prosjektet kjenner organisasjonen din, men du er ikke med i noen av gruppene. Om du ble lagt til nå nettopp, logg inn på nytt: gruppene skrives i tokenet da.",
    meant: (project: string) => `Mener du ${project}?`,
    meantText: (project: string, host: string) =>
      `${project} er ikke blant prosjektene dine på ${host}, men ett med nesten det navnet er det.`,
    otherProfile: (profile: string, project: string) => `Profilen din «${profile}» er for ${project}`,
    otherProfileText: (host: string) => `Med denne profilen, på ${host}, er det ikke å se.`,
    notAmongYours: (project: string) => `${project} er ikke blant prosjektene dine`,
    notAmongYoursText: (host: string) =>
      `Det er på en annen klynge enn ${host}, eller hører til en annen organisasjon, eller du er ikke med i noen av gruppene. CDF sier ikke hvilket av dem. Den som ga deg navnet, kjenner klyngen; den som administrerer prosjektet, kan slippe deg inn.`,
  },
  letIn: {
    person: (project: string) => `Hei, i Cognite Data Fusion ser jeg ikke prosjektet ${project}.`,
    application: (project: string) =>
      `Hei, i Cognite Data Fusion ser applikasjonen nedenfor ikke prosjektet ${project}.`,
    personRights: (project: string) =>
      `Hei, i Cognite Data Fusion kommer jeg inn i prosjektet ${project}, men får ikke gjøre noe der.`,
    applicationRights: (project: string) =>
      `Hei, i Cognite Data Fusion kommer applikasjonen nedenfor inn i prosjektet ${project}, men får ikke gjøre noe der.`,
    helpsPerson:
      "Det som hjelper: en gruppe i prosjektet i CDF med en kilde-ID som er objekt-ID-en til en gruppe i Entra som kontoen min er med i.",
    helpsApplication:
      "Det som hjelper: en gruppe i prosjektet i CDF med en kilde-ID som er objekt-ID-en til en gruppe i Entra som tjenesteprinsipalen er med i.",
    helpsRights:
      "Det som hjelper: rettigheter (capabilities) i en gruppe i prosjektet som objekt-ID-en nedenfor er med i. Det som trengs der: [fylles ut, for eksempel timeSeries: READ]",
    project: "Prosjekt",
    cluster: "CDF-klynge",
    tenant: "Tenant-ID",
    client: "Klient-ID",
    account: "Konto",
    object: "Objekt-ID",
    groups: "Grupper i Entra som tokenet nevner",
    noGroups: "ingen",
    tooMany: "flere enn et token har plass til",
  },
  about: {
    name: "Kontoens navn",
    preferred_username: "Brukernavnet",
    upn: "Brukernavnet",
    unique_name: "Brukernavnet",
    email: "E-postadressen",
    oid: "Kontoens objekt-ID: det en administrator finner den ved",
    sub: "Kontoen, slik denne applikasjonen kjenner den",
    idtyp: "Om det er en person eller en applikasjon",
    tid: "Tenanten kontoen er logget inn i",
    iss: "Hvem som laget tokenet",
    aud: "Hvem det er for: CDF-klyngen",
    appid: "Applikasjonen som ba om det (klient-ID)",
    azp: "Applikasjonen som ba om det (klient-ID)",
    appidacr: "Hvordan applikasjonen beviste seg: 0 ikke, 1 med hemmelighet, 2 med sertifikat",
    azpacr: "Hvordan applikasjonen beviste seg: 0 ikke, 1 med hemmelighet, 2 med sertifikat",
    iat: "Laget",
    nbf: "Gjelder fra",
    exp: "Gjelder til",
    auth_time: "Siste innlogging i egen person",
    scp: "Det du lar applikasjonen gjøre for deg",
    roles: "Applikasjonens egne roller",
    groups: "Grupper i Entra: en gruppe i CDF som nevner en av disse, slipper deg inn",
    wids: "Administratorroller i Entra",
    amr: "Hvordan du logget inn: pwd er passord, mfa et bevis til",
    acr: "Hvor sterkt du logget inn",
    ver: "Formen på tokenet",
    ipaddr: "Adressen du logget inn fra",
  } as Record<string, string>,
};
