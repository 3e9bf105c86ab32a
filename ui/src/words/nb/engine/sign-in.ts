// What the engine's explanations of a provider's refusals are in Norwegian (src-tauri/engine/src/entra).
export const signIn: Record<string, string> = {
  "Public cloud": "Den offentlige skyen",
  "Your organisation has not set this app up to send you back to your computer after the sign-in.":
    "Organisasjonen din har ikke satt opp denne appen til å sende deg tilbake til datamaskinen etter innloggingen.",
  "Sign in again when they have done it.": "Logg inn igjen når de har gjort det.",
  "Your organisation has set this app up as one that runs on a server. It runs on your computer.":
    "Organisasjonen din har satt opp denne appen som en som kjører på en tjener. Den kjører på datamaskinen din.",
  "Sign in again when they have changed it.": "Logg inn igjen når de har endret det.",
  "Selects Authentication, and moves http://localhost from Web to Mobile and desktop applications.":
    "Velger Authentication, og flytter http://localhost fra Web til Mobile and desktop applications.",
  "Sets “Allow public client flows” to Yes there, which sign-in with a device code needs too.":
    "Setter «Allow public client flows» til Yes der; det trengs også for innlogging med enhetskode.",
  "The profile sends a client secret, and your organisation has set this app up without one.":
    "Profilen sender en klienthemmelighet, og organisasjonen din har satt opp appen uten.",
  "Choose sign-in with the browser in the profile.": "Velg innlogging med nettleseren i profilen.",
  "Your organisation has set this app up as a web page. It runs on your computer.":
    "Organisasjonen din har satt opp denne appen som en nettside. Den kjører på datamaskinen din.",
  "Selects Authentication, and removes http://localhost under Single-page application.":
    "Velger Authentication, og fjerner http://localhost under Single-page application.",
  "Your organisation does not know an app with this client ID.":
    "Organisasjonen din kjenner ingen app med denne klient-ID-en.",
  "Compare the client ID and the tenant ID with those you were given.":
    "Sammenlign klient-ID-en og tenant-ID-en med dem du fikk.",
  "Looks under Microsoft Entra ID → App registrations → All applications in the Azure portal whether this client ID is there, in this tenant.":
    "Ser etter under Microsoft Entra ID → App registrations → All applications i Azure-portalen om denne klient-ID-en finnes der, i denne tenanten.",
  "If it belongs to another tenant, consents to it: Enterprise applications → New application.":
    "Hører den til en annen tenant, gir samtykke: Enterprise applications → New application.",
  "There is no organisation with this tenant ID, at least not in this cloud.":
    "Det finnes ingen organisasjon med denne tenant-ID-en, i hvert fall ikke i denne skyen.",
  "Compare the tenant ID with the one you were given.": "Sammenlign tenant-ID-en med den du fikk.",
  "If your organisation is in a national cloud (US Government, China), choose that cloud in the profile.":
    "Er organisasjonen din i en nasjonal sky (US Government, China), velg den skyen i profilen.",
  "This app belongs to one organisation, and the profile does not say which.":
    "Denne appen hører til én organisasjon, og profilen sier ikke hvilken.",
  "Put your organisation's tenant ID in place of “common” or “organizations”.":
    "Sett organisasjonens tenant-ID inn i stedet for «common» eller «organizations».",
  "Your organisation does not know the CDF cluster that the profile names.":
    "Organisasjonen din kjenner ikke CDF-klyngen som står i profilen.",
  "Compare the cluster with the one in your Fusion address, behind “cluster=”.":
    "Sammenlign klyngen med den i Fusion-adressen din, bak «cluster=».",
  "Permits the Cognite API of that cluster in the tenant, once: docs.cognite.com/cdf/access/entra/guides/configure_cdf_azure_oidc.":
    "Tillater Cognite-API-et for den klyngen i tenanten, én gang: docs.cognite.com/cdf/access/entra/guides/configure_cdf_azure_oidc.",
  "Your organisation has not allowed this app to reach CDF.":
    "Organisasjonen din har ikke gitt denne appen lov til å nå CDF.",
  "Selects API permissions → Add a permission → APIs my organization uses, the Cognite API of the cluster, then Delegated permissions → user_impersonation.":
    "Velger API permissions → Add a permission → APIs my organization uses, Cognite-API-et for klyngen, og så Delegated permissions → user_impersonation.",
  "The provider does not know what the profile asks it for (the scope).":
    "Leverandøren kjenner ikke det profilen ber om (omfanget, scope).",
  "Compare the cluster with the one in your Fusion address, and the scopes with those you were given.":
    "Sammenlign klyngen med den i Fusion-adressen din, og omfangene med dem du fikk.",
  "The provider did not understand the request. Something on the way may have changed it.":
    "Leverandøren forstod ikke forespørselen. Noe underveis kan ha endret den.",
  "Try again on another network: a proxy may change requests.":
    "Prøv igjen på et annet nett: en proxy kan endre forespørsler.",
  "If that does not help, report it, with the ids below.": "Hjelper ikke det, meld fra, med ID-ene nedenfor.",
  "Nobody has allowed this app to reach CDF for you yet. Your password is fine.":
    "Ingen har gitt denne appen lov til å nå CDF for deg ennå. Passordet ditt er i orden.",
  "Sign in again, and choose Accept if the page offers it.":
    "Logg inn igjen, og velg Godta om siden tilbyr det.",
  "You, or somebody at your computer, chose not to accept what the app asks for.":
    "Du, eller noen ved datamaskinen din, valgte å ikke godta det appen ber om.",
  "Sign in again, and choose Accept.": "Logg inn igjen, og velg Godta.",
  "Your administrator has to approve this app first. Your password is fine.":
    "Administratoren din må godkjenne denne appen først. Passordet ditt er i orden.",
  "Sign in again when they have approved it.": "Logg inn igjen når de har godkjent den.",
  "If the person has asked for approval: answers it under Enterprise applications → Admin consent requests.":
    "Har personen bedt om godkjenning: svarer under Enterprise applications → Admin consent requests.",
  "Your organisation wants to be sure that it is you (multi-factor authentication).":
    "Organisasjonen din vil være sikker på at det er deg (flerfaktorautentisering).",
  "Sign in again, and follow the steps in your browser.": "Logg inn igjen, og følg trinnene i nettleseren.",
  "Your browser has no sign-in to go on from.": "Nettleseren din har ingen innlogging å gå videre fra.",
  "A rule of your organisation (Conditional Access) does not allow this sign-in.":
    "En regel i organisasjonen din (betinget tilgang) tillater ikke denne innloggingen.",
  "Sign in with the browser of a computer that your organisation manages, and not with a device code.":
    "Logg inn med nettleseren på en datamaskin som organisasjonen din administrerer, og ikke med enhetskode.",
  "Your organisation lets people sign in only on devices that it manages.":
    "Organisasjonen din lar folk logge inn bare på enheter den administrerer.",
  "Sign in on such a device, with the browser that your organisation has set up there.":
    "Logg inn på en slik enhet, med nettleseren organisasjonen din har satt opp der.",
  "Your organisation has not given you this app.": "Organisasjonen din har ikke gitt deg denne appen.",
  "Selects Users and groups → Add user/group, and assigns this account or one of its groups.":
    "Velger Users and groups → Add user/group, og tildeler denne kontoen eller en av gruppene dens.",
  "The account you signed in with is not one of this organisation.":
    "Kontoen du logget inn med, hører ikke til denne organisasjonen.",
  "Sign in with your account of the organisation that the profile names.":
    "Logg inn med kontoen din i organisasjonen som står i profilen.",
  "Invites the account as a guest: Microsoft Entra ID → Users → New user → Invite external user.":
    "Inviterer kontoen som gjest: Microsoft Entra ID → Users → New user → Invite external user.",
  "There is no such user in this organisation.": "Det finnes ingen slik bruker i denne organisasjonen.",
  "Check how the user name is spelt, and compare the tenant ID with the one you were given.":
    "Se etter hvordan brukernavnet staves, og sammenlign tenant-ID-en med den du fikk.",
  "The user name or the password was wrong.": "Brukernavnet eller passordet var feil.",
  "The account is locked for a while: too many wrong passwords, or a sign-in from a suspicious address.":
    "Kontoen er låst en stund: for mange feil passord, eller en innlogging fra en mistenkelig adresse.",
  "Wait some minutes, then sign in again.": "Vent noen minutter, og logg inn igjen.",
  "Unblocks the account, or the address, if the sign-ins were the person's own.":
    "Låser opp kontoen, eller adressen, om innloggingene var personens egne.",
  "Your password has expired.": "Passordet ditt er utløpt.",
  "Change it where your organisation lets you (often at myaccount.microsoft.com), then sign in again.":
    "Endre det der organisasjonen din lar deg (ofte på myaccount.microsoft.com), og logg inn igjen.",
  "Your account is switched off.": "Kontoen din er slått av.",
  "Enables the account: Microsoft Entra ID → Users → the account → Edit → Settings.":
    "Slår på kontoen: Microsoft Entra ID → Users → kontoen → Edit → Settings.",
  "Your sign-in was ended, for example because your password is new.":
    "Innloggingen din ble avsluttet, for eksempel fordi passordet ditt er nytt.",
  "Your sign-in is not good any more.": "Innloggingen din gjelder ikke lenger.",
  "This sign-in was not used for a long time, so it ended. That is normal.":
    "Denne innloggingen ble ikke brukt på lenge, og er utløpt. Det er som det skal.",
  "Your organisation wants you to sign in from time to time. That is normal.":
    "Organisasjonen din vil at du logger inn fra tid til annen. Det er som det skal.",
  "The answer of this sign-in was used already, or belongs to another one.":
    "Svaret på denne innloggingen er alt brukt, eller hører til en annen.",
  "Start the sign-in again.": "Start innloggingen på nytt.",
  "Nobody has entered the code yet.": "Ingen har skrevet inn koden ennå.",
  "Enter the code, then wait.": "Skriv inn koden, og vent.",
  "The code has expired.": "Koden er utløpt.",
  "The client secret is wrong.": "Klienthemmeligheten er feil.",
  "Paste the secret's value, not its ID. Entra shows the value only once, when the secret is made.":
    "Lim inn verdien av hemmeligheten, ikke ID-en. Entra viser verdien bare én gang, når hemmeligheten lages.",
  "Makes a new one under Certificates & secrets, if nobody has the value any more.":
    "Lager en ny under Certificates & secrets, om ingen har verdien lenger.",
  "The client secret has expired.": "Klienthemmeligheten er utløpt.",
  "Put the new secret into the profile.": "Legg den nye hemmeligheten inn i profilen.",
  "Makes a new secret under Certificates & secrets, or better: uploads a certificate.":
    "Lager en ny hemmelighet under Certificates & secrets, eller bedre: laster opp et sertifikat.",
  "Your organisation does not know the certificate that the profile names.":
    "Organisasjonen din kjenner ikke sertifikatet som står i profilen.",
  "Compare the certificate with the one that you sent to your administrator.":
    "Sammenlign sertifikatet med det du sendte administratoren din.",
  "Uploads the certificate under Certificates & secrets → Certificates.":
    "Laster opp sertifikatet under Certificates & secrets → Certificates.",
  "This computer's clock differs too much from the provider's.":
    "Klokken på denne datamaskinen går for ulikt leverandørens.",
  "Set the clock of this computer, then sign in again.": "Still klokken på datamaskinen, og logg inn igjen.",
  "The provider saw the same request too often in a short time, and stopped it.":
    "Leverandøren så den samme forespørselen for ofte på kort tid, og stanset den.",
  "Wait some minutes, then sign in again. If a program asks in a loop, stop it.":
    "Vent noen minutter, og logg inn igjen. Spør et program om og om igjen, stans det.",
  "Sign in again.": "Logg inn igjen.",
  "Send your administrator the message that the app has ready.":
    "Send administratoren din meldingen som appen har klar.",
  "Opens Microsoft Entra ID → App registrations → All applications in the Azure portal, and there this client ID.":
    "Åpner Microsoft Entra ID → App registrations → All applications i Azure-portalen, og der denne klient-ID-en.",
  "Opens Microsoft Entra ID → Enterprise applications → All applications in the Azure portal, and there this client ID.":
    "Åpner Microsoft Entra ID → Enterprise applications → All applications i Azure-portalen, og der denne klient-ID-en.",
  "Opens Microsoft Entra ID → Monitoring → Sign-in logs in the Azure portal, and filters by the correlation ID.":
    "Åpner Microsoft Entra ID → Monitoring → Sign-in logs i Azure-portalen, og filtrerer på korrelasjons-ID-en.",
  "Selects API permissions → Grant admin consent.": "Velger API permissions → Grant admin consent.",
  "Selects Authentication → Add a platform → Mobile and desktop applications, and adds http://localhost.":
    "Velger Authentication → Add a platform → Mobile and desktop applications, og legger til http://localhost.",
  "Reads there, under Conditional Access, which policy said no, and whether it is meant to.":
    "Leser der, under Conditional Access, hvilken regel som sa nei, og om den skal det.",
  "Compares the client ID, and what the app may do, with the application's settings at the provider.":
    "Sammenligner klient-ID-en, og det appen har lov til, med applikasjonens innstillinger hos leverandøren.",
  "You, or a rule of your organisation, declined the sign-in.":
    "Du, eller en regel i organisasjonen din, avslo innloggingen.",
  "Sign in again, and choose Accept. If the page gives no such choice, ask your administrator.":
    "Logg inn igjen, og velg Godta. Gir ikke siden det valget, spør administratoren din.",
  "A rule at the provider does not let this account use the app.":
    "En regel hos leverandøren lar ikke denne kontoen bruke appen.",
  "Sign in with another account, or ask your administrator.":
    "Logg inn med en annen konto, eller spør administratoren din.",
  "Looks the attempt up in the provider's log, which names the rule that said no.":
    "Slår opp forsøket i leverandørens logg, som nevner regelen som sa nei.",
  "The sign-in was declined where the code was entered.":
    "Innloggingen ble avslått der koden ble skrevet inn.",
  "Allows the app for everybody, in the application's settings at the provider.":
    "Tillater appen for alle, i applikasjonens innstillinger hos leverandøren.",
  "The provider does not know which of your accounts to take.":
    "Leverandøren vet ikke hvilken av kontoene dine den skal ta.",
  "Sign in again, and choose the account.": "Logg inn igjen, og velg kontoen.",
  "The provider wants something of you first, such as a second proof that it is you.":
    "Leverandøren vil ha noe av deg først, slik som et bevis til på at det er deg.",
  "The sign-in has ended, or its answer was used already.":
    "Innloggingen er utløpt, eller svaret er alt brukt.",
  "The provider does not accept the app that the profile names.":
    "Leverandøren godtar ikke appen som står i profilen.",
  "Compare the client ID, and the secret if there is one, with those you were given.":
    "Sammenlign klient-ID-en, og hemmeligheten om det er en, med dem du fikk.",
  "The provider does not let this app sign in in this way.":
    "Leverandøren lar ikke denne appen logge inn på denne måten.",
  "Choose sign-in with the browser in the profile, or ask your administrator.":
    "Velg innlogging med nettleseren i profilen, eller spør administratoren din.",
  "Allows this way of signing in (the grant type) in the application's settings at the provider.":
    "Tillater denne innloggingsmåten (grant type) i applikasjonens innstillinger hos leverandøren.",
  "The provider does not have this way of signing in.": "Leverandøren har ikke denne innloggingsmåten.",
  "Choose another way of signing in in the profile.": "Velg en annen innloggingsmåte i profilen.",
  "Compare the scopes and the cluster with those you were given.":
    "Sammenlign omfangene og klyngen med dem du fikk.",
  "The provider does not know the CDF cluster that the profile names.":
    "Leverandøren kjenner ikke CDF-klyngen som står i profilen.",
  "If that does not help, report it, with the provider's words.":
    "Hjelper ikke det, meld fra, med leverandørens ord.",
  "The provider is out of order.": "Leverandøren er ute av drift.",
  "Try again in a while. Nothing is lost.": "Prøv igjen om en stund. Ingenting er tapt.",
  "The provider was asked too often.": "Leverandøren ble spurt for ofte.",
  "Wait some minutes, then try again.": "Vent noen minutter, og prøv igjen.",
  "The provider does not know this sign-in's code.":
    "Leverandøren kjenner ikke koden til denne innloggingen.",
  "Your sign-in has ended.": "Innloggingen din er utløpt.",
  "This sign-in belongs to another app.": "Denne innloggingen hører til en annen app.",
  "Your organisation lets only apps that it protects (Intune) sign in. This app is none of them.":
    "Organisasjonen din lar bare apper den beskytter (Intune), logge inn. Denne appen er ikke en av dem.",
  "Takes this app out of the policy that wants an app protection policy, or asks for a managed device instead.":
    "Tar denne appen ut av regelen som krever appbeskyttelse, eller krever en administrert enhet i stedet.",
  "The provider wants something of you first.": "Leverandøren vil ha noe av deg først.",
  "Something has to be done outside of the sign-in first, such as joining a network or setting up this device.":
    "Noe må gjøres utenfor innloggingen først, slik som å koble til et nett eller sette opp denne enheten.",
  "Sign in again, and read what the page in your browser says.":
    "Logg inn igjen, og les det siden i nettleseren sier.",
  "The provider does not let you in, and says that nothing you do here would change that.":
    "Leverandøren slipper deg ikke inn, og sier at ingenting du gjør her, endrer det.",
  "Read the provider's words below.": "Les leverandørens ord nedenfor.",
  "Many organisations block sign-in with a device code. Sign in with the browser instead.":
    "Mange organisasjoner sperrer innlogging med enhetskode. Logg inn med nettleseren i stedet.",
  "The provider said no: {sentence}": "Leverandøren sa nei: {sentence}",
  "The provider said no (AADSTS{number}).": "Leverandøren sa nei (AADSTS{number}).",
  "Read what Microsoft says about AADSTS{number}: {page}": "Les hva Microsoft sier om AADSTS{number}: {page}",
  "Hello, I cannot sign in to Cognite Data Fusion with “CDF Sign-in” yet.":
    "Hei, jeg får ikke logget inn i Cognite Data Fusion med «CDF Sign-in» ennå.",
  "The app says: {said}": "Appen sier: {said}",
  "What an administrator of the tenant does:": "Dette gjør en administrator av tenanten:",
};
