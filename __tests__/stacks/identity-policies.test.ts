import type { PolicyDocument, Statement } from "../../constructs/identity/policy-document";
import { type LintedStatement, lint } from "../proofs/support/lint";
import { environmentOutput } from "../support/demo";

interface Policy {
  readonly name: string;
  readonly policy: string;
}
type Named = readonly [name: string, statements: readonly Statement[]];

/** Permissions of all that is no deployer and no boundary: those have proofs of their own. */
function handWritten(policies: Readonly<Record<string, Policy>>): readonly Named[] {
  return Object.entries(policies)
    .filter(([id]) => !/^(boundaries|deployers)_/.test(id))
    .map(([, { name, policy }]) => [name, (JSON.parse(policy) as PolicyDocument).Statement]);
}

/** Denials only narrow, and IAM takes them as they are. */
const allowed = (statements: readonly Statement[]): readonly LintedStatement[] =>
  statements
    .filter(({ Effect }) => Effect === "Allow")
    .map(({ Action = [], Resource = [], Condition }) => ({ Action, Resource, Condition }));

/** Reads of settings may look at everything; that none of them is a secret or data has tests of its own. */
const readOnEverything = /^[\w-]+:(Describe|Generate|Get|List)\w+ on \*: is authorized on /;

/**
 * AWS's list of Elastic Load Balancing names for tags only the first generation's load balancers; the controller's own
 * policy names the rest: kubernetes-sigs/aws-load-balancer-controller, docs/install/iam_policy.json.
 */
const tagsOfLoadBalancing = /^elasticloadbalancing:(AddTags|RemoveTags) on \S+:(targetgroup|listener|listener-rule)\//;

const isKnown = (finding: string) => readOnEverything.test(finding) || tagsOfLoadBalancing.test(finding);

describe.each(["demo", "example-s3", "example-hcp"])("%s", (name) => {
  const policies = handWritten(environmentOutput(name).identity.all("aws_iam_policy"));

  it.each(policies)("%s agrees with AWS's service authorization data", async (_, statements) => {
    expect((await lint(allowed(statements))).filter((finding) => !isKnown(finding))).toEqual([]);
  });
});
