import { waitingIn } from "../../constructs/ledger/waiting";
import { checkedPlatform } from "../checked-platform";
import { type Arguments, type Command, CommandError } from "../command";
import { differences } from "../permissions/difference";
import { differenceMarkdown } from "../permissions/difference-markdown";
import { type Comparison, differenceText, gainedIn, lostIn } from "../permissions/difference-text";
import { allRolesOf } from "../permissions/roles";
import { rolesAt } from "../permissions/roles-at";
import { withRevision } from "../revision";
import { propsFrom } from "../run-app";

const help = `Compares what every role of the platform may do with another git revision: what each gains and loses.

Usage: npx platform permissions diff <ref> [--json | --markdown]

  ref          a branch, tag or commit; its own sources are synthesized, in a temporary work tree
  --json       for programs
  --markdown   for a comment on a pull request
  ENVIRONMENT  a file of environments/, default demo, in both revisions

This side is the checkout as it is, changes that are not committed included. Roles are those of deployers, people, app teams'
pipelines, controllers (with nodes and AWS services) and workloads. Policies, boundary and trust of each role are compared. What a wider right covered already is not gained, and a prohibition that went away is. What waits to be retired in
this checkout stands at the end: rights that are kept for what is deployed alone.

Exit code: 0 nothing gained, 2 something gained, 1 error.

Example: npx platform permissions diff origin/main --markdown
`;

export const permissionsDiff: Command = {
  name: "permissions diff",
  summary: "what roles gain and lose against another git revision",
  help,
  options: { json: { type: "boolean" }, markdown: { type: "boolean" } },
  async run(args, shell) {
    const ref = refOf(args);
    // A wrong environment is no fault of the revision.
    const { environment } = propsFrom({ ENVIRONMENT: shell.ENVIRONMENT });
    const comparison = await withRevision(ref, async (revision): Promise<Comparison> => {
      const before = await rolesAt(revision, shell);
      const app = checkedPlatform(shell);
      const roles = differences(before, allRolesOf(app));
      const waiting = waitingIn(app.ledger, app.heldBack, app.resolveAll());
      return { environment: environment.name, ref, commit: revision.commit, roles, waiting };
    });
    return { output: shown(comparison, args, environment.aws), exitCode: gainedIn(comparison) > 0 ? 2 : 0 };
  },
};

function refOf({ values, positionals }: Arguments): string {
  const [ref, surplus] = positionals;
  if (ref === undefined) throw refused("name the revision to compare with");
  if (surplus !== undefined) throw refused(`it takes one revision, and ${surplus} is one too many`);
  if (values.json && values.markdown) throw refused("choose one of --json and --markdown");
  return ref;
}

function shown(comparison: Comparison, { values }: Arguments, aws: Parameters<typeof differenceText>[1]): string {
  if (values.markdown) return differenceMarkdown(comparison, aws);
  if (!values.json) return differenceText(comparison, aws);
  return `${JSON.stringify({ ...comparison, gained: gainedIn(comparison), lost: lostIn(comparison) }, null, 2)}\n`;
}

function refused(problem: string): CommandError {
  return new CommandError(
    `platform permissions diff: ${problem}; npx platform permissions diff --help shows its usage`,
  );
}
