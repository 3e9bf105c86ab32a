import { counter } from "../plural";

const count = counter("en");

/** A number and what it counts. */
export const plural = (n: number, one: string, many = `${one}s`): string => count(n, one, many);
