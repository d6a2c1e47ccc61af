import type { CustomObject } from "../charts/custom-objects";
import type { OperatingSystem } from "../cluster/ami-type";

export interface NodeClassProps {
  readonly name: string;
  readonly operatingSystem: OperatingSystem;
  /** Images of one release, such as "al2023@v20260714". */
  readonly imageAlias: string;
  /** Instance profile of the nodes: given, so that Karpenter makes none. */
  readonly instanceProfile: string;
  /** Subnets of the nodes, one a zone. */
  readonly subnetIds: readonly string[];
  /** Security group that EKS puts on nodes and pods. */
  readonly securityGroupId: string;
  /** Size of the disk that holds images, containers' files and logs. */
  readonly diskGiB: number;
  /** Key of the disks. */
  readonly volumeKeyArn: string;
  /** Tags of instances, disks and network interfaces: Karpenter's role wants the environment's among them. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What Karpenter's nodes are made of, as the launch template of the node groups says it of theirs. Subnets and security
 * group by id: a tag that somebody sets elsewhere moves no node.
 *
 * Fields: aws/karpenter-provider-aws, website, concepts/nodeclasses.md at `v1.14.1`.
 */
export function nodeClass({ name, ...props }: NodeClassProps): CustomObject {
  return {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name },
    spec: {
      amiSelectorTerms: [{ alias: props.imageAlias }],
      instanceProfile: props.instanceProfile,
      subnetSelectorTerms: props.subnetIds.map((id) => ({ id })),
      securityGroupSelectorTerms: [{ id: props.securityGroupId }],
      associatePublicIPAddress: false,
      // One hop ends at the node: pods cannot fetch the node's credentials.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIPv6: "disabled",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
      },
      blockDeviceMappings: disksOf(props),
      detailedMonitoring: true,
      kubelet: { maxPods },
      tags: props.tags,
    },
  };
}

/**
 * The VPC CNI hands out addresses by prefix, of which Karpenter knows nothing: it would count single addresses, and put
 * 29 pods on an m7i.large. EKS has node groups of up to 30 vCPU at this number, which any type carries from `large` on.
 * https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
const maxPods = 110;

/** As `nodeDisks` of the node groups. Bottlerocket's system disk has the size that Karpenter's own default gives it. */
function disksOf({ operatingSystem, diskGiB, volumeKeyArn }: Omit<NodeClassProps, "name">) {
  const disk = (deviceName: string, gib: number) => ({
    deviceName,
    ebs: {
      volumeType: "gp3",
      volumeSize: `${gib}Gi`,
      encrypted: true,
      kmsKeyID: volumeKeyArn,
      deleteOnTermination: true,
    },
  });
  if (operatingSystem === "AL2023") return [disk("/dev/xvda", diskGiB)];
  return [disk("/dev/xvda", 4), disk("/dev/xvdb", diskGiB)];
}
