import pathfinding from "../data/escalation-paths.json";
import { type ActionFacts, actionFacts, type TypeFacts } from "./action-facts";
import { attempt, type Context, names, type Target } from "./attack";
import type { KnownRole, ProvenPlatform } from "./proven";
import type { ProvenRole } from "./simulator";

/**
 * Ways to more rights by what they need: Pathfinding.cloud's, Rhino Security Labs' second one, which that list leaves out,
 * and those that this platform has beside: boundaries, OIDC providers, instance profiles, rights inside the cluster, and
 * services that run code as somebody and that the lists don't know yet.
 */
export const paths: Readonly<Record<string, readonly string[]>> = {
  ...pathfinding,
  "rhino-02": ["iam:SetDefaultPolicyVersion"],
  "boundary-removed": ["iam:DeleteRolePermissionsBoundary"],
  "boundary-replaced": ["iam:PutRolePermissionsBoundary"],
  "denial-detached": ["iam:DetachRolePolicy"],
  "provider-created": ["iam:CreateOpenIDConnectProvider"],
  "provider-audience": ["iam:AddClientIDToOpenIDConnectProvider"],
  "provider-thumbprint": ["iam:UpdateOpenIDConnectProviderThumbprint"],
  "saml-provider": ["iam:UpdateSAMLProvider"],
  "instance-profile": ["iam:PassRole", "ec2:AssociateIamInstanceProfile"],
  "profile-created": ["iam:PassRole", "iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"],
  "profile-swapped": ["iam:PassRole", "iam:RemoveRoleFromInstanceProfile", "iam:AddRoleToInstanceProfile"],
  fleet: ["iam:PassRole", "ec2:CreateFleet"],
  "root-volume": ["ec2:CreateReplaceRootVolumeTask"],
  "scaling-group": ["ec2:CreateLaunchTemplateVersion", "autoscaling:UpdateAutoScalingGroup"],
  "cluster-entry": ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"],
  "cluster-groups": ["eks:UpdateAccessEntry"],
  "pod-role": ["iam:PassRole", "eks:CreatePodIdentityAssociation"],
  "pod-role-moved": ["iam:PassRole", "eks:UpdatePodIdentityAssociation"],
  "key-policy": ["kms:PutKeyPolicy"],
  "secret-read": ["secretsmanager:GetSecretValue"],
  "parameter-read": ["ssm:GetParameter"],
  "airflow-token": ["airflow:CreateCliToken"],
  "batch-job": ["batch:SubmitJob"],
  "beanstalk-update": ["elasticbeanstalk:UpdateEnvironment"],
  "codedeploy-deployment": ["codedeploy:CreateDeployment"],
  "codepipeline-update": ["codepipeline:UpdatePipeline", "codepipeline:StartPipelineExecution"],
  "ecs-shell": ["ecs:ExecuteCommand"],
  "emr-step": ["elasticmapreduce:AddJobFlowSteps"],
  "events-target": ["iam:PassRole", "events:PutTargets"],
  schedule: ["iam:PassRole", "scheduler:CreateSchedule"],
  "serial-console": ["ec2-instance-connect:SendSerialConsoleSSHPublicKey"],
  "state-machine": ["states:UpdateStateMachine", "states:StartExecution"],
};

/**
 * - denied: one of the actions at least is denied on everything there is;
 * - contained: the role gains what carries a boundary that no deployer can change, and nothing of the root of trust;
 * - open: it gains more than that.
 */
export type End = "denied" | "contained" | "open";

/** How far a role gets on a path. */
export async function endOf(platform: ProvenPlatform, role: ProvenRole, path: readonly string[]): Promise<End> {
  if (!path.every((action) => names(role, action))) return "denied";
  const gained: string[] = [];
  // What hands over a role has as many targets as there are roles: last, since a denial ends the path.
  for (const action of [...path].sort((a, b) => Number(a.startsWith("iam:")) - Number(b.startsWith("iam:")))) {
    const reached = await reachedOnce(platform, role, action, passedTo(path));
    if (reached === undefined) return "denied";
    gained.push(...reached);
  }
  return gained.every((one) => isContained(platform, one)) ? "contained" : "open";
}

const strangers = "stranger";

/** A role of the platform's, outside of the root of trust, that carries one of its boundaries; or a thing of its own. */
function isContained({ roles, environment }: ProvenPlatform, gained: string): boolean {
  if (gained === strangers) return false;
  const role = roles.find(({ arn }) => arn === gained);
  const root = `/strata/${environment}/root/`;
  return role === undefined || (role.boundary.includes(root) && !role.arn.includes(root));
}

type Reached = readonly string[] | undefined;

const known = new WeakMap<ProvenRole, Map<string, Promise<Reached>>>();

/** The same action stands in many paths. */
function reachedOnce(platform: ProvenPlatform, role: ProvenRole, action: string, service: string): Promise<Reached> {
  const ofRole = known.get(role) ?? new Map<string, Promise<Reached>>();
  known.set(role, ofRole);
  const key = action === "iam:PassRole" ? `${action} ${service}` : action;
  const reached = ofRole.get(key) ?? reachedBy(platform, role, action, service);
  ofRole.set(key, reached);
  return reached;
}

