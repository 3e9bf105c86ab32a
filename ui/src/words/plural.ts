/** Numbers and what they count, in one language: `2 profiles`. */
export function counter(language: string): (n: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (n, one, other) => `${numbers.format(n)} ${rules.select(n) === "one" ? one : other}`;
}
