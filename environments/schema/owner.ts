import { list, text } from "./field";
import { distinct } from "./rules/values/distinct";

/** Whose a queue, a bucket or a table is. */
export const owner = {
  /** Team whose apps may use it. */
  team: text(),
  /** Other teams whose apps may use it. @default - none */
  sharedWith: list(text(), distinct).default([]),
};
