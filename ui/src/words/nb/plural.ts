import { counter } from "../plural";

/** A number and what it counts. */
export const plural = counter("nb");
