import type { ResolvedElement } from "../../stack/resolved-tree";
import { bucketsIn } from "../buckets";
import { at, type FinishedTree } from "../finished-tree";
import { type PolicyStatement, statementsOf } from "../resource-policies";
import type { Violation } from "../rule";

/** Types whose policy alone refuses plain HTTP: the policy's own type, and the argument that names what it is for. */
export const policies: Readonly<Record<string, readonly [type: string, names: string]>> = {
  aws_efs_file_system: ["aws_efs_file_system_policy", "file_system_id"],
  aws_sns_topic: ["aws_sns_topic_policy", "arn"],
  aws_sqs_queue: ["aws_sqs_queue_policy", "queue_url"],
};

/** Buckets, queues, topics and file systems that take calls without TLS. */
export function plainPolicies(tree: FinishedTree): readonly Violation[] {
  const others = Object.entries(policies).flatMap(([type, [policyType, names]]) =>
    tree.resources(type).flatMap((element) => {
      const beside = tree.resources(policyType).filter((one) => tree.behind(one, one.body[names]) === element);
      return plain(tree, element, beside);
    }),
  );
  const buckets = bucketsIn(tree).flatMap(({ bucket, of }) => plain(tree, bucket, of("aws_s3_bucket_policy")));
  return [...buckets, ...others];
}

/** Of a policy that can't be read nothing is said. */
function plain(tree: FinishedTree, element: ResolvedElement, beside: readonly ResolvedElement[]): readonly Violation[] {
  const holders = [element, ...beside].filter(({ body }) => body.policy !== undefined);
  const read = holders.map((holder) => statementsOf(tree, holder, holder.body.policy));
  if (read.some((statements) => statements === undefined || statements.some(refusesPlain))) return [];
  const holder = holders[holders.length - 1];
  return [
    {
      ...(holder ? at(holder, "policy") : at(element)),
      problem: "no policy refuses calls without TLS",
      fix: 'deny all actions to everybody where aws:SecureTransport is "false"',
    },
  ];
}

function refusesPlain({ allows, forEverybody, actions, conditions }: PolicyStatement): boolean {
  const [only, ...others] = conditions;
  if (allows || !forEverybody || !only || others.length > 0 || !actions.some((one) => /^(\w+:)?\*$/.test(one)))
    return false;
  return only.operator.startsWith("Bool") && only.key === "aws:securetransport" && only.values.includes("false");
}
