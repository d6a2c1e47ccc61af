import type { ParseArgsConfig } from "node:util";

/** The options that a command takes, as `parseArgs` of node:util wants them. */
export type Options = NonNullable<ParseArgsConfig["options"]>;

/** The command line behind a command's name. */
export interface Arguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

/** The only variables of the shell that commands read. */
export interface CommandShell {
  /** Name of the environment. @default "demo" */
  readonly ENVIRONMENT?: string;
  /** Role that Terraform assumes in each stack, for commands that run it. @default - none */
  readonly DEPLOY_AS?: string;
}

export interface Result {
  /** What goes to standard output. */
  readonly output: string;
  /** @default 0 */
  readonly exitCode?: number;
}

/** A command of `npx platform`. */
export interface Command {
  /** As it is typed: `permissions diff`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints: usage, options, an example. */
  readonly help: string;
  readonly options: Options;
  run(args: Arguments, shell: CommandShell): Result | Promise<Result>;
}

/** What the user has to mend: printed as it is, without a stack trace. */
export class CommandError extends Error {}
