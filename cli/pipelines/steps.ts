import { sessionHours } from "../../constructs/identity/deployer-sessions";
import type { DeployerRole } from "../../constructs/stack/stack-id";
import { actions, nodeVersion, terraformVersion } from "./actions";
import { byStack, type Target } from "./target";

/** First line of every workflow: `pipelines --check` finds by it what it has written and no longer wants. */
export const generated =
  "# Written by npx platform pipelines from environments/: change those, or cli/pipelines/, and run it.";

/** A step fails with any part of a pipe: without a word about the shell, GitHub leaves pipefail out. */
export const shell = `defaults:
  run:
    shell: bash
`;

/** Indents every line of a part of a workflow. */
export function indent(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(spaces));
}

/** The sources with their packages. `whole`: with the history, to compare with other revisions. */
export function sources({ whole = false } = {}): string {
  return `- uses: ${actions.checkout}
  with:
    persist-credentials: false${whole ? "\n    fetch-depth: 0" : ""}
- uses: ${actions.setupNode}
  with:
    node-version: "${nodeVersion}"
    package-manager-cache: false
- run: npm ci
`;
}

/**
 * Stops a job that somebody runs again after the branch went on: it would plan, or apply, the commit of then over what was
 * merged since. First attempts need no such question: rollouts of an environment go one after the other, oldest first.
 */
export function newestCommit(): string {
  return `- name: no commit of before
  if: github.run_attempt != '1'
  env:
    GH_TOKEN: \${{ github.token }}
  run: |
    newest="$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_REF_NAME" --jq .sha)"
    if [ "$GITHUB_SHA" != "$newest" ]; then
      echo "::error::This run is of $GITHUB_SHA, and $GITHUB_REF_NAME is at $newest by now. Start the workflow by hand, which takes the newest, and leave this run."
      exit 1
    fi
`;
}

/** A role of AWS, as a job takes it. */
interface Session {
  readonly kind: DeployerRole;
  readonly roleArn: string;
  readonly region: string;
  readonly accountId: string;
}

/** Terraform, and the session of the one role that this job's environment may take. */
export function terraformAs(session: Session): string {
  return `- uses: ${actions.setupTerraform}
  with:
    terraform_version: "${terraformVersion}"
    terraform_wrapper: false
${sessionOf(session)}`;
}

function sessionOf({ kind, roleArn, region, accountId }: Session): string {
  return `- uses: ${actions.credentials}
  with:
    role-to-assume: ${roleArn}
    role-duration-seconds: ${sessionHours[kind] * 3600}
    role-session-name: strata-\${{ github.run_id }}
    aws-region: ${region}
    allowed-account-ids: "${accountId}"
`;
}

/**
 * The end of a job for each stack of its matrix, up to its own steps: with that stack's review role, which can't lock the
 * state, so that no pull request and no night keeps a rollout waiting.
 */
export function planningEachStack(target: Target): string {
  return ofEachStack(target, { kind: "review", runsOn: target.reviewsOn, minutes: 30, begin: terraformAs });
}

/**
 * The end of a job for each stack of its matrix that reads the records of its applies: with that stack's plan role, since no
 * review role may read them, and on main alone. It calls no Terraform, and so locks nothing.
 */
export function readingEachRecord(target: Target): string {
  return ofEachStack(target, { kind: "plan", runsOn: target.runsOn, minutes: 15, begin: sessionOf });
}

interface EachStack {
  readonly kind: DeployerRole;
  readonly runsOn: Target["runsOn"];
  readonly minutes: number;
  readonly begin: (session: Session) => string;
}

function ofEachStack(target: Target, { kind, runsOn, minutes, begin }: EachStack): string {
  const { name, region, accountId } = target;
  const roleArn = `\${{ ${byStack(target, (stack) => target.roleArn(stack, kind))} }}`;
  return `runs-on: \${{ ${byStack(target, (stack) => runsOn(stack))} }}
timeout-minutes: ${minutes}
environment: ${name}-\${{ matrix.stack }}-${kind}
permissions:
  contents: read
  id-token: write
steps:
${indent(sources(), 2)}${indent(begin({ kind, roleArn, region, accountId }), 2)}`;
}

/**
 * The end of a job that asks whether a root administrator has to run bootstrap again, as the one role that may look: up to
 * what it does with `check.txt` and `$status`. 2: it is needed. 1: it could not be found out.
 */
export function checkingBootstrap(target: Target): string {
  const { name, region, accountId } = target;
  const roleArn = target.roleArn("identity", "review");
  return `runs-on: ${JSON.stringify(target.reviewsOn("identity")).replace(/,/g, ", ")}
timeout-minutes: 15
environment: ${name}-identity-review
permissions:
  contents: read
  id-token: write
steps:
${indent(sources(), 2)}${indent(sessionOf({ kind: "review", roleArn, region, accountId }), 2)}  - name: whether a root administrator is needed
    run: |
      status=0
      npx platform bootstrap --check > check.txt 2> error.txt || status=$?
      [ "$status" -ne 1 ] || cat error.txt >> check.txt
      cat check.txt
`;
}
