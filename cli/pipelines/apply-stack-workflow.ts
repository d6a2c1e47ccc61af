import { sessionHours } from "../../constructs/identity/deployer-sessions";
import { type DeployerAction, stacksBefore } from "../../constructs/stack/stack-id";
import { actions } from "./actions";
import { generated, indent, newestCommit, shell, sources, terraformAs } from "./steps";

/** File of the workflow that the others call, a stack at a time. */
export const applyStackFile = "apply-stack.yml";

/**
 * An apply ends before its role's session does, with time left to write the state; the session begins after the checkout.
 */
const applyMinutes = sessionHours.apply * 60 - 10;

/** New roles and access entries are not known everywhere at once: waits for those of this job, five minutes at most. */
const ready = `- name: the role can be used
  run: |
    case "$STACK" in
      ${[...stacksBefore("kubernetes-cluster"), "kubernetes-cluster"].join(" | ")}) npx platform ready "$STACK" --as-caller ;;
      *) npx platform ready "$STACK" --as-caller --cluster ;;
    esac
`;

const input = (name: string) => `\${{ inputs.${name} }}`;

/**
 * One stack: plans, saves the plan encrypted, and applies exactly that file once the approvers of its environment have
 * seen the plan. No role stands in the synthesized JSON, so both roles work on the same files.
 */
