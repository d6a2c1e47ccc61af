import { deployerRoles, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { wholeDemo } from "../support/whole-demo";
import { attempt } from "./support/attack";
import { attack, lostToOwner, type Outcome, told } from "./support/isolation";
import {
  type Exceptions,
  intoOtherEnvironments,
  linesOf,
  onUntaggedThings,
  usesOfOtherStacks,
} from "./support/isolation-exceptions";
import { printed } from "./support/printed";
import { type Deployer, deployer, proven } from "./support/proven";
import {
  administratorOf,
  aliasMoves,
  allPowerful,
  chain,
  giveaways,
  handovers,
  keysMoved,
  rewritten,
  silencings,
  tryAll,
  unbounded,
} from "./support/takeovers";
import { stackVictims, stranger, type Victim } from "./support/victims";

const platform = proven(wholeDemo);
/** A second environment in the same account. */
const other = proven({ ...wholeDemo, name: "other" });
/** What holds here are the policies alone; what the boundaries add is a proof of its own. */
const deployers = platform.deployers.map(unbounded);

const betweenStacks = once(() => attackAll(stackVictims(platform), ({ stack }) => notOf(stack)));
const betweenEnvironments = once(() => attackAll(stackVictims(other), () => deployers));

describe("no deployer writes what is another's", () => {
  it("of another stack, but for the uses that are named", async () => {
    expectOnly(await betweenStacks(), usesOfOtherStacks, "stack against stack");
  });

  it("of another environment in the same account", async () => {
    expectOnly(await betweenEnvironments(), intoOtherEnvironments, "into another environment");
  });

  it("of strangers, who have no tags of ours, but for what Terraform adopts", async () => {
    expectOnly(await attackAll([stranger(platform)], () => deployers), onUntaggedThings, "on untagged things");
  });

  it("while its owner can: whatever its resources ask for comes through on its own things", async () => {
    const victims = stackVictims(platform).filter(({ stack }) => stack !== "identity");
    const lost = await Promise.all(
      victims.map(async (victim) =>
        lostToOwner(platform, victim, deployer(platform, victim.stack as StackId, "apply")),
      ),
    );
    expect(lost.flat().filter((action) => !onOthersThings.test(action))).toEqual([]);
  });
});

describe("nothing changes hands", () => {
  it("by tags: no way to tag or untag is open on what bears another's tags", async () => {
    const reached = [await betweenStacks(), await betweenEnvironments()].flatMap((outcome) => outcome.reached);
    // Route 53 authorizes tags by no tag, and no right of ours rests on the tags of a zone.
    expect(told(reached.filter((one) => one.case.tagging))).toEqual([
      "app-services apply: route53:ChangeTagsForResource on hostedzone",
    ]);
  });

  it("by gift: no stack gives the ownership tags of its own things other values, or takes them away", async () => {
    const gifts: string[] = [];
    let tried = 0;
    for (const victim of stackVictims(platform)) {
      const owner = deployers.filter(({ stack }) => stack === victim.stack);
      const cases = await giveaways(platform, victim);
      tried += cases.length * owner.length;
      for (const by of owner) {
        for (const one of cases)
          if (await attempt(by, one.action, one.target)) gifts.push(...told([{ by, case: one }]));
      }
    }
    expect([...new Set(gifts)].sort()).toEqual(withoutTagAuthorization);
    printed("isolation", tried, "things given away");
  });

  it("by aliases of keys: the one stack that declares them moves them, from its own keys to its own keys", async () => {
    const aliases = await tryAll(platform, deployers, aliasMoves(platform, other));
    const own = platform.resources.filter(({ type }) => type === "aws_kms_alias").map(({ arn }) => arn);
    expect(aliases.allowed).toEqual(own.map((arn) => arn.split(":").at(-1) ?? "").flatMap(movesOf));
    const keys = await tryAll(platform, deployers, keysMoved(platform));
    expect(keys.allowed).toEqual(movesOf("key/0a1b2c3d4e5f60718"));
    printed("isolation", aliases.tried + keys.tried, "moves of key aliases");
  });

  it("by roles: each is handed to the service that it is for, by the one stack that needs it", async () => {
    const { tried, allowed } = await tryAll(platform, deployers, handovers(platform, other));
    printed("isolation", tried, `handovers of roles, ${allowed.length} of them meant`);
    const short = /iam:PassRole on |strata-demo-|role\/strata\/demo\//g;
    expect(allowed.map((line) => line.replaceAll(short, "")).sort()).toEqual(handedOver);
  });

  it("by assuming: no role becomes another, whatever its policies say", async () => {
    const callers = [...deployers, ...platform.people];
    const ours = await chain(platform, [...callers, ...callers.map(rewritten)]);
    const strangers = await chain(platform, [administratorOf(platform), ...other.deployers.map(rewritten)]);
    expect([...ours.allowed, ...strangers.allowed]).toEqual([]);
    printed("isolation", ours.tried + strangers.tried, "roles asked for by other roles");
  });

  it("while root administrators become any deployer", async () => {
    const [pattern = ""] = wholeDemo.rootAdministrators;
    const { allowed } = await chain(platform, [allPowerful(pattern.replaceAll("*", "0123456789abcdef"))]);
    expect(allowed).toHaveLength(deployerRoles.length * stackIds.length);
  });
});

it("nobody silences another's record", async () => {
  const tried = await Promise.all(
    deployers.map((role) => {
      const foreign = silencings(platform).filter(({ owner }) => owner !== role.stack);
      return tryAll(platform, [role], foreign);
    }),
  );
  expect(tried.flatMap(({ allowed }) => allowed)).toEqual([]);
  printed("isolation", sum(tried.map((one) => one.tried)), "ways to silence a record");
});

/** Rights on zones rest on no tags, and those on identities and buckets on names: their tags may say what they like. */
const withoutTagAuthorization = [
  "app-services apply: route53:ChangeTagsForResource on hostedzone",
  "app-services apply: s3:PutBucketTagging on bucket",
  "app-services apply: s3:TagResource on bucket",
  "app-services apply: s3:UntagResource on bucket",
  "identity apply: iam:TagInstanceProfile on instance-profile",
  "identity apply: iam:TagPolicy on policy",
  "identity apply: iam:TagRole on role",
  "identity apply: iam:UntagInstanceProfile on instance-profile",
  "identity apply: iam:UntagPolicy on policy",
  "identity apply: iam:UntagRole on role",
  "managed-infrastructure apply: s3:PutBucketTagging on bucket",
  "managed-infrastructure apply: s3:TagResource on bucket",
  "managed-infrastructure apply: s3:UntagResource on bucket",
];

/**
 * Roles, keys and associations of others that a stack's own resources use, secrets that RDS names, and what EFS and ECR do
 * in their caller's name: see sufficiency.
 */
const onOthersThings = /^(iam|inspector2|kms|secretsmanager):|PodIdentityAssociation$|NetworkInterface(Attribute)?$/;

/** Who hands over which role to which service. */
const handedOver = [
  "app-services-apply: controllers/ctl-cert-manager to pods.eks.amazonaws.com",
  "app-services-apply: controllers/ctl-external-dns to pods.eks.amazonaws.com",
  "app-services-apply: controllers/ctl-external-dns-private to pods.eks.amazonaws.com",
  "app-services-apply: controllers/ctl-load-balancer-controller to pods.eks.amazonaws.com",
  "app-services-apply: controllers/databases/db-orders to pods.eks.amazonaws.com",
  "app-services-apply: services/svc-database-monitoring to monitoring.rds.amazonaws.com",
  "apps-apply: apps/fulfilment/app-fulfilment-orders to pods.eks.amazonaws.com",
  "apps-apply: apps/fulfilment/app-fulfilment-tracking to pods.eks.amazonaws.com",
  "apps-apply: apps/storefront/app-storefront-catalog to pods.eks.amazonaws.com",
  "apps-apply: apps/storefront/app-storefront-checkout to pods.eks.amazonaws.com",
  "apps-apply: apps/storefront/app-storefront-web to pods.eks.amazonaws.com",
  "cluster-services-apply: controllers/ctl-external-secrets to pods.eks.amazonaws.com",
  "cluster-services-apply: controllers/ctl-fluent-bit to pods.eks.amazonaws.com",
  "cluster-services-apply: controllers/ctl-karpenter to pods.eks.amazonaws.com",
  "cluster-services-apply: controllers/ctl-prometheus to pods.eks.amazonaws.com",
  "cluster-services-apply: controllers/ctl-velero to pods.eks.amazonaws.com",
  // As it puts the role into the instance profile of Karpenter's nodes.
  "identity-apply: cluster/eks-node to ec2.amazonaws.com",
  "identity-apply: runners/runner to ec2.amazonaws.com",
  "kubernetes-cluster-apply: cluster/eks-control-plane to eks.amazonaws.com",
  "kubernetes-cluster-apply: cluster/eks-node to ec2.amazonaws.com",
  "kubernetes-cluster-apply: cluster/eks-node to eks.amazonaws.com",
  "kubernetes-cluster-apply: controllers/ctl-ebs-csi to pods.eks.amazonaws.com",
  "kubernetes-cluster-apply: controllers/ctl-efs-csi to pods.eks.amazonaws.com",
  "kubernetes-cluster-apply: controllers/ctl-vpc-cni to pods.eks.amazonaws.com",
  "managed-infrastructure-apply: services/svc-flow-logs to vpc-flow-logs.amazonaws.com",
  "managed-infrastructure-apply: services/svc-image-cache to ecr.amazonaws.com",
];

function movesOf(thing: string): readonly string[] {
  const moves = ["CreateAlias", "UpdateAlias", "DeleteAlias"];
  return moves.map((move) => `strata-demo-managed-infrastructure-apply: kms:${move} on ${thing}`);
}

function notOf(stack: StackId | undefined): readonly Deployer[] {
  return deployers.filter((one) => one.stack !== stack);
}

async function attackAll(
  victims: readonly Victim[],
  attackers: (victim: Victim) => readonly Deployer[],
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const victim of victims) outcomes.push(await attack(platform, victim, attackers(victim)));
  return { tried: sum(outcomes.map(({ tried }) => tried)), reached: outcomes.flatMap(({ reached }) => reached) };
}

/** Exactly what is listed comes through: a new hole is a failure, and so is an exception that nothing needs any more. */
function expectOnly({ tried, reached }: Outcome, exceptions: Exceptions, what: string): void {
  const details = Object.entries(exceptions).flatMap(([reason, lines]) => [
    `  ${reason}`,
    ...lines.map((line) => `    ${line}`),
  ]);
  printed("isolation", tried, `writes tried, ${what}; ${told(reached).length} come through:`, details);
  expect(told(reached)).toEqual(linesOf(exceptions));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
