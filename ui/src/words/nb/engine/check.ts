// What a check finds, in Norwegian (src-tauri/engine/src/check). A gap's name says what stands there.
export const check: Record<string, string> = {
  "{first} and {more} more": "{first} og {more} til",
  "Set this machine's clock, or have it set by the network (time synchronisation).":
    "Still klokken på maskinen, eller la nettet stille den (tidssynkronisering).",
  "The clock is right": "Klokken går riktig",
  "It agrees with the provider's to the second.": "Den stemmer med leverandørens på sekundet.",
  "It is {by} the provider's. Sign-ins and tokens are refused with a clock that far off.":
    "Den går {by} leverandørens. Innlogginger og token avvises med en klokke som går så feil.",
  "It is {by} the provider's. From {limit} on, sign-ins fail.":
    "Den går {by} leverandørens. Fra {limit} av går innlogginger galt.",
  "It is {by} the provider's.": "Den går {by} leverandørens.",
  "They hold the token of now.": "De har tokenet som gjelder nå.",
  "Write {file} again, as {format}.": "Skriv {file} på nytt, som {format}.",
  "Choose another place for {file}, or take it out of the profile.":
    "Velg et annet sted for {file}, eller ta den ut av profilen.",
  "Take {file} out of the profile, or name a known format.":
    "Ta {file} ut av profilen, eller oppgi et kjent format.",
  "The network settings cannot be used": "Nettinnstillingene kan ikke brukes",
  "{host} cannot be reached": "{host} kan ikke nås",
  "It is reached {way}.": "Den nås {way}.",
  "{host} answers": "{host} svarer",
  "A proxy reads your encrypted traffic": "En proxy leser den krypterte trafikken din",
  "{host} is vouched for privately": "{host} har et privat sertifikat",
  "The certificate of {host} is signed by “{root}”, which is no public authority. This app trusts it because {because}. Python and Node may not.":
    "Sertifikatet til {host} er signert av «{root}», som ikke er en offentlig utsteder. Appen stoler på det fordi {because}. Python og Node gjør det kanskje ikke.",
  "your system does": "systemet ditt gjør det",
  "a file with that root": "en fil med det rotsertifikatet",
  "For Python, set REQUESTS_CA_BUNDLE and SSL_CERT_FILE to {file}; for Node, NODE_EXTRA_CA_CERTS.":
    "For Python, sett REQUESTS_CA_BUNDLE og SSL_CERT_FILE til {file}; for Node, NODE_EXTRA_CA_CERTS.",
  "The profile is complete": "Profilen er fullstendig",
  "{project} on {host}.": "{project} på {host}.",
  "The tenant is left to the account": "Tenanten er overlatt til kontoen",
  "With “{tenant}” you sign in at your own organisation. A project of another one, where you are a guest, refuses that.":
    "Med «{tenant}» logger du inn hos din egen organisasjon. Et prosjekt hos en annen, der du er gjest, avviser det.",
  "The tenant is for private accounts": "Tenanten er for private kontoer",
  "With “consumers” only private Microsoft accounts sign in.":
    "Med «consumers» logger bare private Microsoft-kontoer inn.",
  "Put the tenant ID of the organisation that has the project into tenant_id.":
    "Sett tenant-ID-en til organisasjonen som har prosjektet, i tenant_id.",
  "The cluster may be misspelt": "Klyngen kan være feilstavet",
  "“{cluster}” is not a cluster this app knows, but nearly {meant}.":
    "«{cluster}» er ikke en klynge appen kjenner, men nesten {meant}.",
  "If you mean {meant}, change cluster in the profile.": "Mener du {meant}, endre klyngen i profilen.",
  "The scopes are for another cluster": "Omfangene er for en annen klynge",
  "The profile asks for {other}, and its cluster is {cluster}.":
    "Profilen ber om {other}, og klyngen er {cluster}.",
  "Take scopes out of the profile, or change it to {wanted}":
    "Ta scopes ut av profilen, eller endre dem til {wanted}",
  "CDF answers at {host}": "CDF svarer på {host}",
  "{host} does not answer as CDF does": "{host} svarer ikke slik CDF gjør",
  "Check the cluster's name.": "Se etter navnet på klyngen.",
  "Asked without a token it answers with {answer}, where CDF says that it wants one.":
    "Spurt uten token svarer den med {answer}, der CDF sier at den vil ha et.",
  "Check {field} in the profile.": "Se etter {field} i profilen.",
  "A proxy, or a network's own sign-in page, may have answered instead: open that address in your browser.":
    "En proxy, eller nettets egen innloggingsside, kan ha svart i stedet: åpne den adressen i nettleseren.",
  "{project} lets you in, but allows nothing": "{project} slipper deg inn, men tillater ingenting",
  "{project} lets you in": "{project} slipper deg inn",
  "Your administrator: give a group of {project} the access you need.":
    "Administratoren din: gi en gruppe i {project} tilgangen du trenger.",
  "You are in no group of {project}": "Du er ikke i noen gruppe i {project}",
  "The project knows your organisation, but none of its groups has you in it.":
    "Prosjektet kjenner organisasjonen din, men ingen av gruppene har deg med.",
  "Your administrator: in Entra, add the account (or the application) to a group that a group of {project} in CDF is linked to (its source ID).":
    "Administratoren din: i Entra, legg kontoen (eller applikasjonen) til en gruppe som en gruppe i {project} i CDF er koblet til (source ID).",
  "If you were added just now: sign in again. Groups are written into the token when you sign in.":
    "Ble du lagt til nå nettopp: logg inn igjen. Gruppene skrives i tokenet når du logger inn.",
  "You are in no project on {cluster}": "Du er ikke i noe prosjekt på {cluster}",
  "CDF takes the token, but names no project for it.":
    "CDF godtar tokenet, men nevner ikke noe prosjekt for det.",
  "Check the cluster: {project} may be on another one.": "Se etter klyngen: {project} kan være på en annen.",
  "Your administrator: add the account to a group of {project}.":
    "Administratoren din: legg kontoen til en gruppe i {project}.",
  "{project} is not among your projects": "{project} er ikke blant prosjektene dine",
  "Do you mean {meant}? Change project in the profile.": "Mener du {meant}? Endre prosjektet i profilen.",
  "Check project and cluster in the profile.": "Se etter prosjekt og klynge i profilen.",
  "Check tenant_id: the project has to trust the tenant that the application is registered in.":
    "Se etter tenant_id: prosjektet må stole på tenanten applikasjonen er registrert i.",
  "If you are a guest of the organisation that has the project, put its tenant ID in place of “{tenant}”: with that you are signed in at your own.":
    "Er du gjest hos organisasjonen som har prosjektet, sett tenant-ID-en deres inn for «{tenant}»: med den logges du inn hos din egen.",
  "If another organisation has the project and you are its guest, put that organisation's tenant ID into tenant_id.":
    "Har en annen organisasjon prosjektet og du er gjest der, sett tenant-ID-en deres i tenant_id.",
  "What the token may do is too much to read": "Det tokenet får lov til, er for mye å lese",
  "CDF accepts the token, and its list of rights is longer than 1 MiB.":
    "CDF godtar tokenet, og listen over rettigheter er lengre enn 1 MiB.",
  "CDF did not answer about the token": "CDF svarte ikke om tokenet",
  "CDF does not accept the token": "CDF godtar ikke tokenet",
  "It says: {message}.": "Den sier: {message}.",
  "CDF refuses to say what the token may do": "CDF vil ikke si hva tokenet får lov til",
  "It says (HTTP {status}): {message}.": "Den sier (HTTP {status}): {message}.",
  "Show the request id to your administrator, or to Cognite's support.":
    "Vis request id til administratoren din, eller til Cognites brukerstøtte.",
  "CDF's answer about the token is not one of CDF's": "Svaret om tokenet er ikke et av CDFs",
  "HTTP {status}, in a form that this app does not know.": "HTTP {status}, i en form appen ikke kjenner.",
  "Check cluster and base_url in the profile; a proxy may have answered instead.":
    "Se etter klyngen og base_url i profilen; en proxy kan ha svart i stedet.",
  "The token is for {audience}, and this cluster is {host}: check cluster and scopes in the profile.":
    "Tokenet er for {audience}, og denne klyngen er {host}: se etter klynge og omfang i profilen.",
  "Check the cluster: no project on {cluster} may know your organisation.":
    "Se etter klyngen: kanskje kjenner ingen prosjekter på {cluster} organisasjonen din.",
  "Your administrator: check that the project in CDF names this tenant as its identity provider.":
    "Administratoren din: se etter at prosjektet i CDF har denne tenanten som identitetsleverandør.",
  "Somebody else answers in the provider's place": "Noen andre svarer i leverandørens sted",
  "The provider does not describe itself": "Leverandøren beskriver ikke seg selv",
  "The answer to {address} (HTTP {status}) does not describe a provider.":
    "Svaret fra {address} (HTTP {status}) beskriver ikke en leverandør.",
  "Check authority and tenant_id in the profile.": "Se etter authority og tenant_id i profilen.",
  "The provider cannot be used": "Leverandøren kan ikke brukes",
  "The issuer is not a web address": "Utstederen er ikke en nettadresse",
  "Change issuer in the profile.": "Endre utstederen i profilen.",
  "The provider does not know {tenant}": "Leverandøren kjenner ikke {tenant}",
  "The provider calls itself something else": "Leverandøren kaller seg noe annet",
  "It says that it is {issuer}. Its tokens would be refused.":
    "Den sier at den er {issuer}. Tokenene ville bli avvist.",
  "Check issuer, or authority and tenant_id, in the profile.":
    "Se etter utstederen, eller authority og tenant_id, i profilen.",
  "The provider names other addresses": "Leverandøren oppgir andre adresser",
  "It says that its address is {other}; the profile leads elsewhere.":
    "Den sier at adressen er {other}; profilen fører et annet sted.",
  "Check authority in the profile, or authorize_url and token_url.":
    "Se etter authority i profilen, eller authorize_url og token_url.",
  "The provider does not offer PKCE with S256": "Leverandøren tilbyr ikke PKCE med S256",
  "This app always uses it: a sign-in may be refused.":
    "Appen bruker det alltid: en innlogging kan bli avvist.",
  "Ask your administrator whether this is the right provider.":
    "Spør administratoren din om dette er den rette leverandøren.",
  "The provider is as expected": "Leverandøren er som ventet",
  "The provider knows accounts of any tenant": "Leverandøren kjenner kontoer fra alle tenanter",
  "The tenant {tenant} exists": "Tenanten {tenant} finnes",
  "Port {port} is free": "Port {port} er ledig",
  "Port {port} waits for your browser": "Port {port} venter på nettleseren din",
  "Port {port} is taken": "Port {port} er opptatt",
  "Your browser has to bring its answer to port {port}, but another program has it: {reason}.":
    "Nettleseren må komme med svaret til port {port}, men et annet program har den: {reason}.",
  "End the program that has it.": "Avslutt programmet som har den.",
  "Or take fixed_port out of the profile, if the provider takes any port as Entra does.":
    "Eller ta fixed_port ut av profilen, om leverandøren tar alle porter slik Entra gjør.",
  "Another program has it ({reason}). A sign-in takes another free port, which Entra allows.":
    "Et annet program har den ({reason}). En innlogging tar en annen ledig port; det tillater Entra.",
  "{what} was not checked": "{what} er ikke sjekket",
  "It could not be checked because {because}.": "Det kunne ikke sjekkes fordi {because}.",
  "Your administrator: {step}": "Administratoren din: {step}",
  "Everything is fine.": "Alt er i orden.",
  "One thing is worth knowing": "Én ting er verdt å vite",
  "Nothing stands in the way": "Ingenting står i veien",
  "{name} is signed in": "{name} er logget inn",
  "The application is signed in": "Applikasjonen er logget inn",
  "There is a token": "Det finnes et token",
  "The application is not signed in": "Applikasjonen er ikke logget inn",
  "Nobody is signed in to {profile}": "Ingen er logget inn i {profile}",
  "You have to sign in to {profile} again": "Du må logge inn i {profile} igjen",
  "The token could not be renewed now": "Tokenet kunne ikke fornyes nå",
  "There is no token": "Det finnes ikke noe token",
  "The system's keyring is locked": "Systemets nøkkelring er låst",
  "There is no system keyring here": "Det finnes ingen nøkkelring her",
  "The key's file does not work": "Nøkkelfilen virker ikke",
  "The system's keyring does not work": "Systemets nøkkelring virker ikke",
  "The vault does not give back what was put into it": "Hvelvet gir ikke tilbake det som ble lagt i det",
  "The vault's folder cannot be written to": "Det går ikke an å skrive i hvelvets mappe",
  "The system's keyring opens": "Systemets nøkkelring åpner seg",
  "Sign-ins are sealed in files; their key is in the keyring.":
    "Innlogginger er forseglet i filer; nøkkelen er i nøkkelringen.",
  "The vault opens": "Hvelvet åpner seg",
  "The key to the sign-ins is in a file, not in the keyring (CDF_SIGNIN_VAULT=file).":
    "Nøkkelen til innloggingene er i en fil, ikke i nøkkelringen (CDF_SIGNIN_VAULT=file).",
  "Sign-ins end with the program": "Innlogginger varer så lenge programmet kjører",
  "Nothing is kept (CDF_SIGNIN_VAULT=memory).": "Ingenting lagres (CDF_SIGNIN_VAULT=memory).",
  "To keep sign-ins, unset CDF_SIGNIN_VAULT, or set it to file.":
    "For å lagre innlogginger, fjern CDF_SIGNIN_VAULT, eller sett den til file.",
};