export function applyStackWorkflow(): string {
  const as = (kind: DeployerAction) =>
    terraformAs({ kind, roleArn: input(`${kind}-role`), region: input("region"), accountId: input("account") }) + ready;
  return `${generated}
name: apply a stack

on:
  workflow_call:
    inputs:
      environment: { type: string, required: true }
      stack: { type: string, required: true }
      runs-on: { type: string, required: true, description: labels as a JSON list }
      region: { type: string, required: true }
      account: { type: string, required: true }
      plan-role: { type: string, required: true }
      apply-role: { type: string, required: true }
    secrets:
      plan-passphrase: { required: true }

permissions: {}

env:
  ENVIRONMENT: ${input("environment")}
  STACK: ${input("stack")}

${shell}
jobs:
  plan:
    runs-on: \${{ fromJSON(inputs.runs-on) }}
    timeout-minutes: 30
    environment: ${input("environment")}-${input("stack")}-plan
    concurrency:
      group: state-${input("environment")}-${input("stack")}
    permissions:
      contents: read
      id-token: write
    outputs:
      applyable: \${{ steps.plan.outputs.applyable }}
      digest: \${{ steps.save.outputs.digest }}
    steps:
${indent(newestCommit(), 6)}${indent(sources(), 6)}${indent(as("plan"), 6)}      - name: plan
        id: plan
        run: |
          status=0
          npx platform plan "$STACK" --out saved.plan > plan.txt || status=$?
          cat plan.txt
          { echo "### $ENVIRONMENT $STACK"; echo; sed 's/^/    /' plan.txt; } >> "$GITHUB_STEP_SUMMARY"
          # Exit code 2: only a root administrator may apply it, and what follows waits for that.
          [ "$status" -eq 0 ] || exit "$status"
          cd "cdktf.out/stacks/$STACK"
          terraform show -no-color saved.plan
          terraform show -json saved.plan > "$RUNNER_TEMP/plan.json"
          applyable="$(PLAN="$RUNNER_TEMP/plan.json" node -p 'JSON.parse(require("fs").readFileSync(process.env.PLAN)).applyable')"
          rm "$RUNNER_TEMP/plan.json"
          echo "applyable=$applyable" >> "$GITHUB_OUTPUT"
      - name: save the plan with the hashes of its providers, encrypted
        id: save
        if: steps.plan.outputs.applyable == 'true'
        env:
          PASSPHRASE: \${{ secrets.plan-passphrase }}
        run: |
          [ -n "$PASSPHRASE" ] || { echo 'The secret PLAN_PASSPHRASE is not set.' >&2; exit 1; }
          tar -C "cdktf.out/stacks/$STACK" -cf - saved.plan .terraform.lock.hcl |
            openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -salt -pass env:PASSPHRASE -out plan.enc
          echo "digest=$(sha256sum plan.enc | cut -d ' ' -f 1)" >> "$GITHUB_OUTPUT"
      - uses: ${actions.upload}
        if: steps.plan.outputs.applyable == 'true'
        with:
          name: plan-${input("environment")}-${input("stack")}
          path: plan.enc
          retention-days: 1
          overwrite: true
          if-no-files-found: error
      - name: leave no plan on the runner
        if: always()
        run: rm -f plan.enc "cdktf.out/stacks/$STACK/saved.plan" "$RUNNER_TEMP/plan.json"

  apply:
    needs: plan
    if: needs.plan.outputs.applyable == 'true'
    runs-on: \${{ fromJSON(inputs.runs-on) }}
    timeout-minutes: ${applyMinutes}
    environment: ${input("environment")}-${input("stack")}-apply
    concurrency:
      group: state-${input("environment")}-${input("stack")}
    permissions:
      contents: read
      id-token: write
    steps:
${indent(newestCommit(), 6)}${indent(sources(), 6)}      - run: npm run synth
      - uses: ${actions.download}
        with:
          name: plan-${input("environment")}-${input("stack")}
      - name: the plan that was approved, and no other
        env:
          PASSPHRASE: \${{ secrets.plan-passphrase }}
          DIGEST: \${{ needs.plan.outputs.digest }}
        run: |
          echo "$DIGEST  plan.enc" | sha256sum --check
          openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -pass env:PASSPHRASE -in plan.enc |
            tar -C "cdktf.out/stacks/$STACK" -xf -
${indent(as("apply"), 6)}      - name: apply
        id: apply
        run: |
          cd "cdktf.out/stacks/$STACK"
          terraform init -input=false -no-color -lockfile=readonly
          terraform apply -input=false -no-color -lock-timeout=10m saved.plan
      - name: write down who applied what
        # Also when it failed half-way, or somebody cancelled it.
        if: always() && steps.apply.outcome != 'skipped'
        env:
          FAILED: \${{ steps.apply.outcome != 'success' && 'yes' || '' }}
        run: npx platform history record "$STACK" --plan saved.plan \${FAILED:+--failed}
      - name: keep the state that could not be written, encrypted
        id: rescue
        if: always() && steps.apply.outcome != 'skipped' && steps.apply.outcome != 'success'
        env:
          PASSPHRASE: \${{ secrets.plan-passphrase }}
        run: |
          state="cdktf.out/stacks/$STACK/errored.tfstate"
          [ -e "$state" ] || exit 0
          openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -salt -pass env:PASSPHRASE -in "$state" -out errored.enc
          echo "kept=yes" >> "$GITHUB_OUTPUT"
          echo "::error::The state of $STACK could not be written: push it, see docs/playbooks/recover-state.md."
      - uses: ${actions.upload}
        if: always() && steps.rescue.outputs.kept == 'yes'
        with:
          name: errored-${input("environment")}-${input("stack")}-\${{ github.run_attempt }}
          path: errored.enc
          retention-days: 7
          if-no-files-found: error
      - name: leave neither plan nor state on the runner
        if: always()
        run: rm -f plan.enc errored.enc "cdktf.out/stacks/$STACK/saved.plan" "cdktf.out/stacks/$STACK/errored.tfstate"
      - name: whether the ledger has to be written
        run: |
          status=0
          npx platform permissions record "$STACK" --check > ledger.txt || status=$?
          cat ledger.txt
          { echo "### The ledger, after $ENVIRONMENT $STACK"; echo; sed 's/^/    /' ledger.txt; } >> "$GITHUB_STEP_SUMMARY"
          # It is applied, whatever is known of the ledger: later stacks go on, and every night somebody asks again.
          [ "$status" -eq 0 ] || echo '::warning::Record the ledger when the rollout is through: see the summary.'
`;
}
