import { allow, type PolicyDocument, policyDocument, type Statement } from "../identity/policy-document";
import { addOnRegistryAccount } from "./add-on-registries";
import type { InterfaceService } from "./endpoint-services";
import { guardDutyRegistryAccount } from "./guard-duty-registries";
import { anyone, byOwnAccount, onOwnAccount, type PerimeterProps } from "./perimeter";

type Exceptions = (perimeter: PerimeterProps) => readonly Statement[];

/** Images of EKS add-ons and of GuardDuty's agent, which AWS keeps in registries of its own. */
const pullsOfAgents: Exceptions = (perimeter) => {
  const { region, runtimeMonitoring } = perimeter;
  const guardDuty = runtimeMonitoring ? guardDutyRegistryAccount(region) : undefined;
  return [
    pullsFrom("PullsOfAddOns", addOnRegistryAccount(region), perimeter),
    ...(guardDuty ? [pullsFrom("PullsOfGuardDuty", guardDuty, perimeter)] : []),
  ];
};

function pullsFrom(sid: string, account: string, perimeter: PerimeterProps): Statement {
  const { partition, region } = perimeter;
  const repositories = `arn:${partition}:ecr:${region}:${account}:repository/*`;
  const pulls = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
  return allow(sid, pulls, repositories, byOwnAccount(perimeter));
}

/** Machine images, which are AWS's own, and the snapshots behind them. Their ARNs name no account. */
const imagesOfNodes: Exceptions = (perimeter) => {
  const { partition, region } = perimeter;
  const images = ["image", "snapshot"].map((type) => `arn:${partition}:ec2:${region}::${type}/*`);
  return [allow("ImagesOfNodes", ["ec2:CreateFleet", "ec2:RunInstances"], images, byOwnAccount(perimeter))];
};

/** Public parameters, from which Karpenter reads the newest machine images. */
const publicParameters: Exceptions = (perimeter) => {
  const { partition, region } = perimeter;
  const parameters = `arn:${partition}:ssm:${region}::parameter/aws/service/*`;
  const reads = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"];
  return [allow("PublicParameters", reads, parameters, byOwnAccount(perimeter))];
};

/** Pipelines' runners in the VPC prove who they are by a token, and have no principal before they have a role. */
const webIdentities: Exceptions = ({ partition, accountId }) => {
  const roles = `arn:${partition}:iam::${accountId}:role/*`;
  return [allow("WebIdentities", "sts:AssumeRoleWithWebIdentity", roles)];
};

const exceptions: Readonly<Partial<Record<InterfaceService, Exceptions>>> = {
  ec2: imagesOfNodes,
  "ecr.api": pullsOfAgents,
  "ecr.dkr": pullsOfAgents,
  ssm: publicParameters,
  sts: webIdentities,
};

/**
 * What an interface endpoint lets through: this account's principals, to this account's resources and the few of AWS's
 * that nodes can't do without. What the callers may do is for their own policies to say.
 */
export function endpointPolicy(service: InterfaceService, perimeter: PerimeterProps): PolicyDocument {
  const statements = [
    allow("OwnAccount", "*", "*", onOwnAccount(perimeter)),
    ...(exceptions[service]?.(perimeter) ?? []),
  ];
  return policyDocument(...statements.map((statement) => ({ ...statement, Principal: anyone })));
}
