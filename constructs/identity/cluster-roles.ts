import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Construct } from "constructs";
import type { UpstreamRegistry } from "../delivery/upstream-registries";
import type { Names } from "../names";
import type { AwsManagedPolicy } from "./aws-managed-policies";
import { cachedRepositories } from "./image-cache-maker";
import { type KeyId, platformKey } from "./key-use";
import { allow, type Policies, policyDocument } from "./policy-document";
import { PlatformRole } from "./role";
import { serviceTrust } from "./trust/service-trust";

export interface ClusterRolesProps {
  readonly names: Names;
  readonly keyId: KeyId;
  readonly partition: string;
  /** ARN of the boundary of what makes the cluster run. */
  readonly boundaryArn: string;
  /** Registries whose images ECR keeps copies of. */
  readonly cachedRegistries: readonly UpstreamRegistry[];
}

interface RoleOfEks {
  readonly description: string;
  readonly service: string;
  readonly policies: readonly AwsManagedPolicy[];
  readonly ownPolicies?: Policies;
}

/**
 * What EKS itself and its nodes run as, with AWS's own policies: EKS calls whatever its next release needs, and AWS
 * keeps its policies up to date with that.
 */
export class ClusterRoles extends Construct {
  readonly controlPlane: PlatformRole;
  readonly nodes: PlatformRole;
  /** What Karpenter starts nodes with; it is given, so that Karpenter makes none. */
  readonly nodeProfile: IamInstanceProfile;

  constructor(scope: Construct, id: string, props: ClusterRolesProps) {
    super(scope, id);
    // Source: Amazon EKS User Guide, "Amazon EKS cluster IAM role": the one policy that a cluster without Auto Mode needs.
    this.controlPlane = this.role("control-plane", props, {
      description: "What the EKS control plane does in AWS.",
      service: "eks.amazonaws.com",
      policies: ["AmazonEKSClusterPolicy"],
      ownPolicies: secretsKey(props),
    });
    // The network plugin has a role of its own. No Systems Manager: a node is replaced, not repaired from within, and
    // a shell on it would have the roles of all its pods.
    this.nodes = this.role("node", props, {
      description: "Lets nodes join the cluster and pull images, and hand pods their own roles.",
      service: "ec2.amazonaws.com",
      policies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
      ownPolicies: firstPulls(props),
    });
    const { names } = props;
    this.nodeProfile = new IamInstanceProfile(this, "node-profile", {
      name: names.nodeInstanceProfile,
      path: names.rolePath("cluster"),
      role: this.nodes.name,
    });
  }

  private role(
    part: "control-plane" | "node",
    { names, partition, boundaryArn }: ClusterRolesProps,
    { description, service, policies, ownPolicies }: RoleOfEks,
  ): PlatformRole {
    return new PlatformRole(this, part, {
      name: names.clusterRole(part),
      path: names.rolePath("cluster"),
      description,
      trust: serviceTrust({ service }),
      boundaryArn,
      awsManagedPolicies: policies,
      policies: ownPolicies,
      partition,
    });
  }
}

/**
 * EKS looks at the grants of the key of Secrets as this role, when it checks the cluster's health; without the right each
 * check leaves an AccessDenied in CloudTrail.
 * Sources: terraform-aws-modules/terraform-aws-eks, issues 1913 and 2309.
 */
function secretsKey(props: ClusterRolesProps): Policies {
  const { resource, conditions } = platformKey(props, "cluster");
  return { "secrets-key": policyDocument(allow("SeeGrants", "kms:ListGrants", resource, conditions)) };
}

/**
 * The first pull of an image that ECR has no copy of makes its repository; to fetch the image is in AWS's policy.
 * Source: Amazon ECR User Guide, "IAM permissions required to sync an upstream registry".
 */
function firstPulls(props: ClusterRolesProps): Policies {
  if (props.cachedRegistries.length === 0) return {};
  return { "first-pulls": policyDocument(allow("FirstPulls", "ecr:CreateRepository", cachedRepositories(props))) };
}
