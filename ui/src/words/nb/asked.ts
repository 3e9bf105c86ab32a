// Norwegian Bokmål of ../en/asked.ts.
export const asked = {
  unknown: (name: string) => `Det finnes ingen profil «${name}» her.`,
  unknownHint: "Den har fått nytt navn eller er slettet, eller lenken er for noen andre. Velg en i listen.",
  notUnderstood: (said: string) => `Ingenting er gjort: «${said}» ble ikke forstått.`,
  notUnderstoodHint: "En lenke er cdf-signin://sign-in/ og kortnavnet på en profil.",
};
