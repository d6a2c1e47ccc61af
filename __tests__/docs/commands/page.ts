import { markdownTable, page } from "../../../cli/docs/markdown";
import { commandClasses } from "./classes";
import { suites } from "./platform";

export const pageFile = "docs/reference/commands-in-docs.md";

/** The page that says how commands of the docs are held to what they promise. */
export function commandsInDocsPage(): string {
  const code = (all: readonly string[]) => all.map((one) => `\`${one}\``).join(", ");
  return page(
    "# How commands in the docs are tested",
    "",
    "`__tests__/docs/commands.test.ts` takes every command from the blocks of all pages, and those of `npx` and `npm` from their",
    "text. Each is of the first of these classes that takes it; one of no class fails the test. Suites lie below `__tests__/`.",
    "Written by `node cli/run.mjs __tests__/docs/commands/write.ts`; a test compares.",
    "",
    ...markdownTable(
      ["class", "held to", "run by"],
      commandClasses.map(({ name, how, runBy }) => [name, how, code(runBy)]),
    ),
    "",
    "Scripts that a page shows as a whole, from their `#!` on, are read by `sh -n`.",
    "",
    "## Suites that run the commands of `npx platform`",
    "",
    ...markdownTable(
      ["command", "suite"],
      Object.entries(suites).map(([name, suite]) => [`\`${name}\``, code([suite])]),
    ),
  );
}
