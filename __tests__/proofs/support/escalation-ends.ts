import type { End } from "./escalation";

/** Paths that don't end at a denial, by the last part of the role's name and where they end. */
export type Ends = Readonly<Record<string, Partial<Readonly<Record<Exclude<End, "denied">, readonly string[]>>>>>;

/**
 * What runs somebody's code or opens a shell where it runs: whoever may change that has the role under which it runs. The
 * platform's own carry the boundary of workloads; a stranger's in the same account carry what strangers give them.
 */
const strangersMachines = [
  "apprunner-002",
  "bedrock-002",
  "cloudformation-002",
  "cloudformation-005",
  "codebuild-002",
  "codebuild-003",
  "ec2-002",
  "ec2-004",
  "ec2instanceconnect-003",
  "glue-002",
  "lambda-003",
  "lambda-004",
  "lambda-005",
  "sagemaker-004",
  "sagemaker-005",
  "ssm-001",
  "ssm-002",
];

/** With the policies that the roles have. */
export const ends: Ends = {
  // It writes the other roles' policies and trust: all of them keep their boundaries, and the root stays as it is.
  "identity-apply": {
    contained: [
      "boundary-replaced",
      "denial-detached",
      "iam-001",
      "iam-009",
      "iam-012",
      "iam-019",
      "iam-020",
      "rhino-02",
    ],
  },
  // Its own launch templates, whose nodes have a role within the boundary of workloads.
  "kubernetes-cluster-apply": { contained: ["ec2-004"] },
  // Known limit: PowerUserAccess within the boundary of people leaves all machines of the account.
  "people-break-glass": { open: strangersMachines },
};

/** Known limit: the boundaries of stacks that have EC2 leave the machines of strangers to whoever writes the policies. */
const withEc2 = { contained: ["ec2-001", "ec2-003", "instance-profile"], open: ["ec2-002", "ec2-004"] };
const person = { open: strangersMachines };

/** With policies that allow everything, which is what identity's apply role could write: what the boundaries leave. */
export const endsWhenRewritten: Ends = {
  "identity-apply": {
    contained: [
      "boundary-replaced",
      "denial-detached",
      "iam-001",
      "iam-005",
      "iam-009",
      "iam-012",
      "iam-019",
      "iam-020",
      "iam-021",
      "rhino-02",
    ],
  },
  "managed-infrastructure-apply": withEc2,
  "kubernetes-cluster-apply": withEc2,
  "app-services-apply": withEc2,
  "people-break-glass": person,
};
