import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import { namesOf } from "../../../constructs/names";
import { stackIds } from "../../../constructs/stack/stack-id";
import { actionFacts, isOf } from "./action-facts";
import { attempt, type Context, type Target } from "./attack";
import type { ProvenPlatform } from "./proven";
import { type ProvenRole, verdictOn } from "./simulator";
import { type Case, casesOf, type Victim } from "./victims";

/** Which calls were tried, and which of them came through. */
export interface Tried {
  readonly tried: number;
  readonly allowed: readonly string[];
}

/** An action on one thing, with what the thing says of itself. */
export interface Try {
  readonly action: string;
  readonly arn: string;
  readonly given?: Context;
  /** What the request says in any case. */
  readonly asked?: Context;
  /** Condition keys that the request leaves out, whatever the policies want to see. */
  readonly without?: readonly string[];
  /** @default - the platform's */
  readonly region?: string;
}

/** Tries all of these as all of these roles. */
export async function tryAll(
  platform: ProvenPlatform,
  roles: readonly ProvenRole[],
  tries: readonly Try[],
): Promise<Tried> {
  const allowed: string[] = [];
  for (const one of tries) {
    const target = await targetOf(platform, one);
    for (const role of roles) {
      if (await attempt(role, one.action, target)) allowed.push(`${nameOf(role)}: ${one.action} on ${shortOf(one)}`);
    }
  }
  return { tried: tries.length * roles.length, allowed };
}

async function targetOf(platform: ProvenPlatform, one: Try): Promise<Target> {
  const { action, arn, given = {}, asked = {}, without = [], region = platform.region } = one;
  const facts = await actionFacts(action);
  if (!facts) throw new Error(`there is no action ${action}`);
  const types = facts.types.filter((type) => isOf(arn, type));
  const left = without.map((key) => key.toLowerCase());
  const keys = [...facts.keys, ...types.flatMap((type) => type.keys)].filter((key) => !left.includes(key));
  return { arn, region, keys, given: { ...given, ...asked } };
}

export function nameOf({ roleArn }: ProvenRole): string {
  return roleArn.split("/").at(-1) ?? roleArn;
}

function shortOf({ arn, asked }: Try): string {
  return [arn.split(":").slice(5).join(":") || arn, ...Object.values(asked ?? {})].join(" to ");
}

