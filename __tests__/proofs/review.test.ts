import { check } from "../../cli/bootstrap/check";
import { deployerRolesOf } from "../../constructs/identity/deployer-roles";
import type { Statement } from "../../constructs/identity/policy-document";
import { type DeployerRole, deployerRoles, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { account, environment, session } from "../cli/bootstrap/support/account";
import { environmentOutput } from "../support/demo";
import { bootstrapCalls } from "./support/bootstrap-calls";
import { printed } from "./support/printed";
import { type Call, describe as told, verdictOn } from "./support/simulator";
import { type Asker, allowedEverything, type Question, wrong } from "./support/state-askers";
import { forNobody, uses } from "./support/state-calls";
import { type State, statesOf } from "./support/states";

// What plans for reviews is what plans, without a hand on any lock: so the proofs about plans hold for it as well.
const platform = environmentOutput("example-s3");
const states = statesOf(platform, environment);
const fileOf = (stack: StackId) => platform.file(`permissions/${stack}.json`);
const roleOf = (stack: StackId, role: DeployerRole) => fileOf(stack)[role];
const statementsOf = (stack: StackId, role: DeployerRole, without = "-"): readonly Statement[] =>
  roleOf(stack, role)
    .policies.filter(({ name }: { name: string }) => !name.endsWith(without))
    .flatMap(({ document }: { document: { Statement: Statement[] } }) => document.Statement);

const reviewers = stackIds.map((stack): Asker & { readonly stack: StackId } => ({
  ...roleOf(stack, "review"),
  stack,
  relation: ({ stack: owner, readers }: State) => {
    if (owner === stack) return "own review";
    return readers.includes(stack) ? "reader" : "stranger";
  },
}));

describe.each(stackIds)("the role that plans %s for reviews", (stack) => {
  it("may do what its plan role may, but for the lock and the records of applies", () => {
    const withoutLock = statementsOf(stack, "plan").flatMap((statement) => {
      if (statement.Sid === "OwnLock" || statement.Sid === "OwnRecords") return [];
      return [statement.Sid === "OwnStateKey" ? { ...statement, Action: ["kms:Decrypt"] } : statement];
    });
    const reviewed = statementsOf(stack, "review", "-review-bootstrap");
    const sorted = (all: readonly Statement[]) => all.map((one) => JSON.stringify(one)).sort();
    expect(sorted(reviewed)).toEqual(sorted(withoutLock));
    expect(statementsOf(stack, "plan").length - withoutLock.length).toBe(2);
  });

  it("shares the plan role's policies and has none but the state's of its own", () => {
    const own = `${fileOf(stack).review.roleArn.split("/").at(-1)}-`;
    const names = roleOf(stack, "review").policies.map(({ name }: { name: string }) => name);
    const others = names.filter((name: string) => !name.startsWith(own));
    const planned = roleOf(stack, "plan").policies.map(({ name }: { name: string }) => name);
    expect(others).toEqual(planned.filter((name: string) => !name.endsWith("-state")));
    const ofIdentity = stack === "identity" ? [`${own}bootstrap`] : [];
    expect(names.filter((name: string) => name.startsWith(own))).toEqual([...ofIdentity, `${own}state`]);
  });

  it("has the plan role's boundary, and is taken from an environment of its own at GitHub", () => {
    const { boundary, trust } = roleOf(stack, "review");
    expect(boundary).toEqual(roleOf(stack, "plan").boundary);
    const renamed = JSON.stringify(roleOf(stack, "plan").trust).replace(`${stack}-plan"`, `${stack}-review"`);
    expect(JSON.stringify(trust)).toBe(renamed);
    expect(renamed).toContain(`:environment:example-s3-${stack}-review"`);
  });
});

describe("states", () => {
  const asked = (askers: readonly Asker[]) =>
    states.flatMap((state) =>
      askers.flatMap((asker) =>
        uses.map(([call, allowed]): Question => {
          return { asker, call: call(state), allowed: allowed.includes(asker.relation(state)) };
        }),
      ),
    );

  it("are read for reviews, the own one and those of contracts: no lock and no state is written or deleted", async () => {
    expect(await wrong(asked(reviewers))).toEqual([]);
    const attacks = states.flatMap((state) =>
      reviewers.flatMap((asker) => forNobody(state, {}).map((call): Question => ({ asker, call, allowed: false }))),
    );
    expect(await wrong(attacks)).toEqual([]);
    printed("review", asked(reviewers).length + attacks.length, "uses of states");
  });

  it("hold that by the policies of buckets and keys alone", async () => {
    const everything = reviewers.map((one): Asker => ({ ...one, ...allowedEverything(one.roleArn) }));
    expect(await wrong(asked(everything))).toEqual([]);
  });
});

describe("bootstrap --check", () => {
  const reviewer = reviewers[0] as Asker;
  const bucketPolicies = new Map<string, Call["resourcePolicy"]>(
    states.map(({ bucket, policies }) => [bucket, policies.bucketPolicy]),
  );
  const guarded = (call: Call): Call => ({
    ...call,
    resourcePolicy: call.resourcePolicy ?? bucketPolicies.get(call.resource),
  });
  let calls: readonly Call[];

  beforeAll(async () => {
    const recorder = bootstrapCalls(account().apis, states, environment);
    expect((await check(session(account(), { aws: recorder.apis }))).output).toContain("is as example-s3 wants it");
    calls = recorder.calls;
  });

  it("makes only calls that identity's review role may make", async () => {
    expect(calls.length).toBeGreaterThan(40);
    const verdicts = await Promise.all(
      calls.map(async (call) => [told(call), await verdictOn(reviewer, guarded(call))]),
    );
    expect(verdicts.filter(([, verdict]) => verdict !== "Allowed")).toEqual([]);
    printed("review", calls.length, "calls of bootstrap --check");
  });

  it("is all that the role's policy for it allows, on what bootstrap makes and nothing beside it", () => {
    const policy = roleOf("identity", "review").policies.find(({ name }: { name: string }) =>
      name.endsWith("-review-bootstrap"),
    );
    const allowed = policy.document.Statement.flatMap(({ Action }: Statement) => Action ?? []).sort();
    expect(allowed).toEqual([...new Set(calls.map(({ action }) => action))].sort());
    expect(policy.document.Statement.flatMap(({ Resource }: Statement) => Resource)).not.toContain("*");
  });

  it.each([
    ["s3:GetObject", "arn:aws:s3:::larkfield-states-apps/apps.tfstate"],
    ["s3:GetObject", "arn:aws:s3:::larkfield-states-state-access-logs/any"],
    ["s3:ListBucket", "arn:aws:s3:::larkfield-states-apps"],
    ["s3:PutBucketPolicy", "arn:aws:s3:::larkfield-states-identity"],
    ["s3:GetBucketPolicy", "arn:aws:s3:::larkfield-states-other"],
    ["cloudformation:DescribeStacks", "arn:aws:cloudformation:eu-west-1:222233334444:stack/other/1"],
    [
      "cloudformation:CreateChangeSet",
      "arn:aws:cloudformation:eu-west-1:222233334444:stack/strata-example-s3-bootstrap/1",
    ],
    [
      "cloudformation:SetStackPolicy",
      "arn:aws:cloudformation:eu-west-1:222233334444:stack/strata-example-s3-bootstrap/1",
    ],
    ["kms:GetKeyPolicy", "arn:aws:kms:eu-west-1:222233334444:key/of-somebody-else"],
    ["iam:GetRole", "arn:aws:iam::222233334444:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport"],
    [
      "iam:CreateServiceLinkedRole",
      "arn:aws:iam::222233334444:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
    ],
  ])("%s on %s is none of its business", async (action, resource) => {
    const context = { "aws:RequestedRegion": "eu-west-1" };
    expect(await verdictOn(reviewer, { action, resource, context })).not.toBe("Allowed");
  });

  it("is no other deployer's business", async () => {
    const others = stackIds.flatMap((stack) =>
      deployerRoles
        .filter((role) => stack !== "identity" || role !== "review")
        .map((role): Asker => ({ ...roleOf(stack, role), relation: () => "stranger" })),
    );
    const template = calls.filter(({ action }) => action === "cloudformation:GetTemplate").slice(0, 1);
    expect(template).toHaveLength(1);
    const asked = others.flatMap((asker) => template.map((call): Question => ({ asker, call, allowed: false })));
    expect(await wrong(asked)).toEqual([]);
  });
});

it("there is none where HCP Terraform plans, which knows no third phase", () => {
  expect(deployerRolesOf(loadEnvironment("example-hcp"))).toEqual(["plan", "apply"]);
  const hcp = environmentOutput("example-hcp");
  for (const stack of stackIds) expect(Object.keys(hcp.file(`permissions/${stack}.json`))).not.toContain("review");
  const names = Object.values(hcp.identity.all("aws_iam_role")).map(({ name }) => name);
  expect(names.filter((name: string) => name.endsWith("-review"))).toEqual([]);
});
