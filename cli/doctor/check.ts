import type { PlatformStackId } from "../../constructs/stack/stack-id";
import type { Context } from "./context";

/** `skipped`: it could not be looked at from here and now, which says nothing about it. */
export const statuses = ["ok", "warning", "problem", "skipped"] as const;
export type Status = (typeof statuses)[number];

/** What a check found out, as one line. */
export interface Line {
  readonly status: Status;
  /** What was found, as a statement; for what is skipped, why. */
  readonly text: string;
  /** What to do about it. @default - nothing */
  readonly fix?: string;
}

/** One thing that has to be right before a stack can be deployed. */
export interface Check {
  /** As it stands in the output and in docs/operations/doctor.md. */
  readonly id: string;
  /** What it makes sure of, for the page. */
  readonly states: string;
  /** The stacks that need it; with apps its shards. @default - all */
  readonly concerns?: readonly PlatformStackId[];
  run(context: Context): Promise<readonly Line[]> | readonly Line[];
}

export const ok = (text: string): Line => ({ status: "ok", text });
export const warning = (text: string, fix: string): Line => ({ status: "warning", text, fix });
export const problem = (text: string, fix: string): Line => ({ status: "problem", text, fix });
export const skipped = (text: string, fix?: string): Line => ({ status: "skipped", text, ...(fix && { fix }) });
