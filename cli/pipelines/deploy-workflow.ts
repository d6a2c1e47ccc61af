import { type StackId, wholeOf } from "../../constructs/stack/stack-id";
import { applyStackFile } from "./apply-stack-workflow";
import { environmentRules } from "./environment-rules";
import { generated, indent, shell, sources } from "./steps";
import type { Target } from "./target";

/** The order in which stacks are applied, with what starts it. */
interface Direction {
  readonly verb: "deploy" | "remove";
  /** Those in one list wait for all in the list before, and not for each other. */
  readonly stages: readonly Stage[];
  readonly on: string;
}

type Stage = readonly StackId[];

const ledger = (name: string) => `ledger/${name}.json`;

/** After a merge: from the first stack to the last. */
export function deployWorkflow(target: Target): string {
  // A change of the ledger alone gives up what was held back, which goes the other way.
  const on = `push:\n  branches: [main]\n  paths-ignore: ["ledger/**"]\nworkflow_dispatch:\n`;
  return rollout(target, { verb: "deploy", stages: stagesOf(target), on });
}

/** What was held back, once the ledger no longer holds it: from the last stack to the first. */
export function removeWorkflow(target: Target): string {
  const on = `push:\n  branches: [main]\n  paths: ["${ledger(target.name)}"]\nworkflow_dispatch:\n`;
  return rollout(target, { verb: "remove", stages: [...stagesOf(target)].reverse(), on });
}

/** One stack after the other; shards beside the stack that they are parts of. */
function stagesOf({ stacks }: Target): readonly Stage[] {
  const wholes = [...new Set(stacks.map(wholeOf))];
  return wholes.map((whole) => stacks.filter((stack) => wholeOf(stack) === whole));
}

function rollout(target: Target, { verb, stages, on }: Direction): string {
  const { name, repository } = target;
  return `${generated}
name: ${verb} ${name}

on:
${indent(on, 2)}
permissions: {}

# One rollout at a time, in either direction. All that wait keep their turn: a deployment must not take the place of a removal.
concurrency:
  group: rollout-${name}
  cancel-in-progress: false
  queue: max

env:
  ENVIRONMENT: ${name}

${shell}
jobs:
  affected:
    if: github.repository == '${repository}' && github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      actions: read
      contents: read
    outputs:
      stacks: \${{ steps.affected.outputs.stacks }}
    steps:
${indent(environmentRules(target), 6)}${indent(sources({ whole: true }), 6)}      - name: stacks that differ from what was rolled out last
        id: affected
        env:
          GH_TOKEN: \${{ github.token }}
          REPOSITORY: \${{ github.repository }}
          EVENT: \${{ github.event_name }}
        run: |
          # By hand, all are planned. A rollout that failed is no base: what it left undone is taken up by the next.
          base=""
          if [ "$EVENT" = push ]; then
            base="$(gh api "repos/$REPOSITORY/actions/workflows/${verb}-${name}.yml/runs?branch=main&status=success&per_page=1" \\
              --jq '.workflow_runs[0].head_sha // empty')"
          fi
          if [ -n "$base" ] && git cat-file -e "$base^{commit}"; then
            npx platform affected --base "$base" --json > affected.json
            stacks="$(node -p 'JSON.stringify(require("./affected.json").stacks.map(({ stack }) => stack))')"
          else
            stacks='${JSON.stringify(target.stacks)}'
          fi
          echo "stacks=$stacks" >> "$GITHUB_OUTPUT"

${stages.flatMap((stage, index) => stage.map((stack) => stackJob(target, stack, stages.slice(0, index).flat()))).join("\n")}`;
}

/**
 * Nothing follows a job that failed, ran out of time or was cancelled; a stack that is left out stops nobody. All that come
 * before are needed by name: `failure()` sees no cancelled job, and a skipped one hides what lies before it.
 */
function stackJob(target: Target, stack: StackId, before: Stage): string {
  const { name, region, accountId } = target;
  return `  ${stack}:
    needs: [${["affected", ...before].join(", ")}]
    if: "!cancelled() && !contains(needs.*.result, 'cancelled') && !contains(needs.*.result, 'failure') && contains(fromJSON(needs.affected.outputs.stacks || '[]'), '${stack}')"
    permissions:
      contents: read
      id-token: write
    uses: ./.github/workflows/${applyStackFile}
    with:
      environment: ${name}
      stack: ${stack}
      runs-on: '${JSON.stringify(target.runsOn(stack))}'
      region: ${region}
      account: "${accountId}"
      plan-role: ${target.roleArn(stack, "plan")}
      apply-role: ${target.roleArn(stack, "apply")}
    secrets:
      plan-passphrase: \${{ secrets.PLAN_PASSPHRASE }}
`;
}
