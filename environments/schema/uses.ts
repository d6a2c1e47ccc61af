import { z } from "zod";
import { choice, list, text } from "./field";
import { isObject } from "./path";
import { distinct, distinctNames } from "./rules/values/distinct";

/** How much of each kind an app may be given, the least first: what it gets that only names the thing. */
export const accessLevels = {
  /**
   * `read` selects; `read-write` changes rows too; `own` also makes and changes tables, in the name of an owner that all
   * apps of this level share.
   */
  databases: ["read", "read-write", "own"],
  /** `send` puts messages in; `receive` takes them out. */
  queues: ["send", "receive", "send-receive"],
  buckets: ["read", "read-write"],
  tables: ["read", "read-write"],
} as const;

/** Names, or names with what the app may do: `"orders"`, or `{ name: "orders", access: "read-write" }`. */
function links<const Levels extends readonly [string, ...string[]]>(levels: Levels) {
  const link = z.strictObject({
    /** Name within this environment. */
    name: text(),
    /** What the app may do there. @default - the least */
    access: choice(levels).prefault(levels[0]),
  });
  const written = z.preprocess((value) => (isObject(value) ? value : nameAlone(value)), link);
  const typed = written as unknown as z.ZodType<
    { readonly name: string; readonly access: Levels[number] },
    string | { readonly name: string; readonly access?: Levels[number] | undefined }
  >;
  return list(typed, distinctNames).default([]);
}

function nameAlone(value: unknown): unknown {
  return typeof value === "string" ? { name: value } : value;
}

/** What an app talks to, by names of this environment: it gets the network path, the rights and the address. */
export const uses = z
  .strictObject({
    /** Databases, in each of which the app has a user of its own. @default - none */
    databases: links(accessLevels.databases),
    /** Caches, in which the app may do all but administration. @default - none */
    caches: list(text(), distinct).default([]),
    /** Queues of teams. @default - none */
    queues: links(accessLevels.queues),
    /** Buckets of teams. @default - none */
    buckets: links(accessLevels.buckets),
    /** Tables of teams. @default - none */
    tables: links(accessLevels.tables),
  })
  .prefault({});
