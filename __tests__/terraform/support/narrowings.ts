import type { StackId } from "../../../constructs/stack/stack-id";
import type { Attributes, StateFile } from "./stateFile";

/** An edit of identity's state that takes rights from a stack's apply role. */
export interface Narrowing {
  readonly what: string;
  readonly stack: StackId;
  /** Type of the resources that are edited. */
  readonly type: string;
  /** The resource with other attributes, or nothing where it is taken away. `role`: name of the stack's apply role. */
  readonly edit: (attributes: Attributes, role: string) => Attributes | undefined;
  /** What each denied call says. */
  readonly denied: RegExp;
  /** How many are denied at least. */
  readonly least: number;
}

export const narrowings: readonly Narrowing[] = [
  {
    what: "one action less",
    stack: "app-services",
    type: "aws_iam_policy",
    edit: inPolicies('"rds:CreateDBCluster"', '"rds:DescribeDBClusters"'),
    denied: /: create of aws_rds_cluster\.\S+: rds:CreateDBCluster on /,
    least: 4,
  },
  {
    what: "one policy less",
    stack: "managed-infrastructure",
    type: "aws_iam_role_policy_attachment",
    edit: (one, role) => (one.role === role && one.policy_arn.endsWith("-network") ? undefined : one),
    denied: /: ec2:\w+ on /,
    least: 100,
  },
  {
    what: "another owner in the conditions",
    stack: "managed-infrastructure",
    type: "aws_iam_policy",
    edit: inPolicies('/strata:stack":"managed-infrastructure"', '/strata:stack":"apps"'),
    denied: /Tag\/strata:stack/,
    least: 50,
  },
  {
    what: "another stack's boundary",
    stack: "kubernetes-cluster",
    type: "aws_iam_role",
    edit: ({ permissions_boundary: boundary, ...one }, role) => {
      const other = one.name === role ? boundary.replace(/kubernetes-cluster$/, "identity") : boundary;
      return { ...one, permissions_boundary: other };
    },
    denied: /: (eks|ec2|logs|iam|kms):\w+ on .*(ImplicitlyDenied|ExplicitlyDenied)$/,
    least: 50,
  },
  {
    what: "the role itself gone",
    stack: "apps",
    type: "aws_iam_role",
    edit: (one, role) => (one.name === role ? undefined : one),
    denied: /: no such role$/,
    least: 5,
  },
];

/** Replaces text in the policies of the role. */
function inPolicies(text: string, other: string): Narrowing["edit"] {
  return ({ policy, ...one }, role) => {
    return { ...one, policy: one.name.startsWith(`${role}-`) ? policy.replaceAll(text, other) : policy };
  };
}

/** Identity's state with the edit made. */
export function narrowed(state: StateFile, { type, edit, stack }: Narrowing, environment: string): StateFile {
  const role = `strata-${environment}-${stack}-apply`;
  const resources = state.resources.map((resource) => {
    if (resource.type !== type) return resource;
    const instances = resource.instances.flatMap((instance) => {
      const attributes = edit(instance.attributes, role);
      return attributes ? [{ ...instance, attributes }] : [];
    });
    return { ...resource, instances };
  });
  return { ...state, resources };
}
