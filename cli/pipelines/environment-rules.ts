import { stackIds } from "../../constructs/stack/stack-id";

/**
 * A step that stops a rollout unless all environments of its jobs are there with their rules. GitHub makes an environment
 * that a job names and that is not there, without rules: what waits for no approval would be applied, from any branch. Reads
 * with `actions: read`, and runs no code of the checkout.
 * Sources: GitHub's REST reference, "Get an environment" and "List deployment branch policies".
 */
export function environmentRules(environment: string): string {
  return `- name: the environments of all stacks have their rules
  env:
    GH_TOKEN: \${{ github.token }}
    REPOSITORY: \${{ github.repository }}
  run: |
    cat > "$RUNNER_TEMP/lacking.js" << 'END'
    const [environment, branches, role] = process.argv.slice(2);
    const { protection_rules: rules = [], deployment_branch_policy: policy } = JSON.parse(environment);
    const names = JSON.parse(branches).branch_policies.map(({ name }) => name);
    const main = policy?.protected_branches || (names.length === 1 && names[0] === "main");
    const reviewed = rules.some(({ type, reviewers = [] }) => type === "required_reviewers" && reviewers.length > 0);
    const lacking = [main ? [] : "main as its only branch", role !== "apply" || reviewed ? [] : "required reviewers"].flat();
    console.log(lacking.join(" and "));
    END
    bad=0
    for stack in ${stackIds.join(" ")}; do
      for role in plan apply; do
        place="repos/$REPOSITORY/environments/$ENVIRONMENT-$stack-$role"
        if ! found="$(gh api "$place" 2> "$RUNNER_TEMP/said.txt")"; then
          grep -q 'HTTP 404' "$RUNNER_TEMP/said.txt" || { cat "$RUNNER_TEMP/said.txt" >&2; exit 1; }
          lacking="to be there"
        else
          custom="$(node -p 'Boolean(JSON.parse(process.argv[1]).deployment_branch_policy?.custom_branch_policies)' "$found")"
          branches='{"branch_policies":[]}'
          [ "$custom" = false ] || branches="$(gh api "$place/deployment-branch-policies")"
          lacking="$(node "$RUNNER_TEMP/lacking.js" "$found" "$branches" "$role")"
        fi
        [ -n "$lacking" ] || continue
        echo "::error::The environment $ENVIRONMENT-$stack-$role needs $lacking: see docs/operations/pipelines.md."
        bad=1
      done
    done
    exit "$bad"
`;
}