/** Services to which a role could be handed over, those of the platform's own roles and those of known attacks. */
const services = [
  "apprunner.amazonaws.com",
  "cloudformation.amazonaws.com",
  "codebuild.amazonaws.com",
  "ec2.amazonaws.com",
  "ecr.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "eks.amazonaws.com",
  "glue.amazonaws.com",
  "lambda.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "pods.eks.amazonaws.com",
  "sagemaker.amazonaws.com",
  "ssm.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

/** Every role of the platform, of another environment and of a stranger, handed over to each of the services. */
export function handovers(platform: ProvenPlatform, other: ProvenPlatform): readonly Try[] {
  const strangers = ["OrganizationAccountAccessRole", "legacy/Administrator"];
  const arns = [
    ...[...platform.roles, ...other.roles].map(({ arn }) => arn),
    ...strangers.map((name) => `arn:aws:iam::${platform.account}:role/${name}`),
  ];
  return arns.flatMap((arn) =>
    services.map((service) => ({ action: "iam:PassRole", arn, asked: { "iam:PassedToService": service } })),
  );
}

/** Moves of every alias that the platform, its states or another environment know, onto keys of every owner. */
export function aliasMoves(platform: ProvenPlatform, other: ProvenPlatform): readonly Try[] {
  const actions = ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"];
  const arn = (name: string) => `arn:aws:kms:${platform.region}:${platform.account}:${name}`;
  const states = stackIds.map((stack) => arn(namesOf(sourceOf(platform)).stateKeyAlias(stack)));
  const aliases = [...aliasesOf(platform), ...states, ...aliasesOf(other), arn("alias/legacy")];
  return aliases.flatMap((alias) => actions.map((action) => ({ action, arn: alias })));
}

/** The other half of such a move: the key that the alias leads to, before or after. */
export function keysMoved(platform: ProvenPlatform): readonly Try[] {
  const actions = ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"];
  const arn = `arn:aws:kms:${platform.region}:${platform.account}:key/0a1b2c3d4e5f60718`;
  const owners: readonly Context[] = [
    ...stackIds.map((stack) => tags(platform.environment, stack)),
    ...stackIds.map((stack) => tags("other", stack)),
    {},
  ];
  const states = stackIds.map((stack) => ({
    "kms:ResourceAliases": [namesOf(sourceOf(platform)).stateKeyAlias(stack)],
  }));
  return [...owners, ...states].flatMap((given) => actions.map((action) => ({ action, arn, given })));
}

function tags(environment: string, stack: string): Context {
  return { "aws:ResourceTag/strata:environment": environment, "aws:ResourceTag/strata:stack": stack };
}

function aliasesOf({ resources }: ProvenPlatform): readonly string[] {
  return resources.filter(({ type }) => type === "aws_kms_alias").map(({ arn }) => arn);
}

export function sourceOf({ environment, account, region }: ProvenPlatform) {
  return { name: environment, aws: { accountId: account, region, partition: "aws" as const } };
}

/** Who gets into which role of the platform: asked of the caller's own policies and of the role's trust policy. */
export async function chain(platform: ProvenPlatform, callers: readonly ProvenRole[]): Promise<Tried> {
  const allowed: string[] = [];
  for (const { arn, trust } of platform.roles) {
    for (const caller of callers) {
      const call = { action: "sts:AssumeRole", resource: arn, resourcePolicy: trust };
      if ((await verdictOn(caller, call)) === "Allowed")
        allowed.push(`${nameOf(caller)} becomes ${arn.split("/").at(-1)}`);
    }
  }
  return { tried: platform.roles.length * callers.length, allowed };
}

/** The same role, given by whoever writes its policies all that its boundary leaves. */
export function rewritten<T extends ProvenRole>(role: T): T {
  return { ...role, policies: [{ name: "everything", document: everything }] };
}

/** The same role held by nothing but its own policies. */
export function unbounded<T extends ProvenRole>(role: T): T {
  return { ...role, boundary: everything };
}

/** One role within each boundary, given everything: so far gets whoever writes the policies of the roles within it. */
export function withinEach({ boundaries, account, environment }: ProvenPlatform): readonly ProvenRole[] {
  return Object.entries(boundaries).map(([kind, boundary]) => {
    const roleArn = `arn:aws:iam::${account}:role/strata/${environment}/any/strata-${environment}-${kind}`;
    return rewritten({ roleArn, policies: [], boundary });
  });
}

export const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

/** Somebody of the same account whom nothing holds. */
export function administratorOf({ account }: ProvenPlatform): ProvenRole {
  return allPowerful(`arn:aws:iam::${account}:role/legacy/Administrator`);
}

export function allPowerful(roleArn: string): ProvenRole {
  return { roleArn, policies: [{ name: "everything", document: everything }], boundary: everything };
}

/** The ways to switch off or lose a record, on records of every stack, of another environment and of the account. */
export function silencings(platform: ProvenPlatform): readonly (Try & { readonly owner: string })[] {
  const { region, account, resources } = platform;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const ofAccount: readonly (readonly [string, string])[] = [
    ["cloudtrail:StopLogging", arn("cloudtrail", "trail/organization")],
    ["cloudtrail:DeleteTrail", arn("cloudtrail", "trail/organization")],
    ["cloudtrail:UpdateTrail", arn("cloudtrail", "trail/organization")],
    ["cloudtrail:PutEventSelectors", arn("cloudtrail", "trail/organization")],
    ["config:StopConfigurationRecorder", arn("config", "configuration-recorder/default/0a1b2c3d4e5f6071")],
    ["config:DeleteConfigurationRecorder", arn("config", "configuration-recorder/default/0a1b2c3d4e5f6071")],
    ["guardduty:DeleteDetector", arn("guardduty", "detector/0a1b2c3d4e5f60718")],
    ["logs:DeleteLogGroup", arn("logs", "log-group:/aws/cloudtrail/organization")],
  ];
  const groups = resources.filter(({ type }) => type === "aws_cloudwatch_log_group");
  const loses = [
    "logs:DeleteLogGroup",
    "logs:DeleteRetentionPolicy",
    "logs:PutRetentionPolicy",
    "logs:DisassociateKmsKey",
  ];
  const ofStacks = groups.flatMap(({ stack, arn: group }) =>
    loses.map((action) => ({ action, arn: group, given: tags(platform.environment, stack), owner: stack })),
  );
  const flowLogs = (environment: string, owner: string) => {
    const given = tags(environment, "managed-infrastructure");
    return { action: "ec2:DeleteFlowLogs", arn: arn("ec2", "vpc-flow-log/fl-0a1b2c3d4e5f60718"), given, owner };
  };
  return [
    ...ofAccount.map(([action, trail]) => ({ action, arn: trail, owner: "account" })),
    ...ofStacks,
    flowLogs(platform.environment, "managed-infrastructure"),
    flowLogs("other", "other"),
    { ...flowLogs(platform.environment, "account"), given: {} },
  ];
}

/** Entries into the cluster: who is let in, into which groups, and with which of EKS' own rights. */
export function entries({ region, account, roles, environment }: ProvenPlatform): readonly Try[] {
  const eks = (resource: string) => `arn:aws:eks:${region}:${account}:${resource}`;
  const cluster = `strata-${environment}`;
  const principals = [...roles.map(({ arn }) => arn), `arn:aws:iam::${account}:role/legacy/Administrator`];
  const given = tags(environment, "kubernetes-cluster");
  const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
  return principals.flatMap((principal): readonly Try[] => {
    const asked = { "eks:principalArn": principal };
    const entry = eks(`access-entry/${cluster}/role/${account}/${principal.split("/").at(-1)}/0a1b2c3d4e5f60718`);
    const arn = eks(`cluster/${cluster}`);
    const action = "eks:CreateAccessEntry";
    return [
      { action, arn, given, asked, without: ["eks:kubernetesGroups"] },
      ...["system:masters", "strata:apply:apps"].map((group): Try => {
        return { action, arn, given, asked: { ...asked, "eks:kubernetesGroups": [group] } };
      }),
      { action: "eks:AssociateAccessPolicy", arn: entry, given, asked: { "eks:policyArn": policyArn } },
    ];
  });
}

/** Own things given away, or made nobody's: other ownership tags, by default all of them, for what bears a stack's own. */
export async function giveaways(
  platform: ProvenPlatform,
  victim: Victim,
  to: Context = { "aws:RequestTag/strata:environment": "other", "aws:RequestTag/strata:stack": "other" },
): Promise<readonly Case[]> {
  const tagging = (await casesOf(platform, victim, [])).filter(
    ({ tagging: tags, target }) => tags && target.arn !== "*",
  );
  return tagging.map((one) => ({ ...one, target: { ...one.target, tags: to } }));
}
