import type { PolicyDocument } from "../../../../constructs/identity/policy-document";
import { iam } from "../../../../constructs/permissions/catalogue/iam";
import type { ResourceNeeds } from "../../../../constructs/permissions/derive";
import { References } from "../../../../constructs/permissions/references";
import { platform } from "../../../../main";
import { type Call, decide } from "../../identity/support/iam";
import { demo, grantsOf, lintOf, needs, notGranted, tried, unlimited, unreasoned } from "./platform-needs";

const stacks = platform({ environment: demo }).resolveAll();
const identity = stacks.find(({ stack }) => stack.id === "identity");
const elements = identity?.elements ?? [];

/** The policies of identity's apply role, written by hand. */
const byHand: readonly PolicyDocument[] = elements
  .filter(({ type, body }) => type === "aws_iam_policy" && body.name.startsWith("strata-demo-identity-apply-"))
  .map(({ body }) => JSON.parse(body.policy));

const references = new References(stacks, iam);

function changedBy({ address, type }: ResourceNeeds): string | undefined {
  const element = elements.find((one) => one.address === address);
  if (!identity || !element) throw new Error(`identity has no ${address}`);
  return iam[type]?.changedBy?.(references.view(identity, element));
}

const resources = needs.filter(({ stack }) => stack === "identity");
const writes = ({ needs }: ResourceNeeds): readonly Call[] =>
  [...needs.create, ...needs.update, ...needs.delete].flatMap(({ actions, resources, conditions = {} }) => {
    const exact = { ...conditions.StringEquals, ...conditions.ArnEquals };
    const changing = actions.filter((action) => !/:(Get|List)/.test(action));
    return changing.flatMap((action) => resources.map((resource) => ({ action, resource, context: exact })));
  });

it("grants every call that the provider was seen making", () => {
  expect(tried(iam)).toEqual(Object.keys(iam));
  expect(notGranted(iam)).toEqual([]);
});

it("agrees with AWS's service authorization data", async () => expect(await lintOf(iam)).toEqual([]));

it("has an exact ARN for everything, so that nothing stands on *", () => {
  expect([...unlimited(iam), ...unreasoned(iam)]).toEqual([]);
  for (const { arn } of resources) expect(arn).not.toMatch(/[*]/);
});

describe("what only a root administrator changes", () => {
  const administered = resources.filter((resource) => changedBy(resource) === "administrator");

  it("is the root of trust and the OIDC providers, no more and no less", () => {
    const expected = resources.filter(({ arn }) => /\/strata\/demo\/root\/|:oidc-provider\//.test(arn));
    expect(administered.map(({ address }) => address)).toEqual(expected.map(({ address }) => address));
    const types = new Set(administered.map(({ type }) => type));
    // Instance profiles hold roles of machines, and none of those is of the root.
    expect(types).toEqual(new Set(Object.keys(iam).filter((type) => type !== "aws_iam_instance_profile")));
  });

  it("is out of reach of identity's own apply role", () => {
    const calls = administered.flatMap(writes);
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter((call) => decide(byHand, call) === "allowed")).toEqual([]);
  });
});

it("is in reach of the policies written by hand, all that is not the root", () => {
  const calls = resources.filter((resource) => changedBy(resource) === undefined).flatMap(writes);
  expect(calls.length).toBeGreaterThan(500);
  expect(calls.filter((call) => decide(byHand, call) === "denied")).toEqual([]);
});

it("gives a role no other boundary than the one that it is declared with, and takes none away", () => {
  const roles = grantsOf(({ type }) => type === "aws_iam_role", "create", "update", "delete");
  const bounding = roles.filter(({ actions }) => actions.some((one) => /CreateRole|PermissionsBoundary/.test(one)));
  for (const { conditions } of bounding) {
    const [boundary = ""] = conditions?.StringEquals?.["iam:PermissionsBoundary"] ?? [];
    expect(boundary).toMatch(/^arn:aws:iam::111122223333:policy\/strata\/demo\/root\/strata-demo-boundary-/);
  }
  expect(bounding.length).toBeGreaterThan(0);
  expect(roles.flatMap(({ actions }) => actions)).not.toContain("iam:DeleteRolePermissionsBoundary");
});

describe("instance profiles", () => {
  const profile = "arn:aws:iam::111122223333:instance-profile/strata/demo/cluster/strata-demo-eks-node";
  const grants = grantsOf(
    ({ type, arn }) => type === "aws_iam_instance_profile" && arn === profile,
    "create",
    "update",
  );

  it("are filled with the role that they name, handed over to EC2 alone", () => {
    const passing = grants.filter(({ actions }) => actions.includes("iam:PassRole"));
    expect(passing.length).toBeGreaterThan(0);
    for (const { resources, conditions } of passing) {
      expect(resources).toEqual(["arn:aws:iam::111122223333:role/strata/demo/cluster/strata-demo-eks-node"]);
      expect(conditions).toEqual({ StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com"] } });
    }
  });

  it("are made under their own name and with the stack's tags", () => {
    const [made] = grants.filter(({ actions }) => actions.includes("iam:CreateInstanceProfile"));
    expect(made?.resources).toEqual([profile]);
    expect(made?.conditions?.StringEquals).toMatchObject({ "aws:RequestTag/strata:stack": "identity" });
  });
});
