// Sentences that the engine puts together of several pieces, as they come out.
export const pieced: Record<string, string> = {
  "Without a proxy, with {tls}.": "Uten proxy, med {tls}.",
  "Without a proxy, with {tls}, signed by {root}.": "Uten proxy, med {tls}, signert av {root}.",
  "Check the cluster's name. Do you mean {meant}?": "Se etter navnet på klyngen. Mener du {meant}?",
  "Through one of its groups you have rights to {count} of resource.":
    "Gjennom en av gruppene har du rettigheter til {count} ressurs.",
  "Through {groups} of its groups you have rights to {count} of resource.":
    "Gjennom {groups} av gruppene har du rettigheter til {count} ressurs.",
  "Through one of its groups you have no access right there.":
    "Gjennom en av gruppene har du ingen rettighet der.",
  "Through {groups} of its groups you have no access right there.":
    "Gjennom {groups} av gruppene har du ingen rettighet der.",
  "1 kind": "1 slags",
  "{count} kinds": "{count} slags",
  "On {cluster} you are in {shown}.": "På {cluster} er du i {shown}.",
  "The token is good for {time} and renews without you.": "Tokenet gjelder i {time} og fornyes uten deg.",
  "The token is good for {time} and cannot renew without you.":
    "Tokenet gjelder i {time} og kan ikke fornyes uten deg.",
  "The token was just renewed. It is good for {time} and renews without you.":
    "Tokenet ble fornyet nå nettopp. Det gjelder i {time} og fornyes uten deg.",
  "The token was just renewed. It is good for {time} and cannot renew without you.":
    "Tokenet ble fornyet nå nettopp. Det gjelder i {time} og kan ikke fornyes uten deg.",
  "One character is missing: the {which} part has {has}, a GUID has {wanted} there.":
    "Ett tegn mangler: den {which} delen har {has}, en GUID har {wanted} der.",
  "{count} are missing: the {which} part has {has}, a GUID has {wanted} there.":
    "{count} mangler: den {which} delen har {has}, en GUID har {wanted} der.",
  "One character is too much: the {which} part has {has}, a GUID has {wanted} there.":
    "Ett tegn for mye: den {which} delen har {has}, en GUID har {wanted} der.",
  "{count} are too many: the {which} part has {has}, a GUID has {wanted} there.":
    "{count} for mye: den {which} delen har {has}, en GUID har {wanted} der.",
  "{minutes} min": "{minutes} min",
  "{hours} h {minutes} min": "{hours} t {minutes} min",
  "{days} days": "{days} dager",
  "This machine's clock is {off} behind": "Klokken på denne maskinen går {off} etter",
  "This machine's clock is {off} ahead": "Klokken på denne maskinen går {off} foran",
  "{off} behind": "{off} etter",
  "{off} ahead of": "{off} foran",
  "The file is in order": "Filen er i orden",
  "{count} files are in order": "{count} filer er i orden",
  "{count} files are not in order": "{count} filer er ikke i orden",
  "The profile": "Profilen",
  "The redirect port": "Porten for svaret",
  "The vault": "Hvelvet",
  "The way to the provider": "Veien til leverandøren",
  "The clock": "Klokken",
  "The provider": "Leverandøren",
  "The token": "Tokenet",
  "The cluster": "Klyngen",
  "The project": "Prosjektet",
  "The files": "Filene",
  "the profile": "profilen",
  "the redirect port": "porten for svaret",
  "the vault": "hvelvet",
  "the way to the provider": "veien til leverandøren",
  "the clock": "klokken",
  "the provider": "leverandøren",
  "the token": "tokenet",
  "the cluster": "klyngen",
  "the project": "prosjektet",
  "the files": "filene",
  "the vault does not open": "hvelvet ikke åpner seg",
  "Nothing stands in the way.": "Ingenting står i veien.",
  "One thing is worth knowing.": "Én ting er verdt å vite.",
  "{several} things are worth knowing.": "{several} ting er verdt å vite.",
  "One thing stands in the way.": "Én ting står i veien.",
  "{count} things stand in the way.": "{count} ting står i veien.",
  "One thing stands in the way, one is worth knowing.": "Én ting står i veien, én er verdt å vite.",
  "One thing stands in the way, {several} are worth knowing.":
    "Én ting står i veien, {several} er verdt å vite.",
  "{count} things stand in the way, one is worth knowing.": "{count} ting står i veien, én er verdt å vite.",
  "{count} things stand in the way, {several} are worth knowing.":
    "{count} ting står i veien, {several} er verdt å vite.",
  "{fine} of {all} is fine.": "{fine} av {all} er i orden.",
  "{fine} of {all} are fine.": "{fine} av {all} er i orden.",
};
