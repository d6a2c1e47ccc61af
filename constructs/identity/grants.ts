import type { Names } from "../names";
import type { StackId } from "../stack/stack-id";
import { allow, type Conditions, type Statement } from "./policy-document";

/** Tags that say whose a resource is, as the AWS provider puts them on everything. */
const environmentTag = "strata:environment";
const stackTag = "strata:stack";

type Targets = string | readonly string[];

/** Statements that rest on ownership tags, always on both together: two environments may share one account. */
export class Grants {
  constructor(
    private readonly names: Names,
    private readonly environment: string,
    private readonly stack: StackId,
  ) {}

  /** What is made must be given the stack's own tags in the same call. */
  create(sid: string, actions: Targets, resources: Targets, conditions: Conditions = {}): Statement {
    return allow(sid, actions, resources, merged(this.tagged("aws:RequestTag", this.stack), conditions));
  }

  /** What is changed or deleted must bear the stack's own tags. */
  change(sid: string, actions: Targets, resources: Targets, conditions: Conditions = {}): Statement {
    return allow(sid, actions, resources, merged(this.tagged("aws:ResourceTag", this.stack), conditions));
  }

  /** What another stack owns is named in a call, and neither changed nor deleted by it. */
  use(sid: string, owner: StackId, actions: Targets, resources: Targets): Statement {
    return allow(sid, actions, resources, this.tagged("aws:ResourceTag", owner));
  }

  /** New tags, and other values of old ones, on what is owned; the ownership tags themselves stay as they are. */
  retag(sid: string, actions: Targets, resources: Targets): Statement {
    return this.change(sid, actions, resources, {
      "ForAllValues:StringNotEquals": { "aws:TagKeys": [environmentTag, stackTag] },
      // Without any key the condition above would hold as well.
      Null: { "aws:TagKeys": "false" },
    });
  }

  /** What AWS makes untagged beside a VPC and Terraform adopts: it may be given the own tags while it has none. */
  adopt(sid: string, actions: Targets, resources: Targets): Statement {
    return this.create(sid, actions, resources, untagged);
  }

  /** The same, for calls that come before the tags. */
  changeUntagged(sid: string, actions: Targets, resources: Targets): Statement {
    return allow(sid, actions, resources, untagged);
  }

  /** One of the platform's keys, through the services that encrypt with it. By alias: its id is AWS's choice. */
  useKey(sid: string, actions: Targets, purpose: string, services: readonly string[], region: string): Statement {
    return allow(sid, actions, this.names.arn("kms", "key/*"), {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": [this.names.keyAlias(purpose)] },
      StringEquals: { "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`) },
    });
  }

  /** Grants on one of the platform's keys, to a service for a resource of its own and to nobody else. */
  grantKey(sid: string, purpose: string, services: readonly string[], region: string): Statement {
    const { Condition, ...statement } = this.useKey(sid, "kms:CreateGrant", purpose, services, region);
    return { ...statement, Condition: { ...Condition, Bool: { "kms:GrantIsForAWSResource": "true" } } };
  }

  /** Hands exactly these roles to exactly this service. */
  passRole(sid: string, roleArns: Targets, services: readonly string[]): Statement {
    return allow(sid, "iam:PassRole", roleArns, { StringEquals: { "iam:PassedToService": services } });
  }

  private tagged(key: "aws:RequestTag" | "aws:ResourceTag", stack: StackId): Conditions {
    return { StringEquals: { [`${key}/${environmentTag}`]: this.environment, [`${key}/${stackTag}`]: stack } };
  }
}

const untagged: Conditions = {
  Null: { [`aws:ResourceTag/${environmentTag}`]: "true", [`aws:ResourceTag/${stackTag}`]: "true" },
};

/** All conditions at once: they all have to hold. */
function merged(one: Conditions, other: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(operators.map((operator) => [operator, { ...one[operator], ...other[operator] }]));
}
