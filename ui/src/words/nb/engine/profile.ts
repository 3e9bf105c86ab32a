// What is wrong with a profile's fields, and what an import leaves out, in Norwegian (src-tauri/engine/src/profile).
export const profile: Record<string, string> = {
  "This has to be a number of seconds; 0 is never.": "Dette må være et antall sekunder; 0 er aldri.",
  "“{name}” is not a table of settings.": "«{name}» er ikke en tabell med innstillinger.",
  "This has to be text, not {kind}.": "Dette må være tekst, ikke {kind}.",
  "This has to be true or false.": "Dette må være true eller false.",
  "“{text}” is no way to sign in.": "«{text}» er ingen måte å logge inn på.",
  "This has to be a table of settings.": "Dette må være en tabell med innstillinger.",
  "This has to be a port from 1024 to 65535.": "Dette må være en port fra 1024 til 65535.",
  "This has to be an address of this machine, in numbers.":
    "Dette må være en av maskinens adresser, skrevet med tall.",
  "A profile needs a name.": "En profil trenger et navn.",
  "A name has 64 characters at most.": "Et navn har høyst 64 tegn.",
  "A name has letters a–z, digits, “-”, “_” and “.” only, not {other}.":
    "Et navn har bare bokstavene a–z, sifre, «-», «_» og «.», ikke {other}.",
  "A name needs at least one letter or digit.": "Et navn trenger minst én bokstav eller ett siffer.",
  "The tenant ID is missing. It is a GUID or a domain of your organisation.":
    "Tenant-ID-en mangler. Den er en GUID eller et domene hos organisasjonen din.",
  "A tenant ID is a GUID or a domain alone, not a web address.":
    "En tenant-ID er bare en GUID eller et domene, ikke en nettadresse.",
  "A tenant ID is a GUID or a verified domain.": "En tenant-ID er en GUID eller et bekreftet domene.",
  "The client ID is missing. It is the application ID in Entra, a GUID.":
    "Klient-ID-en mangler. Den er applikasjons-ID-en i Entra, en GUID.",
  "A client ID has no spaces and 256 characters at most.":
    "En klient-ID har ingen mellomrom og høyst 256 tegn.",
  "The cluster is missing. In a Fusion address it stands after “cluster=”.":
    "Klyngen mangler. I en Fusion-adresse står den etter «cluster=».",
  "Only the name or the host, without “https://” and without a path.":
    "Bare navnet eller verten, uten «https://» og uten sti.",
  "A cluster has letters, digits and “-”, or is a whole host name.":
    "En klynge har bokstaver, sifre og «-», eller er et helt vertsnavn.",
  "The project is missing. In a Fusion address it stands right after the first slash.":
    "Prosjektet mangler. I en Fusion-adresse står det rett etter den første skråstreken.",
  "A project has letters, digits, “-” and “_” only, not {other}.":
    "Et prosjekt har bare bokstaver, sifre, «-» og «_», ikke {other}.",
  "A project's name has 64 characters at most.": "Navnet på et prosjekt har høyst 64 tegn.",
  "A port is a number from {lowest} to 65535.": "En port er et tall fra {lowest} til 65535.",
  "This is not a web address.": "Dette er ikke en nettadresse.",
  "An address here holds no user name or password.": "En adresse her har ikke brukernavn eller passord.",
  "An address here has no “#”.": "En adresse her har ingen «#».",
  "The address has to begin with https://. Plain http is for this machine alone (127.0.0.1).":
    "Adressen må begynne med https://. Vanlig http er bare for denne maskinen (127.0.0.1).",
  "The address has to begin with https://.": "Adressen må begynne med https://.",
  "An issuer has no “?”.": "En utsteder har ingen «?».",
  "A path here has no control characters.": "En sti her har ingen kontrolltegn.",
  "The whole path is needed here; “~/” is your home folder.":
    "Hele stien trengs her; «~/» er hjemmemappen din.",
  "A response mode is “query” or “form_post”.": "En response mode er «query» eller «form_post».",
  "“{wrong}” has a character that no scope may have.": "«{wrong}» har et tegn som ingen omfang kan ha.",
  "A GUID has digits, a–f and “-” only, not {other}.": "En GUID har bare sifre, a–f og «-», ikke {other}.",
  "A GUID has five parts with “-” between them. This has {parts}.":
    "En GUID har fem deler med «-» imellom. Denne har {parts}.",
  "{count} characters": "{count} tegn",
  first: "første",
  second: "andre",
  third: "tredje",
  fourth: "fjerde",
  last: "siste",
  "This has to be a list of tables.": "Dette må være en liste av tabeller.",
  "Each of these has to be a table.": "Hver av disse må være en tabell.",
  "“path” has to name the file, as text.": "«path» må oppgi filen, som tekst.",
  "“path” has to be a whole path, or begin with ~/: a relative one would depend on where a program was started.":
    "«path» må være en hel sti, eller begynne med ~/: en relativ ville avhenge av hvor et program ble startet.",
  "“keep_fresh” has to be true or false.": "«keep_fresh» må være true eller false.",
  "“take_back_after” has to be a whole number of minutes, from 1 to 527040.":
    "«take_back_after» må være et helt antall minutter, fra 1 til 527040.",
  "“format” has to name the form, as text.": "«format» må oppgi formen, som tekst.",
  "It has a token, which is not imported: you sign in yourself instead.":
    "Den har et token, som ikke importeres: du logger inn selv i stedet.",
  "Python SDK configuration": "Oppsett for Python-SDK-en",
  "COGNITE_ variables": "COGNITE_-variabler",
  "The command it opens addresses with is not imported.":
    "Kommandoen den åpner adresser med, importeres ikke.",
  "The files it is written to are not imported.": "Filene den skrives til, importeres ikke.",
  "The certificate's key is not imported: choose the files of the certificate and its key.":
    "Nøkkelen til sertifikatet importeres ikke: velg filene til sertifikatet og nøkkelen.",
  "It goes by a token, which is not imported: you sign in yourself instead.":
    "Den går etter et token, som ikke importeres: du logger inn selv i stedet.",
  "It goes by the Toolkit's own sign-in, which is not imported: you sign in yourself instead.":
    "Den går etter Toolkits egen innlogging, som ikke importeres: du logger inn selv i stedet.",
  "“{key}” is in a key vault.": "«{key}» er i et nøkkelhvelv.",
  "“{key}” is the value of the variable {name}, which is not in the file.":
    "«{key}» er verdien av variabelen {name}, som ikke står i filen.",
  "Tokens will go to {host}, which is not Cognite’s. Do you know it?":
    "Token vil gå til {host}, som ikke er Cognites. Kjenner du den?",
  "Another provider": "En annen leverandør",
  "Entra's addresses follow from the tenant ID. Leave this out, or choose another provider.":
    "Entras adresser følger av tenant-ID-en. La dette være ute, eller velg en annen leverandør.",
  "Auth0 needs the domain of your organisation there, as its issuer.":
    "Auth0 trenger domenet til organisasjonen din der, som utsteder.",
  "Cognite's own provider takes applications with a client secret here.":
    "Cognites egen leverandør tar applikasjoner med en klienthemmelighet her.",
  "Another provider needs its issuer, or its authorize_url and token_url.":
    "En annen leverandør trenger utstederen, eller authorize_url og token_url.",
  "An application signs in to one tenant: its GUID or its domain has to stand here.":
    "En applikasjon logger inn i én tenant: GUID-en eller domenet må stå her.",
  "A provider other than Entra needs its {missing} too, or its issuer alone.":
    "En annen leverandør enn Entra trenger også {missing}, eller bare utstederen.",
  "A certificate is needed: a PEM file (certificate) and its key (private_key), or a PKCS#12 file (pkcs12).":
    "Et sertifikat trengs: en PEM-fil (certificate) og nøkkelen (private_key), eller en PKCS#12-fil (pkcs12).",
  "A PKCS#12 file holds certificate and key: leave certificate and private_key out.":
    "En PKCS#12-fil har sertifikat og nøkkel: la certificate og private_key være ute.",
  "The certificate's private key is missing. It may be in the same file.":
    "Den private nøkkelen til sertifikatet mangler. Den kan være i den samme filen.",
  "The key's certificate is missing. It may be in the same file.":
    "Sertifikatet til nøkkelen mangler. Det kan være i den samme filen.",
  "This has to be one line, without control characters.": "Dette må være én linje, uten kontrolltegn.",
  "This has 512 characters at most.": "Dette har høyst 512 tegn.",
  "“{path}” depends on where a program was started.": "«{path}» avhenger av hvor et program ble startet.",
  "Give the whole path, or one that begins with ~/.": "Oppgi hele stien, eller en som begynner med ~/.",
  "You are signed out, but a file may still let its reader in. {more}":
    "Du er logget ut, men en fil kan fortsatt slippe inn den som leser den. {more}",
  "Delete that file. A token in it ends by itself when its time is over.":
    "Slett den filen. Et token i den utløper av seg selv når tiden er ute.",
  "You are signed out on this computer, but not at the provider: {reason}":
    "Du er logget ut på denne datamaskinen, men ikke hos leverandøren: {reason}",
};
