// What went wrong, as the engine's errors say it, in Norwegian: without a capital and an end, because one can stand in
// another.
export const problems: Record<string, string> = {
  "CDF refused (HTTP {status}): {message}": "CDF sa nei (HTTP {status}): {message}",
  "a newer version of this app made it": "en nyere versjon av denne appen har laget den",
  "a profile that signs in with {flow} has no secret":
    "en profil som logger inn med {flow}, har ingen hemmelighet",
  "a sign-in of this profile is under way": "en innlogging med denne profilen er i gang",
  "a web page{named} came back instead of the answer of {host}":
    "en nettside{named} kom i stedet for svaret fra {host}",
  "another program has been refreshing this profile for a minute":
    "et annet program har fornyet denne profilen i et minutt",
  "answers with HTTP {status} instead of opening the way":
    "svarer med HTTP {status} i stedet for å åpne veien",
  "cannot reach {host} (HTTP {status})": "når ikke {host} (HTTP {status})",
  "could not read {path}: {source}": "kunne ikke lese {path}: {source}",
  "does not let this computer through to {host} (HTTP {status})":
    "slipper ikke denne datamaskinen gjennom til {host} (HTTP {status})",
  "it broke the connection off": "den brøt forbindelsen",
  "it is damaged": "den er skadet",
  "it offers no version or method of TLS that is still safe":
    "den tilbyr ingen versjon eller metode av TLS som fortsatt er trygg",
  "it was sealed with another key than the one in the keyring":
    "den er forseglet med en annen nøkkel enn den i nøkkelringen",
  "its certificate is for {names}": "sertifikatet dens er for {names}",
  "its certificate is signed by nobody but itself (“{name}”)":
    "sertifikatet dens er ikke signert av andre enn seg selv («{name}»)",
  "its certificate was issued by “{issuer}”, which this computer does not trust":
    "sertifikatet dens er utstedt av «{issuer}», som denne datamaskinen ikke stoler på",
  "its certificate was revoked": "sertifikatet dens er trukket tilbake",
  "no browser could be opened: {reason}": "ingen nettleser kunne åpnes: {reason}",
  "no client secret is kept for this profile's application":
    "ingen klienthemmelighet er lagret for applikasjonen i profilen",
  "no connection to {peer}: {problem}": "ingen forbindelse til {peer}: {problem}",
  "no home folder was found for this account": "fant ingen hjemmemappe for denne kontoen",
  "no name server answers (DNS)": "ingen navnetjener svarer (DNS)",
  "no port is free for the token endpoint": "ingen port er ledig for tokenendepunktet",
  "nobody finished signing in within {limit} seconds": "ingen fullførte innloggingen innen {limit} sekunder",
  "nobody is signed in": "ingen er logget inn",
  "nothing of a profile was found in {what}": "fant ikke noe av en profil i {what}",
  "port {port} is taken: {reason}": "port {port} er opptatt: {reason}",
  "refuses the user name or the password": "avviser brukernavnet eller passordet",
  "the ID token does not read as one": "ID-tokenet kan ikke leses som et",
  "the ID token has expired; this machine's clock may be wrong":
    "ID-tokenet er utløpt; klokken på maskinen går kanskje feil",
  "the ID token is for another app (aud)": "ID-tokenet er for en annen app (aud)",
  "the ID token is from another issuer or tenant: {issuer}":
    "ID-tokenet er fra en annen utsteder eller tenant: {issuer}",
  "the ID token is of another sign-in (nonce)": "ID-tokenet er fra en annen innlogging (nonce)",
  "the answer (HTTP {status}) is not one of CDF's": "svaret (HTTP {status}) er ikke et av CDFs",
  "the answer is not TLS": "svaret er ikke TLS",
  "the answer of {host} broke off: {reason}": "svaret fra {host} ble brutt: {reason}",
  "the answer of {host} is larger than 1 MiB": "svaret fra {host} er større enn 1 MiB",
  "the answer that came through the browser is not from the profile's provider ({found})":
    "svaret som kom gjennom nettleseren, er ikke fra leverandøren i profilen ({found})",
  "the certificate in {path} ended on {ended}": "sertifikatet i {path} utløp {ended}",
  "the certificate in {path} is not valid before {begins}": "sertifikatet i {path} gjelder ikke før {begins}",
  "the code has expired before anybody entered it": "koden utløp før noen skrev den inn",
  "the connection was refused": "forbindelsen ble avvist",
  "the endpoint's secret cannot be kept: {reason}": "endepunktets hemmelighet kan ikke lagres: {reason}",
  "the folder {folder} belongs to another account": "mappen {folder} tilhører en annen konto",
  "the issuer {issuer} is no address that could be asked":
    "utstederen {issuer} er ingen adresse som kan spørres",
  "the key in {key} does not belong to the certificate in {certificate}":
    "nøkkelen i {key} hører ikke til sertifikatet i {certificate}",
  "the key in {path} is not an RSA key of 2048 bits or more, the kind that certificates for Entra have":
    "nøkkelen i {path} er ikke en RSA-nøkkel på 2048 biter eller mer, slik sertifikater for Entra har",
  "the lock file {path} could not be used: {message}": "låsefilen {path} kunne ikke brukes: {message}",
  "the password does not open {path}": "passordet åpner ikke {path}",
  "the provider at {asked} calls itself {found}": "leverandøren på {asked} kaller seg {found}",
  "the provider does not take PKCE with S256": "leverandøren tar ikke PKCE med S256",
  "the provider has no {what}": "leverandøren har ingen {what}",
  "the provider names no address to sign out at": "leverandøren oppgir ingen adresse å logge ut på",
  "the provider names no {name}": "leverandøren oppgir ingen {name}",
  "the provider sent no ID token": "leverandøren sendte ikke noe ID-token",
  "the provider's answer is not a token reply: {reason}":
    "svaret fra leverandøren er ikke et tokensvar: {reason}",
  "the provider's {name} is an address that no secret may be sent to":
    "leverandørens {name} er en adresse som ingen hemmelighet må sendes til",
  "the proxy {proxy} {problem}": "proxyen {proxy} {problem}",
  "the secure connection to {peer} could not be made: {problem}":
    "den sikre forbindelsen til {peer} kunne ikke lages: {problem}",
  "the sign-in was cancelled": "innloggingen ble avbrutt",
  "the socket {path} could not be made: {message}": "socketen {path} kunne ikke lages: {message}",
  "the stored sign-in in {path} does not open: {reason}":
    "den lagrede innloggingen i {path} lar seg ikke åpne: {reason}",
  "the system's keyring failed ({reason})": "systemets nøkkelring sviktet ({reason})",
  "the system's keyring is locked": "systemets nøkkelring er låst",
  "the token endpoint cannot listen on {address}: {reason}":
    "tokenendepunktet kan ikke lytte på {address}: {reason}",
  "the token endpoint of “{profile}” is off": "tokenendepunktet til «{profile}» er av",
  "the token endpoint's port {port} is taken: {reason}":
    "porten til tokenendepunktet, {port}, er opptatt: {reason}",
  "the token has expired or does not last as long as asked":
    "tokenet er utløpt eller varer ikke så lenge som ønsket",
  "the token has expired, and the provider gave none to renew it with":
    "tokenet er utløpt, og leverandøren ga ingenting å fornye det med",
  "there are {count} profiles and none is the default": "det er {count} profiler, og ingen er standard",
  "there is a profile named “{name}” already": "det finnes alt en profil som heter «{name}»",
  "there is more than 1 MiB in {path}": "det er mer enn 1 MiB i {path}",
  "there is no format named “{name}”": "det finnes ikke noe format som heter «{name}»",
  "there is no profile named “{name}”": "det finnes ingen profil som heter «{name}»",
  "there is no profile yet": "det finnes ingen profil ennå",
  "there is no route to it from here": "det går ingen vei dit herfra",
  "there is no snippet named “{name}”": "det finnes ikke noe kodeutdrag som heter «{name}»",
  "there is no such name (DNS)": "det finnes ikke noe slikt navn (DNS)",
  "there is no system keyring here ({reason})": "det er ingen nøkkelring her ({reason})",
  "there is nothing to undo in {path}": "det er ingenting å angre i {path}",
  "this computer has no root certificates to trust":
    "denne datamaskinen har ingen rotsertifikater å stole på",
  "this computer's own rules forbid it": "reglene på denne datamaskinen forbyr det",
  "this is neither a file nor a folder: {path}": "dette er verken en fil eller en mappe: {path}",
  "this profile signs in with {own}, so it cannot with {other}":
    "denne profilen logger inn med {own}, og kan ikke med {other}",
  "wants a sign-in of a kind this app cannot do ({kind})": "vil ha en innlogging appen ikke kan ({kind})",
  "wants a user name and password": "vil ha brukernavn og passord",
  "what {address} answers is no provider's description: {reason}":
    "svaret fra {address} er ingen beskrivelse av en leverandør: {reason}",
  "{address} does not tell a provider's endpoints (HTTP {status})":
    "{address} oppgir ikke endepunktene til en leverandør (HTTP {status})",
  "{address} sends on to another address, where a provider has to answer itself":
    "{address} sender videre til en annen adresse, der en leverandør må svare selv",
  "{host} is busy or out of order (HTTP {status})": "{host} er opptatt eller ute av drift (HTTP {status})",
  "{path} could not be read: {reason}": "{path} kunne ikke leses: {reason}",
  "{path} could not be used: {message}": "{path} kunne ikke brukes: {message}",
  "{path} could not be written: {reason}": "{path} kunne ikke skrives: {reason}",
  "{path} has a mistake in line {line}, column {column}: {message}":
    "{path} har en feil i linje {line}, kolonne {column}: {message}",
  "{path} holds no {what}": "{path} har ingen {what}",
  "{path} is a file of the profile “{profile}”": "{path} er en fil til profilen «{profile}»",
  "{path} is gone: it was deleted or moved": "{path} er borte: den er slettet eller flyttet",
  "{path} is in the way: it is no socket": "{path} er i veien: det er ingen socket",
  "{path} is not a {what} that can be read: {reason}": "{path} er ingen {what} som kan leses: {reason}",
  "{path} is there already, and was not written by this app":
    "{path} finnes alt, og er ikke skrevet av denne appen",
  "{path} needs a password": "{path} trenger et passord",
  "{path} was changed by somebody else since the app wrote it":
    "{path} er endret av noen andre siden appen skrev den",
  "{path} was not written: {reason}": "{path} ble ikke skrevet: {reason}",
  "{path} was written by a newer version of this app (file version {version})":
    "{path} er skrevet av en nyere versjon av appen (filversjon {version})",
  "{peer} could not be found: {problem}": "fant ikke {peer}: {problem}",
  "{host} cannot be reached": "{host} kan ikke nås",
  "“{name}” is not complete: {what}": "«{name}» er ikke fullstendig: {what}",
};
