import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { Construct } from "constructs";
import { ConfigError } from "../errors";
import { waive } from "../guardrails/waive";
import { waiveShortRetention } from "../observability/short-retention";
import { waiveOnControlPlane } from "./control-plane-waivers";

/** Everything that EKS can log about a control plane; `audit` is the record of who did what in the cluster. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export interface ControlPlaneProps {
  /** Name of the cluster, which is also what Pod Identity trust and logins know it by. */
  readonly name: string;
  /** Kubernetes minor version, such as "1.35". */
  readonly version: string;
  /** Role that the control plane assumes. */
  readonly roleArn: string;
  /** What AWS does when standard support of the version ends: upgrade the cluster, or charge six times the price. @default "STANDARD" */
  readonly supportType?: "STANDARD" | "EXTENDED";
  /** Subnets of the control plane's network interfaces, in two zones or more, which can't be others later. */
  readonly subnetIds: readonly string[];
  /** Security groups of those interfaces, beside the one that EKS makes. @default - none */
  readonly securityGroupIds?: readonly string[];
  /** Address block of Kubernetes services. */
  readonly serviceCidr: string;
  /**
   * Public address blocks that may reach the Kubernetes API from outside the VPC.
   * @default - none: the API answers inside the VPC only
   */
  readonly publicCidrs?: readonly string[];
  /** Key that wraps the keys of Kubernetes Secrets in etcd. */
  readonly secretsKeyArn: string;
  /** Log group that EKS writes to: `/aws/eks/<name>/cluster`, and no other. */
  readonly logGroupName: string;
  /** Key of the log group. */
  readonly logKeyArn: string;
  /** Days that the logs are kept. */
  readonly logRetentionDays: number;
  /** Refuses deletion of the cluster until it is turned off in an apply of its own. @default true */
  readonly deletionProtection?: boolean;
}

/** EKS refuses a cluster that has one part of Auto Mode without the others: all three are off, and said to be. */
const off = { enabled: false };

/**
 * The EKS control plane with nothing on it: no admin but those who have an access entry, no add-on but those declared,
 * no node but those declared. There is no OIDC provider for service accounts, since pods get their roles from Pod
 * Identity.
 */
export class ControlPlane extends Construct {
  readonly cluster: EksCluster;

  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);
    refuseOpenEndpoint(this, props.publicCidrs ?? []);
    // EKS would make the group itself when it is missing: unencrypted, and kept for ever.
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: props.logGroupName,
      kmsKeyId: props.logKeyArn,
      retentionInDays: props.logRetentionDays,
    });
    this.cluster = new EksCluster(this, "cluster", {
      name: props.name,
      version: props.version,
      roleArn: props.roleArn,
      // The creator gets no hidden entry, so that the deployer's own can be declared without a 409.
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      // Auto Mode would bring nodes, load balancers and volumes under rules of AWS's own.
      computeConfig: off,
      storageConfig: { blockStorage: off },
      deletionProtection: props.deletionProtection ?? true,
      enabledClusterLogTypes: logTypes,
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: props.secretsKeyArn } },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: props.serviceCidr, elasticLoadBalancing: off },
      upgradePolicy: { supportType: props.supportType ?? "STANDARD" },
      vpcConfig: {
        subnetIds: [...props.subnetIds],
        securityGroupIds: props.securityGroupIds && [...props.securityGroupIds],
        ...endpointAccess(props.publicCidrs ?? []),
      },
      zonalShiftConfig: { enabled: true },
      dependsOn: [logs],
    });
    waiveShortRetention(logs, props.logRetentionDays);
    if (props.deletionProtection === false) {
      waive(
        this.cluster,
        "deletion-protection",
        "the environment says production: false, and so may be taken down at once",
      );
    }
    waiveOnControlPlane(this.cluster, props);
  }

  get name(): string {
    return this.cluster.name;
  }

  get endpoint(): string {
    return this.cluster.endpoint;
  }

  /** Base64. */
  get certificateAuthority(): string {
    return this.cluster.certificateAuthority.get(0).data;
  }

  /** Security group that EKS puts on the control plane, on managed nodes and thereby on pods. */
  get securityGroupId(): string {
    return this.cluster.vpcConfig.clusterSecurityGroupId;
  }
}

function endpointAccess(publicCidrs: readonly string[]) {
  const open = publicCidrs.length > 0;
  return {
    endpointPrivateAccess: true,
    endpointPublicAccess: open,
    // Left out where nothing is public: an empty list would mean the default, which is 0.0.0.0/0.
    ...(open && { publicAccessCidrs: [...publicCidrs] }),
  };
}

function refuseOpenEndpoint(scope: Construct, publicCidrs: readonly string[]): void {
  if (!publicCidrs.some((cidr) => cidr.endsWith("/0"))) return;
  throw new ConfigError("Kubernetes API", [
    {
      place: `${scope.node.path} publicCidrs`,
      value: publicCidrs,
      problem: "it opens the Kubernetes API to everyone",
      fix: "list the blocks of your offices, VPN or runners, or leave it out for a private endpoint",
      code: "EKS_API_OPEN",
    },
  ]);
}
