import { checkoutFolder } from "../checkout";
import { type Command, CommandError } from "../command";

const help = `Writes the pages of docs/reference that are made from the sources: environment, commands, contracts, constructs,
guardrails, and rights by Terraform type; and the pictures of README and docs. What there is no more is removed.

Usage: npx platform docs [--check]

  --check      writes nothing, and says which pages are stale

Exit code: 0 done, or nothing stale; 2 with --check: something is stale; 1 error.

Example: npx platform docs --check
`;

export const docs: Command = {
  name: "docs",
  summary: "writes the pages of docs/reference, and the pictures, that are made from the sources",
  help,
  options: { check: { type: "boolean" } },
  async run({ values, positionals: [surplus] }) {
    if (surplus !== undefined) {
      throw new CommandError(
        `platform docs: it takes no argument ${surplus}; npx platform docs --help shows its usage`,
      );
    }
    // TypeScript's parser reads the comments, and takes longer to load than most commands to run.
    const [{ pages }, { bring }] = await Promise.all([import("../docs/pages"), import("../docs/stale")]);
    return bring(pages(), checkoutFolder(), values.check === true);
  },
};
