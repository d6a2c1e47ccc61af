import type { Target } from "./target";

/**
 * A step that stops a rollout unless all environments of its jobs are there with their rules. GitHub makes an environment
 * that a job names and that is not there, without rules: what waits for no approval would be applied, from any branch. Reads
 * with `actions: read`, and runs no code of the checkout.
 * Sources: GitHub's REST reference, "Get an environment" and "List deployment branch policies".
 */
export function environmentRules({ stacks }: Target): string {
  return `- name: the environments of all stacks have their rules
  env:
    GH_TOKEN: \${{ github.token }}
    REPOSITORY: \${{ github.repository }}
  run: |
    node << 'END'
    const { spawnSync } = require("node:child_process");
    const { ENVIRONMENT, REPOSITORY } = process.env;
    const get = (path) => {
      const { status, stdout, stderr } = spawnSync("gh", ["api", path], { encoding: "utf8" });
      if (status === 0) return JSON.parse(stdout);
      if (stderr.includes("HTTP 404")) return undefined;
      console.error(stderr.trim());
      process.exit(1);
    };
    const lacking = (name, role) => {
      const place = ["repos", REPOSITORY, "environments", name].join("/");
      const found = get(place);
      if (!found) return ["to be there"];
      const { protection_rules: rules = [], deployment_branch_policy: policy } = found;
      const custom = policy?.custom_branch_policies ? get(place + "/deployment-branch-policies").branch_policies : [];
      const main = policy?.protected_branches || (custom.length === 1 && custom[0].name === "main");
      const reviewed = rules.some(({ type, reviewers = [] }) => type === "required_reviewers" && reviewers.length > 0);
      return [main ? [] : "main as its only branch", role === "plan" || reviewed ? [] : "required reviewers"].flat();
    };
    for (const stack of ${JSON.stringify(stacks).replace(/,/g, ", ")}) {
      for (const role of ["plan", "apply"]) {
        const name = [ENVIRONMENT, stack, role].join("-");
        const what = lacking(name, role).join(" and ");
        if (what) {
          console.log("::error::The environment " + name + " needs " + what + ": see docs/operations/pipelines.md.");
          process.exitCode = 1;
        }
      }
    }
    END
`;
}
