import { type PolicyDocument, readDocument } from "../../../constructs/identity/policy-document";
import { type BoundaryKind, type Controller, controllers, type Names, namesOf } from "../../../constructs/names";
import { type DeployerAction, deployerActions, deployerRoles, type StackId } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { outputOf, type SynthesizedPlatform } from "../../support/demo";
import { stacksIn } from "../../support/stacks-in";
import type { Body } from "../../support/synthesize";
import awsPolicies from "../data/aws-managed-policies.json";
import type { ProvenRole } from "./simulator";

/** A line of `cdktf.out/permissions/resources.json`. */
export interface ResourceLine {
  readonly stack: StackId;
  readonly address: string;
  readonly type: string;
  /** ARN pattern. */
  readonly arn: string;
  readonly changedBy?: "administrator";
  readonly create: readonly string[];
  readonly read: readonly string[];
  readonly update: readonly string[];
  readonly delete: readonly string[];
}

export interface Deployer extends ProvenRole {
  readonly stack: StackId;
  readonly action: DeployerAction;
  readonly trust: PolicyDocument;
}

/** A role by the last part of its name. */
export interface NamedRole extends ProvenRole {
  readonly name: string;
}

/** A role that identity declares, as far as taking it over goes. */
export interface KnownRole {
  readonly arn: string;
  /** ARN of its permissions boundary. */
  readonly boundary: string;
  readonly trust: PolicyDocument;
  /** ARNs of the policies of its own. */
  readonly policies: readonly string[];
}

/** A role by the last part of its name. */
export interface NamedRole extends ProvenRole {
  readonly name: string;
}

/** All that the proofs look at: plain data, so that a mutation can change a copy of it. */
export interface ProvenPlatform {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly deployers: readonly Deployer[];
  /** Roles of people, and of app teams' pipelines that act in their place, by the last part of their names. */
  readonly people: readonly NamedRole[];
  /** Roles of controllers, apps, nodes and AWS services. */
  readonly workloads: readonly NamedRole[];
  /** Roles of the platform's controllers, by the controllers' names. */
  readonly controllers: readonly NamedRole[];
  readonly boundaries: Readonly<Record<BoundaryKind, PolicyDocument>>;
  readonly resources: readonly ResourceLine[];
  /** Every role of the environment. */
  readonly roles: readonly KnownRole[];
}

/** Synthesizes an environment and reads what comes out: the files for the deployers, identity's JSON for people. */
export function proven(environment: Environment): ProvenPlatform {
  return provenIn(outputOf(environment), environment);
}

/** The same of what is synthesized already. */
export function provenIn(platform: SynthesizedPlatform, environment: Environment): ProvenPlatform {
  const names = namesOf(environment);
  const identity = new IdentityJson(platform, names, environment.aws.accountId);
  return {
    environment: environment.name,
    account: environment.aws.accountId,
    region: environment.aws.region,
    deployers: stacksIn(platform).flatMap((stack) => {
      const file = platform.file(`permissions/${stack}.json`);
      return deployerActions.map((action): Deployer => ({ stack, action, ...file[action] }));
    }),
    people: identity.others("people"),
    workloads: identity.others("workloads"),
    controllers: identity.controllers(),
    boundaries: identity.boundaries(),
    resources: platform.file("permissions/resources.json"),
    roles: identity.roles(),
  };
}

export function deployer({ deployers }: ProvenPlatform, stack: StackId, action: DeployerAction): Deployer {
  const found = deployers.find((one) => one.stack === stack && one.action === action);
  if (!found) throw new Error(`no ${action} role of ${stack}`);
  return found;
}

/** AWS's own policies, as AWS documents them (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/). */
const awsManaged = awsPolicies as unknown as Readonly<Record<string, PolicyDocument>>;

/** Roles with their policies, from the JSON that Terraform gets. */
class IdentityJson {
  constructor(
    private readonly platform: SynthesizedPlatform,
    private readonly names: Names,
    private readonly account: string,
  ) {}

  roles(): readonly KnownRole[] {
    return Object.entries(this.all("aws_iam_role")).map(([name, body]) => ({
      arn: this.arn("role", body),
      boundary: this.arn("policy", this.referred(body.permissions_boundary)),
      trust: JSON.parse(body.assume_role_policy),
      policies: this.policiesOf(name).map((policy) => (policy.body ? this.arn("policy", policy.body) : policy.arn)),
    }));
  }

  /** Roles of people and of the pipelines in their place, or of all that runs. */
  others(of: "people" | "workloads"): readonly NamedRole[] {
    const deployers = stacksIn(this.platform).flatMap((stack) =>
      deployerRoles.map((role) => this.names.deployerRole(stack, role)),
    );
    const short = (name: string) => name.slice(this.names.prefix.length + 1);
    const isPerson = ({ name }: Body) => /^(people|dev|ci|team-ci)-/.test(short(name));
    const found = this.rolesWhere((body) => !deployers.includes(body.name) && isPerson(body) === (of === "people"));
    return found.map((role) => ({ ...role, name: short(role.name) }));
  }

  controllers(): readonly NamedRole[] {
    const path = this.names.rolePath("controllers");
    const all = Object.keys(controllers) as Controller[];
    return this.rolesWhere((role) => role.path === path).map((role) => {
      return { ...role, name: all.find((one) => this.names.controllerRole(one) === role.name) ?? role.name };
    });
  }

  private rolesWhere(matches: (body: Body) => boolean): readonly NamedRole[] {
    return Object.entries(this.all("aws_iam_role"))
      .filter(([, body]) => matches(body))
      .map(([name, body]) => ({
        name: body.name,
        roleArn: this.arn("role", body),
        policies: this.policiesOf(name).map(({ arn, body: policy }) => {
          return { name: arn, document: policy ? readDocument(policy.policy) : documentOf(arn) };
        }),
        boundary: readDocument(this.referred(body.permissions_boundary).policy),
      }));
  }

  boundaries(): ProvenPlatform["boundaries"] {
    const prefix = `${this.names.prefix}-boundary-`;
    const found = Object.values(this.all("aws_iam_policy")).filter(({ name }) => name.startsWith(prefix));
    return Object.fromEntries(found.map(({ name, policy }) => [name.slice(prefix.length), readDocument(policy)]));
  }

  private policiesOf(role: string): readonly { readonly arn: string; readonly body?: Body }[] {
    return Object.values(this.all("aws_iam_role_policy_attachment"))
      .filter((attachment) => attachment.role === `\${aws_iam_role.${role}.name}`)
      .map(({ policy_arn: arn }) => (arn.startsWith("arn:") ? { arn } : { arn, body: this.referred(arn) }));
  }

  private arn(kind: string, { path, name }: Body): string {
    return `arn:aws:iam::${this.account}:${kind}${path}${name}`;
  }

  private all(type: string): Readonly<Record<string, Body>> {
    return this.platform.identity.all(type);
  }

  /** The policy behind `${aws_iam_policy.x.arn}`. */
  private referred(reference: string): Body {
    const name = /^\$\{aws_iam_policy\.(.+)\.arn\}$/.exec(reference)?.[1] ?? reference;
    return this.platform.identity.named("aws_iam_policy", name);
  }
}

function documentOf(arn: string): PolicyDocument {
  const document = awsManaged[arn.split("/").at(-1) ?? ""];
  if (!document) throw new Error(`the proofs don't know what ${arn} says`);
  return document;
}
