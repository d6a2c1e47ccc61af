import type { Statement } from "../../constructs/identity/policy-document";
import { type Controller, controllers } from "../../constructs/names";
import { decideWithin } from "../constructs/identity/support/iam";
import { outputOf, type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import { recordedLedger } from "../support/deployed";
import { wholeDemo } from "../support/whole-demo";
import { leftOutOfControllers } from "./support/controller-exceptions";
import { type NeededCall, neededCalls, sourcesOf } from "./support/controller-needs";
import { printed } from "./support/printed";
import { type NamedRole, provenIn } from "./support/proven";
import { type Call, describe as told, type Verdict, verdictOn } from "./support/simulator";

const all = Object.keys(controllers) as Controller[];
const first = outputOf(wholeDemo);
let recorded: SynthesizedPlatform;
const cases = all.flatMap((controller) => [
  { controller, when: "before anything is recorded", platform: () => first },
  { controller, when: "once the ledger knows what AWS chose", platform: () => recorded },
]);

beforeAll(async () => {
  recorded = synthesizePlatform({ environment: wholeDemo, ledger: await recordedLedger(wholeDemo) });
});

describe.each(cases)("$controller, $when", ({ controller, when, platform }) => {
  let calls: readonly NeededCall[];
  let role: NamedRole;
  const leftOut = Object.values(leftOutOfControllers[controller] ?? {}).flat();

  beforeAll(() => {
    calls = neededCalls(controller, platform(), wholeDemo);
    role = roleOf(controller, platform());
  });

  const verdict = ({ call }: NeededCall) => answer(role, call);

  it("may do all that its vendor says it does, but for what is left out", async () => {
    const needed = calls.filter(({ key }) => !leftOut.includes(key));
    const verdicts = await Promise.all(needed.map(async (one) => ({ one, verdict: await verdict(one) })));
    const denied = verdicts.filter((answer) => answer.verdict !== "Allowed");
    expect(denied.map(({ one, verdict }) => `${one.key}, ${verdict}: ${told(one.call)}`)).toEqual([]);
    expect(sourcesOf(controller).length).toBeGreaterThan(0);
    printed(`controllers, ${controller}, ${when}`, needed.length, "calls that the vendor lists");
  });

  it("is allowed nothing beside: without any one of its rights some call is refused", async () => {
    const idle = await Promise.all(
      rightsOf(role).map(async (right) => {
        const affected = calls.filter(({ key, call }) => call.action === right.action && !leftOut.includes(key));
        const verdicts = await Promise.all(affected.map(({ call }) => answer(without(role, right), call)));
        return verdicts.every((one) => one === "Allowed") ? [told({ ...right })] : [];
      }),
    );
    expect(idle.flat()).toEqual([]);
  });

  it("is refused what is left out, and nothing is left out that no vendor lists", async () => {
    const refused = await Promise.all(
      leftOut.map(async (key) => {
        const listed = calls.filter((one) => one.key === key);
        const verdicts = await Promise.all(listed.map(verdict));
        return { key, refused: verdicts.length > 0 && !verdicts.includes("Allowed") };
      }),
    );
    expect(refused.filter((one) => !one.refused)).toEqual([]);
  });
});

describe("a restore", () => {
  /** Velero reads the backup, and the volume driver makes volumes of snapshots. */
  const restoring: readonly (readonly [Controller, string])[] = [
    ["velero", "s3:ListBucket on bucket of backups"],
    ["velero", "s3:GetObject on backup"],
    ["velero", "kms:Decrypt on key for backups"],
    ["ebs-csi", "ec2:DescribeSnapshots on everything"],
    ["ebs-csi", "ec2:CreateVolume on snapshot of the driver"],
    ["ebs-csi", "ec2:CreateVolume on new volume"],
    ["ebs-csi", "ec2:CreateTags on new volume"],
    ["ebs-csi", "kms:CreateGrant on key for volumes"],
  ];

  it.each(restoring)("is in the rights of %s: %s", async (controller, key) => {
    const calls = neededCalls(controller, first, wholeDemo).filter((one) => one.key === key);
    expect(calls.length).toBeGreaterThan(0);
    const verdicts = await Promise.all(calls.map(({ call }) => answer(roleOf(controller, first), call)));
    expect(new Set(verdicts)).toEqual(new Set(["Allowed"]));
  });
});

describe("roles of the platform, deployers aside", () => {
  const byAlias = ({ identity }: SynthesizedPlatform) =>
    Object.entries(identity.all("aws_iam_policy"))
      .filter(([name]) => !/^(deployers|boundaries)_/.test(name))
      .filter(([, { policy }]) => policy.includes("kms:ResourceAliases"))
      .map(([name]) => name);

  it("name keys by their aliases before anything is recorded", () => {
    expect(byAlias(first)).toEqual(expect.arrayContaining(["cluster_control-plane_policy-secrets-key"]));
    expect(byAlias(first).length).toBeGreaterThan(4);
  });

  it("name them by their ids once the ledger knows those", () => expect(byAlias(recorded)).toEqual([]));
});

interface Right {
  readonly statement: Statement;
  readonly action: string;
  readonly resource: string;
}

/** What a role's policies allow, one action on one pattern at a time. */
function rightsOf({ policies }: NamedRole): readonly Right[] {
  const allowing = policies.flatMap(({ document }) => document.Statement).filter(({ Effect }) => Effect === "Allow");
  return allowing.flatMap((statement) =>
    (statement.Action ?? []).flatMap((action) =>
      (statement.Resource ?? []).map((resource) => ({ statement, action, resource })),
    ),
  );
}

function without(role: NamedRole, { statement, action, resource }: Right): NamedRole {
  const narrowed: readonly Statement[] = [
    { ...statement, Action: statement.Action?.filter((one) => one !== action) },
    { ...statement, Action: [action], Resource: statement.Resource?.filter((one) => one !== resource) },
  ].filter(({ Action = [], Resource = [] }) => Action.length > 0 && Resource.length > 0);
  const policies = role.policies.map(({ name, document }) => {
    return {
      name,
      document: { ...document, Statement: document.Statement.flatMap((one) => (one === statement ? narrowed : [one])) },
    };
  });
  return { ...role, policies: policies.filter(({ document }) => document.Statement.length > 0) };
}

/** AWS's authorization data lists other resources for these than its services ask about, so that the simulator refuses. */
const listedOtherwise = [
  "elasticloadbalancing:AddTags",
  "elasticloadbalancing:RemoveTags",
  "arc-zonal-shift:GetManagedResource",
];

async function answer(role: NamedRole, call: Call): Promise<Verdict> {
  if (!listedOtherwise.includes(call.action)) return verdictOn(role, call);
  const documents = role.policies.map(({ document }) => document);
  return decideWithin(role.boundary, documents, call) === "allowed" ? "Allowed" : "ImplicitlyDenied";
}

function roleOf(controller: Controller, platform: SynthesizedPlatform): NamedRole {
  const role = provenIn(platform, wholeDemo).controllers.find(({ name }) => name === controller);
  if (!role) throw new Error(`the demo has no role for ${controller}`);
  return role;
}
