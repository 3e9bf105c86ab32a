import type { Language } from "./bindings/Language";
import type { Words } from "./words/catalogue";
import { en } from "./words/en";

/** Every word the page says, in the language chosen last. Read where it is shown, not kept: a language can change. */
export let words: Words = en;

/** Says a sentence of the engine, which speaks English, in that language. */
export let inWords: (english: string) => string = asItIs;

/** The language of the words, as Intl knows it. */
export let locale: string = navigator.language;

function asItIs(english: string): string {
  return english;
}

/** The language that the system asks for, of those there are. */
function ofTheSystem(): Language {
  return /^(nb|nn|no)\b/i.test(navigator.language) ? "nb" : "en";
}

/** Changes the words; null: as the system has it. What is on screen is drawn anew by whoever asks for this. */
export async function speak(wanted: Language | null): Promise<Language> {
  const language = wanted ?? ofTheSystem();
  if (language === "nb") {
    const catalogue = await import("./words/nb");
    [words, inWords] = [catalogue.nb, catalogue.inWords];
  } else [words, inWords] = [en, asItIs];
  // The system's own region decides on dates, where it speaks this language.
  locale = navigator.language.startsWith(language) ? navigator.language : language;
  document.documentElement.lang = language;
  return language;
}
