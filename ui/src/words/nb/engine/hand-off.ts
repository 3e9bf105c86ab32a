// What the engine says of files for other tools, in Norwegian (src-tauri/engine/src/hand_off).
export const handOffs: Record<string, string> = {
  "Bruno environment": "Miljø for Bruno",
  "For Bruno: in the collection's folder “environments”. Requests use {{baseUrl}}, {{project}} and {{token}}.":
    "For Bruno: i samlingens mappe «environments». Forespørsler bruker {{baseUrl}}, {{project}} og {{token}}.",
  "COGNITE_TOKEN, COGNITE_PROJECT and COGNITE_BASE_URL, as notebooks in Fusion have them. Other lines stay. Keep it apart from a Toolkit .env.":
    "COGNITE_TOKEN, COGNITE_PROJECT og COGNITE_BASE_URL, slik notatbøker i Fusion har dem. Andre linjer blir stående. Hold den atskilt fra en .env for Toolkit.",
  "COGNITE_ .env with the client secret": "COGNITE_ .env med klienthemmeligheten",
  "CogniteClient::new_oidc of the Rust SDK signs in by itself with the client secret, which stands in the file. Other lines stay.":
    "CogniteClient::new_oidc i Rust-SDK-en logger inn selv med klienthemmeligheten, som står i filen. Andre linjer blir stående.",
  'For curl: curl -K cdf.curl "https://…" sends the token, which so stands in no command line.':
    'For curl: curl -K cdf.curl "https://…" sender tokenet, som slik ikke står på noen kommandolinje.',
  "The Cognite Toolkit reads it from the folder it runs in. Other lines of the file stay.":
    "Cognite Toolkit leser den fra mappen det kjører i. Andre linjer i filen blir stående.",
  "Toolkit .env with the client secret": "Toolkit .env med klienthemmeligheten",
  "The Cognite Toolkit signs in by itself with the client secret, which stands in the file. Other lines stay.":
    "Cognite Toolkit logger inn selv med klienthemmeligheten, som står i filen. Andre linjer blir stående.",
  "Toolkit .env, token endpoint": "Toolkit .env, tokenendepunkt",
  "For the Cognite Toolkit: it asks the app for tokens, and stays signed in. Other lines of the file stay.":
    "For Cognite Toolkit: det spør appen om token, og forblir innlogget. Andre linjer i filen blir stående.",
  "COGNITE_ variables, token endpoint": "COGNITE_-variabler, tokenendepunkt",
  "For the Rust SDK (new_oidc) and others that read COGNITE_CLIENT_ID: they ask the app for tokens.":
    "For Rust-SDK-en (new_oidc) og andre som leser COGNITE_CLIENT_ID: de spør appen om token.",
  "SDK JSON, token endpoint": "SDK-JSON, tokenendepunkt",
  'For the Cognite Python SDK 8: CogniteClient.load(open("cognite-client.json").read()), which then asks the app for tokens.':
    'For Cognite Python SDK 8: CogniteClient.load(open("cognite-client.json").read()), som så spør appen om token.',
  "The value of {key} has characters that a .env file cannot hold.":
    "Verdien av {key} har tegn som en .env-fil ikke kan ha.",
  "Choose a format in JSON, or give it another value.": "Velg et format i JSON, eller gi den en annen verdi.",
  "The section “cognite” for extractors made with extractor-utils (Python), which sign in by themselves. The client secret, or the password of the certificate, stands in the file.":
    "Avsnittet «cognite» for ekstraktorer laget med extractor-utils (Python), som logger inn selv. Klienthemmeligheten, eller passordet til sertifikatet, står i filen.",
  "Extractors take no ready token: they sign in themselves, with a client secret or a certificate.":
    "Ekstraktorer tar ikke et ferdig token: de logger inn selv, med en klienthemmelighet eller et sertifikat.",
  "Make a profile of an application of its own, with its secret or certificate.":
    "Lag en profil for en egen applikasjon, med hemmeligheten eller sertifikatet dens.",
  "Extractors ask no provider without TLS, and this profile's address begins with http://.":
    "Ekstraktorer spør ingen leverandør uten TLS, og adressen i profilen begynner med http://.",
  "Choose a provider with https://.": "Velg en leverandør med https://.",
  "Extractors use certificates with Microsoft Entra ID alone, and this profile has another provider.":
    "Ekstraktorer bruker sertifikater bare med Microsoft Entra ID, og profilen har en annen leverandør.",
  "Use a client secret there.": "Bruk en klienthemmelighet der.",
  "Extractors want certificate and key in one file, whose name ends in .pem or .pfx.":
    "Ekstraktorer vil ha sertifikat og nøkkel i én fil, med et navn som slutter på .pem eller .pfx.",
  "Put both into one such file, and name it in the profile.":
    "Legg begge i en slik fil, og oppgi den i profilen.",
  "For VS Code's REST Client and httpYac: variables {{cdf_url}}, {{cdf_project}} and {{cdf_token}}, and a first request. Other lines stay.":
    "For REST Client i VS Code og httpYac: variablene {{cdf_url}}, {{cdf_project}} og {{cdf_token}}, og en første forespørsel. Andre linjer blir stående.",
  "Token, end, project and address for your own programs, as “cdf-signin token --format json” prints them.":
    "Token, utløp, prosjekt og adresse for dine egne programmer, slik «cdf-signin token --format json» skriver dem.",
  "The token or secret has a character that OAuth does not allow in one.":
    "Tokenet eller hemmeligheten har et tegn som OAuth ikke tillater.",
  "Sign in again, or give the client secret anew.":
    "Logg inn igjen, eller oppgi klienthemmeligheten på nytt.",
  "HTTP clients": "HTTP-klienter",
  "Your own programs": "Dine egne programmer",
  "This file holds a client secret, and the profile has none: it signs {how}.":
    "Denne filen har en klienthemmelighet, og profilen har ingen.",
  "Choose “{instead}”, which holds a token.": "Velg «{instead}», som har et token.",
  "Choose “{instead}”.": "Velg «{instead}».",
  "MSAL token cache": "Tokenlager for MSAL",
  "For code with OAuthInteractive, unchanged but for token_cache_path: it finds the token and opens no browser until that ends. The access token alone; other entries of the cache stay.":
    "For kode med OAuthInteractive, uendret bortsett fra token_cache_path: den finner tokenet og åpner ingen nettleser før det utløper. Bare tilgangstokenet; andre oppføringer i lageret blir stående.",
  "OAuthInteractive is for persons, and this profile signs an application in.":
    "OAuthInteractive er for personer, og denne profilen logger inn en applikasjon.",
  "MSAL's cache is for Microsoft Entra ID, and this profile has another provider.":
    "Lageret til MSAL er for Microsoft Entra ID, og profilen har en annen leverandør.",
  "The provider did not say who is signed in, and MSAL looks tokens up by that.":
    "Leverandøren sa ikke hvem som er logget inn, og MSAL slår opp token etter det.",
  "The file has the key {key}, and neat refuses files with keys that it does not know.":
    "Filen har nøkkelen {key}, og neat avviser filer med nøkler den ikke kjenner.",
  "Choose a file of its own whose name ends in .env, such as neat.env.":
    "Velg en egen fil med et navn som slutter på .env, slik som neat.env.",
  "Postman environment": "Miljø for Postman",
  "For Postman and newman: import it, or newman run … -e FILE. Requests use {{baseUrl}}, {{project}} and {{token}}.":
    "For Postman og newman: importer den, eller newman run … -e FIL. Forespørsler bruker {{baseUrl}}, {{project}} og {{token}}.",
  "For pygen's load_cognite_client_from_toml(). With a client secret, which then stands in the file; a person's profile makes pygen open the browser itself. Other lines stay.":
    "For load_cognite_client_from_toml() i pygen. Med en klienthemmelighet, som da står i filen; med en persons profil åpner pygen nettleseren selv. Andre linjer blir stående.",
  "This file knows Microsoft Entra ID's usual addresses and scope alone, and the profile has others.":
    "Denne filen kjenner bare de vanlige adressene og omfanget til Microsoft Entra ID, og profilen har andre.",
  "Choose “{instead}”, and load the client with it.": "Velg «{instead}», og last klienten med den.",
  'For the Cognite Python SDK: CogniteClient.load(open("cognite-client.json").read()).':
    'For Cognite Python SDK: CogniteClient.load(open("cognite-client.json").read()).',
  "Shell script": "Skallskript",
  "For sh, bash and zsh: “. ./cdf.sh” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.":
    "For sh, bash og zsh: «. ./cdf.sh» setter Toolkits CDF_- og SDK-enes COGNITE_-variabler.",
  "For fish: “source cdf.fish” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.":
    "For fish: «source cdf.fish» setter Toolkits CDF_- og SDK-enes COGNITE_-variabler.",
  "PowerShell script": "PowerShell-skript",
  "For PowerShell: “. .\\cdf.ps1” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.":
    "For PowerShell: «. .\\cdf.ps1» setter Toolkits CDF_- og SDK-enes COGNITE_-variabler.",
  "Command prompt script": "Skript for ledeteksten",
  "For cmd.exe: “call cdf.cmd” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.":
    "For cmd.exe: «call cdf.cmd» setter Toolkits CDF_- og SDK-enes COGNITE_-variabler.",
  'The token or the address has a “"” or “!”, which the command prompt cannot hold.':
    'Tokenet eller adressen har en «"» eller «!», som ledeteksten ikke kan ha.',
  "Token alone": "Bare tokenet",
  "The bare access token, without a line end: read it whenever you need it, and send it as a Bearer token.":
    "Bare tilgangstokenet, uten linjeslutt: les det når du trenger det, og send det som Bearer-token.",
  "This provider's tokens look like any other text, so the app could not tell later that the file is its own.":
    "Tokenene til denne leverandøren ligner all annen tekst, så appen ville ikke kjenne igjen filen som sin senere.",
  "Check the drive and its connection.": "Se etter stasjonen og forbindelsen til den.",
  "Try it again.": "Prøv det igjen.",
  "For curl 7.55 or newer: each command asks for the token of now, which stands in no command line.":
    "For curl 7.55 eller nyere: hver kommando spør om tokenet som gjelder nå, og det står ikke på noen kommandolinje.",
  "For HTTPie in bash or zsh: each command asks for the token of now, which stands in no command line.":
    "For HTTPie i bash eller zsh: hver kommando spør om tokenet som gjelder nå, og det står ikke på noen kommandolinje.",
  "For the package CogniteSdk: the client asks for the token of now at each request.":
    "For pakken CogniteSdk: klienten spør om tokenet som gjelder nå, ved hver forespørsel.",
  "For the package com.cognite:cdf-sdk-java: the client asks for the token of now at each request.":
    "For pakken com.cognite:cdf-sdk-java: klienten spør om tokenet som gjelder nå, ved hver forespørsel.",
  "For @cognite/sdk in Node: the client asks again when CDF says 401.":
    "For @cognite/sdk i Node: klienten spør på nytt når CDF sier 401.",
  "For a blank query's advanced editor; answer Anonymous when it asks for credentials. It reads the format “token” at each refresh: write that file, keep it fresh, and put its place in.":
    "For det avanserte redigeringsprogrammet i en tom spørring; svar Anonym når det spør om legitimasjon. Den leser formatet «token» ved hver oppdatering: skriv den filen, hold den fersk, og sett inn stedet.",
  "For cognite-sdk 7 and 8: the client asks for the token of now at each request, which costs nothing while it is fresh.":
    "For cognite-sdk 7 og 8: klienten spør om tokenet som gjelder nå, ved hver forespørsel; det koster ingenting så lenge det er ferskt.",
  "Notebook cell": "Notatbokcelle",
  "A cell for Jupyter on this computer: run it once, and the client stays signed in.":
    "En celle for Jupyter på denne datamaskinen: kjør den én gang, så forblir klienten innlogget.",
  "For the crate cognite-sdk 0.6, with the crate http: the client asks for the token of now at each request.":
    "For crate cognite-sdk 0.6, med crate http: klienten spør om tokenet som gjelder nå, ved hver forespørsel.",
  "Only a file in a work tree of Git has to be ignored.": "Bare en fil i et arbeidstre i Git må ignoreres.",
  "Give it a name of plain characters.": "Gi den et navn med vanlige tegn.",
  "{more} more lines": "{more} linjer til",
  "{count} lines that stay": "{count} linjer som blir stående",
  "Choose a plain file of your own, in a folder that is there.":
    "Velg en vanlig fil av dine egne, i en mappe som finnes.",
  "Save it as UTF-8 in a text editor, or choose another file.":
    "Lagre den som UTF-8 i et tekstprogram, eller velg en annen fil.",
  "Make it writable if you want it written, or choose another file.":
    "Gjør den skrivbar om du vil ha den skrevet, eller velg en annen fil.",
  "Name the file that the link leads to, or another.": "Oppgi filen lenken fører til, eller en annen.",
  "Make it readable for yourself, or choose another file.":
    "Gjør den lesbar for deg selv, eller velg en annen fil.",
  "Write it again when the other program is done.": "Skriv den igjen når det andre programmet er ferdig.",
  "Check that the folder is there and yours to write to, and that the drive is in order.":
    "Se etter at mappen finnes og at du får skrive i den, og at stasjonen er i orden.",
  "Check the drive and its connection, then write it again.":
    "Se etter stasjonen og forbindelsen, og skriv den igjen.",
  "Choose a folder of your own, or make this one writable.": "Velg en egen mappe, eller gjør denne skrivbar.",
  "Choose a place on another drive.": "Velg et sted på en annen stasjon.",
  "Free some space, then write it again.": "Frigjør litt plass, og skriv den igjen.",
  "Choose another file.": "Velg en annen fil.",
  "Choose a folder that is there.": "Velg en mappe som finnes.",
  "Choose a shorter name.": "Velg et kortere navn.",
  "Close the program. In a container, mount the folder instead of the file.":
    "Lukk programmet. I en container, monter mappen i stedet for filen.",
  "Check that the app's own folder is yours to write to.": "Se etter at du får skrive i appens egen mappe.",
  "Others could read this file. What the app writes is for you alone, also if other people's tools read it.":
    "Andre kunne lese denne filen. Det appen skriver, er for deg alene, også om andres verktøy leser den.",
  "Its drive keeps no permissions: whoever may use the drive can read the file.":
    "Stasjonen har ingen tilganger: alle som får bruke stasjonen, kan lese filen.",
  "The file had another name too (a hard link), which keeps the old text.":
    "Filen hadde også et annet navn (en hard lenke), som beholder den gamle teksten.",
  "Git tracks this file, and would commit what is in it.":
    "Git følger denne filen, og ville ta med det som står i den.",
  "Git does not ignore this file, and could commit what is in it.":
    "Git ignorerer ikke denne filen, og kan ta med det som står i den.",
  "{service} copies this folder, and so the file, to other places.":
    "{service} kopierer denne mappen, og dermed filen, til andre steder.",
  "Other people may write in this folder.": "Andre får skrive i denne mappen.",
  "This folder is on another computer, whose administrators can read the file.":
    "Denne mappen er på en annen datamaskin, der administratorene kan lese filen.",
  "Let each person write a file of their own.": "La hver person skrive sin egen fil.",
  "A folder of your own on this computer is a better place.":
    "En egen mappe på denne datamaskinen er et bedre sted.",
  "Look whether the other name is still needed.": "Se etter om det andre navnet fortsatt trengs.",
  "Take it out with “git rm --cached”, and let Git ignore it.":
    "Ta den ut med «git rm --cached», og la Git ignorere den.",
  "Let Git ignore it.": "La Git ignorere den.",
};
