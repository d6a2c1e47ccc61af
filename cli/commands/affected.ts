import path from "node:path";
import { platform } from "../../main";
import { type Affected, affectedStacks } from "../affected";
import { type Command, CommandError, type CommandShell } from "../command";
import { progress } from "../progress";
import { type Revision, withRevision } from "../revision";
import { propsFrom } from "../run-app";
import { synthesizeRevision } from "../synthesized-revision";

const help = `Says which stacks a change affects: those whose synthesized JSON differs from another git revision's, and those that read a
contract whose outputs do.

Usage: npx platform affected [--base <ref>] [--json]

  --base       a branch, tag or commit; its own sources are synthesized, in a temporary work tree; default origin/main
  --json       for programs
  ENVIRONMENT  a file of environments/, default demo, in both revisions

This side is the checkout as it is, changes that are not committed included. Where the base can't be synthesized, or has no
such environment, every stack is affected.

Exit code: 0 compared, 1 error.

Example: npx platform affected --base origin/main
`;

export const affected: Command = {
  name: "affected",
  summary: "which stacks a change affects",
  help,
  options: { base: { type: "string", default: "origin/main" }, json: { type: "boolean" } },
  async run({ values, positionals: [surplus] }, shell) {
    if (surplus !== undefined) throw refused(`it takes no argument ${surplus}; write --base ${surplus}`);
    const { environment } = propsFrom({ ENVIRONMENT: shell.ENVIRONMENT });
    const found = await withRevision(values.base as string, async (revision) => {
      progress(`synthesizing ${revision.ref} (${revision.commit.slice(0, 7)})`);
      const stacks = await compared(revision, shell);
      return { environment: environment.name, base: revision.ref, commit: revision.commit, ...stacks };
    });
    return { output: values.json ? `${JSON.stringify(found, null, 2)}\n` : text(found) };
  },
};

interface Compared {
  readonly stacks: readonly Affected[];
  /** Why the base could not be synthesized: the first line of what it said. */
  readonly problem?: string;
}

async function compared(revision: Revision, { ENVIRONMENT }: CommandShell): Promise<Compared> {
  const outdir = path.join(revision.scratch, "this");
  const app = platform({ ...propsFrom({ ENVIRONMENT }), outdir });
  app.synth();
  const base = await synthesizeRevision(revision, { ENVIRONMENT });
  if (base.status === 0) return { stacks: affectedStacks(app, base.outdir, outdir) };
  const [problem = "it says nothing"] = base.stderr.trim().split("\n");
  return { stacks: affectedStacks(app, undefined, outdir), problem };
}

function text({
  base,
  commit,
  stacks,
  problem,
}: Compared & { readonly base: string; readonly commit: string }): string {
  const side = `${base} (${commit.slice(0, 7)})`;
  return [
    ...(problem === undefined ? [] : [`${side} can't be synthesized, so every stack is affected: ${problem}`]),
    ...(stacks.length === 0 ? [`No stack differs from ${side}.`] : []),
    ...stacks.map((one) => `${one.stack}  ${one.why === "reads" ? `reads the contract of ${one.of}` : one.why}`),
    "",
  ].join("\n");
}

function refused(problem: string): CommandError {
  return new CommandError(`platform affected: ${problem}; npx platform affected --help shows its usage`);
}
