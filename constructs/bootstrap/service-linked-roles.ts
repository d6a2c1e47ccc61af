import type { Environment } from "../../environments/schema/environment";
import { logicalId, type Parameter, type Resource, ref, retained } from "./cloudformation";

/** A role that a service of AWS has in the account, and that has to be there before the first deployment. */
export interface ServiceLinkedRole {
  /** The service, as IAM names it. */
  readonly service: string;
  readonly role: string;
  /** What it is for. */
  readonly purpose: string;
  readonly neededBy: (environment: Pick<Environment, "autoscaling">) => boolean;
}

/** The other services make theirs with the first resource: docs/reference/service-linked-roles.md. */
const madeBefore: readonly ServiceLinkedRole[] = [
  {
    service: "autoscaling.amazonaws.com",
    role: "AWSServiceRoleForAutoScaling",
    purpose: "nodes on encrypted disks",
    neededBy: () => true,
  },
  {
    service: "spot.amazonaws.com",
    role: "AWSServiceRoleForEC2Spot",
    purpose: "nodes on spot capacity",
    neededBy: ({ autoscaling }) =>
      autoscaling.enabled && autoscaling.nodePools.some(({ capacity }) => capacity.includes("spot")),
  },
];

export function serviceLinkedRoles(environment: Pick<Environment, "autoscaling">): readonly ServiceLinkedRole[] {
  return madeBefore.filter(({ neededBy }) => neededBy(environment));
}

/** Logical id of the role. */
export function roleLogicalId({ service }: ServiceLinkedRole): string {
  return logicalId(service.split(".")[0] ?? service, "ServiceLinkedRole");
}

/** Parameter that says whether the stack makes the role: CloudFormation fails where the account has it already. */
export function roleParameter(role: ServiceLinkedRole): string {
  return `Make${roleLogicalId(role)}`;
}

export interface RoleParts {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** The roles that the account has not yet, each left to the account for good: others use it too. */
export function roleParts(roles: readonly ServiceLinkedRole[]): RoleParts {
  const by = <T>(name: (role: ServiceLinkedRole) => string, part: (role: ServiceLinkedRole) => T) =>
    Object.fromEntries(roles.map((role) => [name(role), part(role)]));
  return {
    parameters: by(roleParameter, ({ role }) => ({
      Type: "String",
      Description: `Whether ${role} is made: false where the account has it already`,
      AllowedValues: ["true", "false"],
      Default: "true",
    })),
    conditions: by(condition, (role) => ({ "Fn::Equals": [ref(roleParameter(role)), "true"] })),
    resources: by(roleLogicalId, (role) =>
      retained(
        "AWS::IAM::ServiceLinkedRole",
        { AWSServiceName: role.service, Description: `For ${role.purpose}` },
        { Condition: condition(role) },
      ),
    ),
  };
}

function condition(role: ServiceLinkedRole): string {
  return `${roleLogicalId(role)}IsMissing`;
}
