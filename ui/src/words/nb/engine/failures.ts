// What the engine says of failures in Norwegian (src-tauri/engine/src/failure): what to do about each.
export const failures: Record<string, string> = {
  "Check the path, and that the file is yours to read.":
    "Se etter at stien er riktig, og at du får lese filen.",
  "Name a file or a folder.": "Oppgi en fil eller en mappe.",
  "Name the file with the settings alone.": "Oppgi filen med bare innstillingene.",
  "Name a text file in UTF-8; an editor can save it as that.":
    "Oppgi en tekstfil i UTF-8; et tekstprogram kan lagre den slik.",
  "Mend that line in a text editor, then try again.": "Rett den linjen i et tekstprogram, og prøv igjen.",
  "It can be a Toolkit .env, COGNITE_ variables, a configuration of the Python SDK, of an extractor or of pygen, an exported profile, or a Fusion address.":
    "Det kan være en .env for Toolkit, COGNITE_-variabler, et oppsett for Python-SDK-en, en ekstraktor eller pygen, en eksportert profil, eller en Fusion-adresse.",
  "The app failed: {what}.": "Appen sviktet: {what}.",
  "This is a defect. Report it with what you were doing.":
    "Dette er en feil i appen. Meld fra, med det du holdt på med.",
  "Try again in a while.": "Prøv igjen om en stund.",
  "Open any web page in your browser: the network may want a sign-in or your consent first, or may block this address.":
    "Åpne en nettside i nettleseren: nettet vil kanskje at du logger inn eller samtykker først, eller sperrer denne adressen.",
  "Check the connection and the proxy, then try again.": "Se etter forbindelsen og proxyen, og prøv igjen.",
  "{hint} Nothing is lost.": "{hint} Ingenting er tapt.",
  "Change it; for example {example}": "Endre den; for eksempel {example}",
  "Change it, or take it out.": "Endre den, eller ta den ut.",
  "Mend it in a text editor. The file stays as it is until then.":
    "Rett den i et tekstprogram. Filen blir som den er til da.",
  "Check the proxy's address. Its name may be known only inside your organisation's network or VPN.":
    "Se etter proxyens adresse. Navnet er kanskje kjent bare i organisasjonens nett eller VPN.",
  "Check the address in the profile. If it is right, its name may be known only inside a VPN, or a proxy has to be set.":
    "Se etter adressen i profilen. Er den riktig, er navnet kanskje kjent bare i et VPN, eller en proxy må settes.",
  "This computer seems to be offline. Check the connection and the VPN, then try again.":
    "Datamaskinen ser ut til å være frakoblet. Se etter forbindelsen og VPN-et, og prøv igjen.",
  "Check the proxy's host and port, and whether it is running.":
    "Se etter proxyens vert og port, og om den kjører.",
  "Check the address in the profile. A firewall may refuse the way; then a proxy has to be set.":
    "Se etter adressen i profilen. En brannmur kan stenge veien; da må en proxy settes.",
  "This computer seems to be offline, or its VPN is. Connect, then try again.":
    "Datamaskinen eller VPN-et ser ut til å være frakoblet. Koble til, og prøv igjen.",
  "Allow this app in the firewall of this computer.": "Tillat denne appen i brannmuren på datamaskinen.",
  "Set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, or the user in profiles.toml and CDF_SIGNIN_PROXY_PASSWORD.":
    "Sett HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, eller brukeren i profiles.toml og CDF_SIGNIN_PROXY_PASSWORD.",
  "Check both, and that letters other than A–Z, a–z and 0–9 are written as %23 and the like.":
    "Se etter begge, og at andre tegn enn A–Z, a–z og 0–9 er skrevet som %23 og lignende.",
  "A local helper that signs in to it for you (such as px or cntlm) can stand in between: set that as the proxy.":
    "Et lokalt hjelpeprogram som logger inn for deg (slik som px eller cntlm), kan stå imellom: sett det som proxy.",
  "Ask your network's administrators to allow that host.":
    "Be de som styrer nettet, om å tillate den verten.",
  "Check the address in the profile; if it is right, try again in a while.":
    "Se etter adressen i profilen; er den riktig, prøv igjen om en stund.",
  "Check that the address is that of a proxy for HTTP.": "Se etter at adressen er til en proxy for HTTP.",
  "Your network seems to inspect secure traffic. Give the app that root certificate: as ca_file under [network] in profiles.toml, in CDF_SIGNIN_CA_FILE, or in the system's trust store.":
    "Nettet ditt ser ut til å granske sikker trafikk. Gi appen rotsertifikatet: som ca_file under [network] i profiles.toml, i CDF_SIGNIN_CA_FILE, eller i systemets lager.",
  "Check the address. If the server is one of yours, name its certificate as ca_file under [network] in profiles.toml or in CDF_SIGNIN_CA_FILE.":
    "Se etter adressen. Er tjeneren en av deres egne, oppgi sertifikatet som ca_file under [network] i profiles.toml eller i CDF_SIGNIN_CA_FILE.",
  "Check the date and time of this computer. If they are right, tell whoever runs the server or inspects the traffic.":
    "Se etter dato og klokkeslett på datamaskinen. Er de riktige, si fra til dem som driver tjeneren eller gransker trafikken.",
  "Check the address in the profile. In a guest network, open any web page in your browser first.":
    "Se etter adressen i profilen. I et gjestenett, åpne først en nettside i nettleseren.",
  "Do not go on: tell whoever runs the server.": "Ikke gå videre: si fra til dem som driver tjeneren.",
  "Check the address and its port; a network's sign-in page or a proxy may answer instead.":
    "Se etter adressen og porten; nettets innloggingsside eller en proxy kan svare i stedet.",
  "Tell whoever runs the server, or inspects the traffic: TLS 1.2 or later is needed.":
    "Si fra til dem som driver tjeneren eller gransker trafikken: TLS 1.2 eller nyere trengs.",
  "A firewall or a proxy may stop it. Check whether a proxy has to be set.":
    "En brannmur eller en proxy kan stanse det. Se etter om en proxy må settes.",
  "Install them (on Debian and Ubuntu the package ca-certificates), or name a CA file.":
    "Installer dem (pakken ca-certificates på Debian og Ubuntu), eller oppgi en CA-fil.",
  "Check the proxy's host and port, and the VPN.": "Se etter proxyens vert og port, og VPN-et.",
  "A firewall may swallow the way: check the VPN, and whether a proxy has to be set.":
    "En brannmur kan svelge forespørselen: se etter VPN-et, og om en proxy må settes.",
  "The proxy is slow, or waits for the server. Try again in a while.":
    "Proxyen er treg, eller venter på tjeneren. Prøv igjen om en stund.",
  "A firewall may hold secure connections up: check whether a proxy has to be set.":
    "En brannmur kan holde sikre forbindelser igjen: se etter om en proxy må settes.",
  "Mend that line in a text editor. The file stays as it is until then.":
    "Rett den linjen i et tekstprogram. Filen blir som den er til da.",
  "Update this app. The file stays as it is.": "Oppdater denne appen. Filen blir som den er.",
  "Check that the file and its folder are yours to read and write.":
    "Se etter at du får lese og skrive filen og mappen.",
  "Name one of the profiles there are.": "Oppgi en av profilene som finnes.",
  "Choose another name, or edit that profile.": "Velg et annet navn, eller rediger den profilen.",
  "Add one.": "Legg til en.",
  "Name one, or choose a default.": "Oppgi en, eller velg en standard.",
  "Change {named} in the profile.": "Endre {named} i profilen.",
  "Change {named} in the profile; for example {example}": "Endre {named} i profilen; for eksempel {example}",
  "Unlock it (answer its prompt, or log in to the desktop), then try again. On a machine without a desktop, set CDF_SIGNIN_VAULT=file. Nothing was deleted.":
    "Lås den opp (svar på spørsmålet, eller logg inn på skrivebordet), og prøv igjen. På en maskin uten skrivebord, sett CDF_SIGNIN_VAULT=file. Ingenting er slettet.",
  "Start a keyring (for example gnome-keyring), or keep the key in a file with CDF_SIGNIN_VAULT=file. Nothing was deleted.":
    "Start en nøkkelring (for eksempel gnome-keyring), eller ha nøkkelen i en fil med CDF_SIGNIN_VAULT=file. Ingenting er slettet.",
  "Try again, or restart the keyring. Nothing was deleted.":
    "Prøv igjen, eller start nøkkelringen på nytt. Ingenting er slettet.",
  "Update this app. Nothing was deleted.": "Oppdater denne appen. Ingenting er slettet.",
  "Sign in again; the unreadable file is set aside, not deleted.":
    "Logg inn igjen; den uleselige filen er lagt til side, ikke slettet.",
  "Check that the folder is yours to read and write, and that the disk is not full.":
    "Se etter at du får lese og skrive i mappen, og at disken ikke er full.",
  "Let it be renewed, or sign in again.": "La det fornyes, eller logg inn igjen.",
  "Sign in, and give the client secret.": "Logg inn, og oppgi klienthemmeligheten.",
  "Choose client-secret or client-certificate as its flow first.":
    "Velg client-secret eller client-certificate som flow først.",
  "Sign in.": "Logg inn.",
  "Try again; if it stays, ask your administrator.":
    "Prøv igjen; blir det stående, spør administratoren din.",
  "Check the profile's addresses; a proxy or a sign-in page in between may have answered instead.":
    "Se etter adressene i profilen; en proxy eller en innloggingsside imellom kan ha svart i stedet.",
  "Try again, or end that program.": "Prøv igjen, eller avslutt det programmet.",
  "Check that the folder is yours to read and write.": "Se etter at du får lese og skrive i mappen.",
  "Sign out at the provider's own pages in your browser.":
    "Logg ut på leverandørens egne sider i nettleseren.",
  "Check the path in the profile, and that the file is yours to read.":
    "Se etter stien i profilen, og at du får lese filen.",
  "Choose another file, or ask whoever made it for a PEM or PKCS#12 file.":
    "Velg en annen fil, eller be den som laget den, om en PEM- eller PKCS#12-fil.",
  "Make a certificate with an RSA key, and have it registered.":
    "Lag et sertifikat med en RSA-nøkkel, og få det registrert.",
  "Sign in, and give the file's password.": "Logg inn, og oppgi passordet til filen.",
  "Give the file's password once more.": "Oppgi passordet til filen én gang til.",
  "Choose the key that the certificate was made with.": "Velg nøkkelen sertifikatet ble laget med.",
  "Make a new certificate, and have your administrator register it.":
    "Lag et nytt sertifikat, og få administratoren din til å registrere det.",
  "Wait until then, or set this machine's clock.": "Vent til da, eller still klokken på maskinen.",
  "End the program that has it, or take “fixed_port” or the port out of the profile.":
    "Avslutt programmet som har den, eller ta «fixed_port» eller porten ut av profilen.",
  "Set this machine's clock, then sign in again.": "Still klokken på maskinen, og logg inn igjen.",
  "Sign in with an account of the profile's tenant, or change the tenant ID.":
    "Logg inn med en konto i profilens tenant, eller endre tenant-ID-en.",
  "Sign in again. If it stays, report it: the answer was not meant for this sign-in.":
    "Logg inn igjen. Blir det stående, meld fra: svaret var ikke ment for denne innloggingen.",
  "Choose another way to sign in for this profile.": "Velg en annen innloggingsmåte for denne profilen.",
  "Sign in again for a new code. If the page refused it, your organisation may block device codes: sign in with the browser.":
    "Logg inn igjen for en ny kode. Avviste siden den, sperrer organisasjonen din kanskje enhetskoder: logg inn med nettleseren.",
  "Sign in the profile's own way, or change its flow.":
    "Logg inn på profilens egen måte, eller endre hvordan den logger inn.",
  "Nothing of it was used. Sign in again; if it stays, show this to your administrator: somebody may be mixing up providers.":
    "Ingenting av det ble brukt. Logg inn igjen; blir det stående, vis dette til administratoren din: noen kan blande sammen leverandører.",
  "Sign in again whenever you want.": "Logg inn igjen når du vil.",
  "Sign in again. If no page appears, open the address that the app shows.":
    "Logg inn igjen. Kommer det ingen side, åpne adressen appen viser.",
  "Finish it in your browser, or cancel it.": "Fullfør den i nettleseren, eller avbryt den.",
  "Nothing was sent to it. If that is the provider you mean, write its own name for itself into the profile.":
    "Ingenting ble sendt dit. Er det leverandøren du mener, skriv dens eget navn på seg selv inn i profilen.",
  "Check the issuer in the profile; or name the provider's authorize_url and token_url instead.":
    "Se etter utstederen i profilen; eller oppgi leverandørens authorize_url og token_url i stedet.",
  "Check the issuer in the profile; a proxy or a sign-in page of the network may have answered instead.":
    "Se etter utstederen i profilen; en proxy eller nettets innloggingsside kan ha svart i stedet.",
  "Ask the provider's administrator; this app cannot sign in there.":
    "Spør administratoren hos leverandøren; denne appen kan ikke logge inn der.",
  "Name a folder of your own with XDG_RUNTIME_DIR or CDF_SIGNIN_HOME.":
    "Oppgi en egen mappe med XDG_RUNTIME_DIR eller CDF_SIGNIN_HOME.",
  "Move it away, then start again.": "Flytt den bort, og start igjen.",
  "Check that the folder is yours to write to.": "Se etter at du får skrive i mappen.",
  "Switch it on.": "Slå det på.",
  "Start a keyring, or keep the vault's key in a file with CDF_SIGNIN_VAULT=file.":
    "Start en nøkkelring, eller ha nøkkelen i en fil med CDF_SIGNIN_VAULT=file.",
  "End the program that has it. Or write another port under [token_endpoint] in profiles.toml, and write the tools' files anew.":
    "Avslutt programmet som har den. Eller skriv en annen port under [token_endpoint] i profiles.toml, og skriv verktøyenes filer på nytt.",
  "Write an address that this machine has as bind under [token_endpoint] in profiles.toml, or leave it out.":
    "Skriv en adresse denne maskinen har, som bind under [token_endpoint] i profiles.toml, eller la den være ute.",
  "Choose one of the formats there are.": "Velg et av formatene som finnes.",
  "Choose one of the snippets there are.": "Velg et av kodeutdragene som finnes.",
  "Choose another file, or replace this one on purpose.": "Velg en annen fil, eller bytt ut denne med vilje.",
  "Write it once more if it is still wanted, or take it off the profile's list.":
    "Skriv den én gang til om den fortsatt skal være der, eller ta den av profilens liste.",
  "Choose another file, or take this one off that profile's list first.":
    "Velg en annen fil, eller ta denne av listen til den profilen først.",
  "What a file said before the app wrote it is kept for a day, and until the profile is signed out.":
    "Det som stod i en fil før appen skrev den, beholdes i et døgn, og til profilen logges ut.",
  "It stays as it is. Change it in a text editor.": "Den blir som den er. Endre den i et tekstprogram.",
  "It was renamed or removed elsewhere. Choose another.":
    "Den har fått nytt navn eller er fjernet et annet sted. Velg en annen.",
  "You are signed out on this computer. No browser opened for the provider's page.":
    "Du er logget ut på denne datamaskinen. Ingen nettleser åpnet seg for leverandørens side.",
  "Open it yourself: {address}": "Åpne den selv: {address}",
  "Open it in your file manager.": "Åpne den i filbehandleren din.",
  "The shortcut could not be written: {error}.": "Snarveien kunne ikke skrives: {error}.",
  "Check that your desktop's folder is yours to write to.":
    "Se etter at du får skrive i mappen for skrivebordet.",
  "The system does not let the app start with the session: {error}.":
    "Systemet lar ikke appen starte sammen med økten: {error}.",
  "Add it to the programs that start by themselves in the system's settings.":
    "Legg den til blant programmene som starter av seg selv, i systemets innstillinger.",
  "Your sign-ins last until you quit: no keyring keeps them.":
    "Innloggingene dine varer til du avslutter: ingen nøkkelring tar vare på dem.",
  "So CDF_SIGNIN_VAULT=memory has it.": "Slik vil CDF_SIGNIN_VAULT=memory ha det.",
  "Start the system's keyring, then sign in again to keep them.":
    "Start systemets nøkkelring, og logg inn igjen for å ta vare på dem.",
};
