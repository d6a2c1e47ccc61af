import fs from "node:fs";
import path from "node:path";
import { writeWhole } from "../../constructs/stack/write-whole";
import { checkoutFolder } from "../checkout";
import { type Command, CommandError } from "../command";
import { generated } from "../pipelines/steps";
import { targets, workflowFolder, workflows } from "../pipelines/workflows";

const help = `Writes the workflows of GitHub Actions for all environments whose ci names a GitHub repository and whose states lie in S3.

Usage: npx platform pipelines [--check]

  --check      writes nothing, and says which files are stale

They go to ${workflowFolder}; a file there that this command wrote and no longer wants is removed, all others stay.
docs/operations/pipelines.md says what has to be set up at GitHub.

Exit code: 0 done, or nothing stale; 2 with --check: something is stale; 1 error.

Example: npx platform pipelines --check
`;

export const pipelines: Command = {
  name: "pipelines",
  summary: "writes the workflows that plan, deploy and watch the stacks",
  help,
  options: { check: { type: "boolean" } },
  run({ values, positionals: [surplus] }) {
    if (surplus !== undefined) {
      throw new CommandError(
        `platform pipelines: it takes no argument ${surplus}; npx platform pipelines --help shows its usage`,
      );
    }
    const folder = path.join(checkoutFolder(), workflowFolder);
    const stale = staleIn(folder, workflows(targets()));
    if (!values.check) for (const one of stale) write(folder, one);
    const words = values.check
      ? { write: "stale", remove: "no longer wanted" }
      : { write: "written", remove: "removed" };
    const lines = stale.map(
      ({ file, text }) => `${workflowFolder}/${file}: ${text === undefined ? words.remove : words.write}`,
    );
    const all = lines.length > 0 ? lines : ["The workflows are up to date."];
    const fix = values.check && lines.length > 0 ? ["Run npx platform pipelines, and commit what it writes."] : [];
    return { output: `${[...all, ...fix].join("\n")}\n`, exitCode: values.check && stale.length > 0 ? 2 : 0 };
  },
};

interface Stale {
  readonly file: string;
  /** What it should be; undefined where it should not be. */
  readonly text: string | undefined;
}

/** What in a folder differs from the wanted files; those that somebody else wrote do not count. */
export function staleIn(folder: string, wanted: ReadonlyMap<string, string>): readonly Stale[] {
  const present = new Map(
    (fs.existsSync(folder) ? fs.readdirSync(folder) : []).map((file) => [
      file,
      fs.readFileSync(path.join(folder, file), "utf8"),
    ]),
  );
  const differing = [...wanted].filter(([file, text]) => present.get(file) !== text);
  const former = [...present].filter(([file, text]) => !wanted.has(file) && text.startsWith(generated));
  return [...differing.map(([file, text]) => ({ file, text })), ...former.map(([file]) => ({ file, text: undefined }))];
}

function write(folder: string, { file, text }: Stale): void {
  if (text === undefined) fs.rmSync(path.join(folder, file), { force: true });
  else writeWhole(path.join(folder, file), text);
}
