import { parseArgs, stripVTControlCharacters } from "node:util";
import { ConfigError } from "../constructs/errors";
import { nearest } from "../environments/schema/nearest";
import { type Arguments, type Command, CommandError, type CommandShell, type Result } from "./command";

export interface Outcome {
  readonly output: string;
  readonly error: string;
  readonly exitCode: number;
}

/** Runs the command that the arguments name. What the user has to mend is one message and exit code 1. */
export async function dispatch(
  commands: readonly Command[],
  args: readonly string[],
  shell: CommandShell,
): Promise<Outcome> {
  try {
    const { output, exitCode = 0 } = await run(commands, args, shell);
    return { output, error: "", exitCode };
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof ConfigError)) throw error;
    return { output: "", error: `${stripVTControlCharacters(error.message)}\n`, exitCode: 1 };
  }
}

function run(commands: readonly Command[], args: readonly string[], shell: CommandShell): Result | Promise<Result> {
  const [first] = args;
  if (first === undefined || first === "--help" || first === "-h") return { output: overview(commands) };
  const { command, values, positionals } = parsed(commands, args);
  return values.help ? { output: command.help } : command.run({ values, positionals }, shell);
}

/** The command that the arguments name, and what they give it. A name or an option that there is not is a `CommandError`. */
export function parsed(
  commands: readonly Command[],
  args: readonly string[],
): Arguments & { readonly command: Command } {
  const command = named(commands, args);
  return { command, ...parse(command, args.slice(command.name.split(" ").length)) };
}

/** The command with the longest name that the arguments begin with: `permissions diff` before `permissions`. */
function named(commands: readonly Command[], args: readonly string[]): Command {
  const begins = ({ name }: Command) => name.split(" ").every((word, index) => word === args[index]);
  const [found] = commands.filter(begins).sort((one, other) => other.name.length - one.name.length);
  if (found) return found;
  const [first = ""] = args;
  if (first.startsWith("-")) throw new CommandError(`platform: unknown option ${first}; ${seeHelp()}`);
  const guess = nearest(
    first,
    commands.map(({ name }) => name),
  );
  throw new CommandError(`platform: unknown command ${first}; ${guess ? `did you mean ${guess}? ` : ""}${seeHelp()}`);
}

function parse({ name, options }: Command, args: readonly string[]): Arguments {
  try {
    const help = { type: "boolean", short: "h" } as const;
    return parseArgs({ args: [...args], options: { ...options, help }, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    // The first sentence says what is wrong; the rest is about a feature of parseArgs.
    const [problem = ""] = message.split(/\.\s/);
    throw new CommandError(`platform ${name}: ${lowerFirst(problem.replace(/\.$/, ""))}; ${seeHelp(name)}`);
  }
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Looks after the platform's six stacks.",
    "",
    "Usage: npx platform <command> [options]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "npx platform <command> --help says more. ENVIRONMENT=name picks a file of environments/, default demo.",
    "",
  ].join("\n");
}

/** How to learn more, for the end of a message. */
function seeHelp(name = ""): string {
  return `npx platform ${name ? `${name} ` : ""}--help shows ${name ? "its usage" : "the commands"}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
