import { z } from "zod";
import { mayBeStack, type StackId } from "../../constructs/stack/stack-id";

const verbs = ["create", "update", "replace", "delete", "forget"] as const;

/** A change of one resource: where and what, never a value. */
const change = z.object({ address: z.string(), verb: z.enum(verbs) });

const serial = z.number().int().nonnegative();

const schema = z.object({
  version: z.literal(1),
  environment: z.string(),
  stack: z.custom<StackId>((value) => typeof value === "string" && mayBeStack(value)),
  /** When it was written down, in UTC. */
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  result: z.enum(["succeeded", "failed"]),
  /** Who applied: as STS, HCP Terraform or the machine says. */
  by: z.string(),
  /** ARN of the role that Terraform took by DEPLOY_AS. @default - none: with the credentials of `by` */
  role: z.string().optional(),
  /** @default - not known: applied outside of a git work tree */
  commit: z.string().optional(),
  /** Whether the sources were otherwise than in that commit. */
  dirty: z.boolean().optional(),
  /** Name of the person who had CI do it, as CI says: nobody but CI vouches for it. */
  person: z.string().optional(),
  /** `owner/name`, where CI says so. */
  repository: z.string().optional(),
  /** Address of the run, where CI says so. */
  run: z.string().optional(),
  /** What the state says of itself. @default - there was none */
  state: z.object({ lineage: z.string(), serial, serialBefore: serial.optional() }).optional(),
  /** What was planned; after a failure some of it was not done. @default - not known: no plan was given */
  changes: z.array(change).optional(),
  /** The same as numbers. */
  counts: z.partialRecord(z.enum(verbs), z.number()).optional(),
});

/** One apply of a stack, as it was written down. */
export type ApplyRecord = z.infer<typeof schema>;

export type RecordedChange = z.infer<typeof change>;

/** How many things are created, changed and so on. */
export function countsOf(changes: readonly RecordedChange[]): Partial<Record<(typeof verbs)[number], number>> {
  const counted = verbs.map((verb) => [verb, changes.filter((one) => one.verb === verb).length] as const);
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

/** Name of a record: records of one state sort by their time. */
export function recordName({ time, state }: Pick<ApplyRecord, "time" | "state">): string {
  return `${time.replace(/[-:]/g, "")}-${state?.serial ?? "none"}.json`;
}

/** Whether a file is a record by its name. */
export function isRecordName(name: string): boolean {
  return /^\d{8}T\d{6}\.\d{3}Z-(\d+|none)\.json$/.test(name);
}

export function recordText(record: ApplyRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Reads one; undefined where the text is none. */
export function parseRecord(text: string): ApplyRecord | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