/** What the action gives power over, `undefined` where it is denied. */
async function reachedBy(
  platform: ProvenPlatform,
  role: ProvenRole,
  action: string,
  service: string,
): Promise<Reached> {
  const facts = await actionFacts(action);
  if (!facts) throw new Error(`there is no action ${action}`);
  const needed = facts.types.filter(({ name, required }) => required || neededAsWell[action] === name);
  const kinds = needed.length > 0 ? needed.map((type) => [type]) : [facts.types];
  const reached: string[] = [];
  for (const types of kinds) {
    const hits = await hitsOn(platform, role, facts, types, service);
    if (hits.length === 0) return undefined;
    reached.push(...hits);
  }
  return reached.filter((one) => one !== "");
}

/** Types that AWS's data calls optional, and without which the path leads nowhere. */
const neededAsWell: Readonly<Record<string, string>> = {
  "ssm:SendCommand": "instance",
  "ssm:StartSession": "instance",
};

interface Candidate {
  readonly target: Target;
  /** Roles over which it gives power, `stranger` where nobody knows which. */
  readonly gives: readonly string[];
}

async function hitsOn(
  platform: ProvenPlatform,
  role: ProvenRole,
  facts: ActionFacts,
  types: readonly TypeFacts[],
  service: string,
): Promise<readonly string[]> {
  const reached: string[] = [];
  for (const { target, gives } of candidates(platform, role, facts, types, service)) {
    if (await attempt(role, facts.action, target)) reached.push("", ...gives);
  }
  return reached;
}

function candidates(
  platform: ProvenPlatform,
  role: ProvenRole,
  facts: ActionFacts,
  types: readonly TypeFacts[],
  service: string,
): readonly Candidate[] {
  const { region, account } = platform;
  if (types.length === 0) return [{ target: { arn: "*", region, keys: facts.keys, given: {} }, gives: [] }];
  const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
  return types.flatMap((type): readonly Candidate[] => {
    const at = (arn: string, gives: readonly string[], given: Context = {}): Candidate => {
      return { target: { arn, region, keys: type.keys, given }, gives };
    };
    const power = isGain(facts, type) ? [strangers] : [];
    const stranger = at(madeUp(platform, type, "legacy"), power);
    if (!type.arn.includes(":iam:")) {
      const { environment } = platform;
      return [
        stranger,
        at(madeUp(platform, type, `strata-${environment}-two`), power, tagsOf(`${environment}-two`, role)),
        at(madeUp(platform, type, `strata-${environment}`), [], tagsOf(environment, role)),
      ];
    }
    if (type.name === "instance-profile") {
      const path = `instance-profile/strata/${platform.environment}`;
      return [stranger, at(iam(`${path}/cluster/any`), []), at(iam(`${path}/root/any`), [strangers])];
    }
    if (type.name === "role") {
      const passed: Context = facts.action === "iam:PassRole" ? { "iam:PassedToService": service } : {};
      const ours = platform.roles.map((one) => at(one.arn, [one.arn], { ...boundaryOf(one), ...passed }));
      return [...ours, at(iam("role/legacy/Administrator"), [strangers], passed)];
    }
    if (type.name === "policy") {
      const ours = [...new Set(platform.roles.flatMap(({ policies, boundary }) => [...policies, boundary]))];
      return [...ours.filter((arn) => !arn.includes("::aws:")).map((arn) => at(arn, holders(platform, arn))), stranger];
    }
    return [stranger];
  });
}

/** Roles that a policy speaks for. To rewrite a boundary is to rewrite what holds all the others. */
function holders({ roles }: ProvenPlatform, policy: string): readonly string[] {
  if (roles.some(({ boundary }) => boundary === policy)) return [strangers];
  return roles.filter(({ policies }) => policies.includes(policy)).map(({ arn }) => arn);
}

function boundaryOf({ boundary }: KnownRole): Context {
  return { "iam:PermissionsBoundary": boundary };
}

/** To make something new, or to start it, gives no power over what was there before. */
function isGain({ action }: ActionFacts, { name, keys }: TypeFacts): boolean {
  const makes =
    /:(Create|Register|Put|Run|Request)/.test(action) && !keys.some((key) => key.startsWith("aws:resourcetag/"));
  return !makes && !usesOnly.test(`${action} ${name}`);
}

/** What a call names beside the thing that it is about. */
const usesOnly =
  /^ec2:(AssociateIamInstanceProfile|RunInstances|RequestSpotInstances) |^ssm:(SendCommand|StartSession) document$/;

function tagsOf(environment: string, role: ProvenRole): Context {
  const stack = "stack" in role ? String(role.stack) : "kubernetes-cluster";
  return { "aws:ResourceTag/strata:environment": environment, "aws:ResourceTag/strata:stack": stack };
}

function madeUp({ account, region }: ProvenPlatform, type: TypeFacts, name: string): string {
  const parts: Readonly<Record<string, string>> = { Partition: "aws", Region: region, Account: account };
  return type.arn.replace(/\$\{(\w+)\}/g, (_, part: string) => parts[part] ?? name).replaceAll("*", name);
}

/** The service that a path hands a role over to. */
function passedTo(path: readonly string[]): string {
  const service = path.map((action) => action.split(":")[0] ?? "").find((one) => one !== "iam") ?? "ec2";
  if (service === "eks") return "pods.eks.amazonaws.com";
  return `${service === "ecs" ? "ecs-tasks" : service}.amazonaws.com`;
}
