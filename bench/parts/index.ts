import type { LeftOut, Part } from "../part";
import { blastRadius } from "./blast-radius";
import { growth } from "./growth";
import { plans } from "./plans";
import { synthesis } from "./synthesis";
import { tests } from "./tests";

export type PartName = "synthesis" | "growth" | "plans" | "blast-radius" | "tests";

/** Each has a folder for what it writes, which is removed at the end. */
export type Measure = (folder: string) => Part | LeftOut | Promise<Part | LeftOut>;

/** In the order in which they run. */
export const parts: Readonly<Record<PartName, Measure>> = {
  synthesis,
  growth,
  plans,
  "blast-radius": blastRadius,
  tests,
};
