import fs from "node:fs";
import path from "node:path";
import { checkoutFolder } from "../checkout";
import { type Command, CommandError } from "../command";
import type { Pages } from "../docs/pages";

const help = `Writes the pages of docs/reference that are made from the sources: environment, commands, contracts, constructs,
guardrails, and rights by Terraform type.

Usage: npx platform docs [--check]

  --check      writes nothing, and says which pages are stale

Exit code: 0 done, or nothing stale; 2 with --check: something is stale; 1 error.

Example: npx platform docs --check
`;

export const docs: Command = {
  name: "docs",
  summary: "writes the pages of docs/reference that are made from the sources",
  help,
  options: { check: { type: "boolean" } },
  async run({ values, positionals: [surplus] }) {
    if (surplus !== undefined) {
      throw new CommandError(
        `platform docs: it takes no argument ${surplus}; npx platform docs --help shows its usage`,
      );
    }
    // TypeScript's parser reads the comments, and takes longer to load than most commands to run.
    const { pages } = await import("../docs/pages");
    const stale = staleAmong(pages(), checkoutFolder());
    if (!values.check) for (const [file, text] of stale) write(path.join(checkoutFolder(), file), text);
    const lines = [...stale.keys()].map((file) => `${file}: ${values.check ? "stale" : "written"}`);
    if (stale.size === 0) lines.push("The pages are up to date.");
    else if (values.check) lines.push("Run npx platform docs, and commit what it writes.");
    return { output: `${lines.join("\n")}\n`, exitCode: values.check && stale.size > 0 ? 2 : 0 };
  },
};

/** The pages that a checkout has not as they should be. */
export function staleAmong(pages: Pages, checkout: string): Pages {
  return new Map([...pages].filter(([file, text]) => readIfThere(path.join(checkout, file)) !== text));
}

function readIfThere(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
