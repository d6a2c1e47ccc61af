import { allow, type PolicyDocument, policyDocument } from "../../../constructs/identity/policy-document";
import { PlatformRole, type PlatformRoleProps } from "../../../constructs/identity/role";
import { serviceTrust } from "../../../constructs/identity/trust/service-trust";
import { synthesize } from "../../support/synthesize";

const props: PlatformRoleProps = {
  name: "strata-prod-ctl-tool",
  path: "/strata/prod/controllers/",
  description: "What tool does.",
  trust: serviceTrust({ service: "ec2.amazonaws.com" }),
  boundaryArn: "arn:aws:iam::111122223333:policy/strata/prod/root/strata-prod-boundary-workloads",
};
const document = policyDocument(allow("See", "ec2:DescribeVpcs", "*"));
const build = (more: Partial<PlatformRoleProps>) => () =>
  synthesize((scope) => new PlatformRole(scope, "tool", { ...props, ...more }));

it("has its name, path, boundary and a session of one hour", () => {
  expect(build({})().only("aws_iam_role")).toMatchObject({
    name: props.name,
    path: props.path,
    permissions_boundary: props.boundaryArn,
    max_session_duration: 3600,
  });
});

it("attaches its policies one by one, under its own path and stable names", () => {
  const stack = build({ policies: { network: document }, awsManagedPolicies: ["service-role/Monitor"] })();
  expect(stack.named("aws_iam_policy", "tool_policy-network")).toMatchObject({
    name: "strata-prod-ctl-tool-network",
    path: props.path,
    policy: JSON.stringify(document),
  });
  const attached = stack.all("aws_iam_role_policy_attachment");
  expect(Object.keys(attached).sort()).toEqual(["tool_attachment-Monitor", "tool_attachment-network"]);
  expect(attached["tool_attachment-Monitor"].policy_arn).toBe("arn:aws:iam::aws:policy/service-role/Monitor");
  // Neither inline nor exclusive.
  expect(stack.types).toEqual(["aws_iam_policy", "aws_iam_role", "aws_iam_role_policy_attachment"]);
  expect(stack.only("aws_iam_role")).not.toHaveProperty("managed_policy_arns");
});

const ofSize = (actions: number): PolicyDocument =>
  policyDocument(
    allow(
      "See",
      Array.from({ length: actions }, (_, index) => `ec2:Describe${index}`),
      "*",
    ),
  );

it("refuses a policy that is longer than IAM takes, and says by how much", () => {
  const size = JSON.stringify(ofSize(400)).length;
  expect(build({ policies: { network: ofSize(400) } })).toThrow(
    "IAM policies: 1 problem\n" +
      `  - strata-prod-ctl-tool-network: it has ${size} characters without white space, and IAM takes 6144. ` +
      "Fix: split it into two policies by service. [IAM_POLICY_TOO_LONG]",
  );
});

it("refuses a trust policy that is longer than IAM takes", () => {
  const onBehalfOf = { accountId: "111122223333", source: "x".repeat(2100) };
  expect(build({ trust: serviceTrust({ service: "a", onBehalfOf }) })).toThrow(
    /trust of strata-prod-ctl-tool: .*IAM takes 2048/,
  );
});

it("refuses more policies than IAM attaches", () => {
  const policies = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`part-${index}`, document]));
  expect(build({ policies })).not.toThrow();
  expect(build({ policies, awsManagedPolicies: ["One"] })).toThrow(/it has 11 policies, and IAM attaches 10 to a role/);
});
