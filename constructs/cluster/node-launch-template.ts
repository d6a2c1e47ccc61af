import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";

/** Where Amazon Linux 2023 boots from. */
const rootDevice = "/dev/xvda";

/** What EC2 makes for a node. The provider's default tags stop at the template itself. */
const taggedWithNode = ["instance", "volume", "network-interface"];

export interface NodeLaunchTemplateProps {
  /** Name of the template and of the instances. */
  readonly name: string;
  /** Size of the root volume. */
  readonly diskGiB: number;
  /** Key of the root volume. */
  readonly volumeKeyArn: string;
  /** Tags of the instances and of what comes with them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** How nodes boot. No AMI, so that EKS picks and updates its own; no SSH key; no security group but the cluster's. */
export class NodeLaunchTemplate extends Construct {
  private readonly template: LaunchTemplate;

  constructor(scope: Construct, id: string, { name, diskGiB, volumeKeyArn, tags }: NodeLaunchTemplateProps) {
    super(scope, id);
    const rootVolume = { volumeType: "gp3", volumeSize: diskGiB, encrypted: "true", kmsKeyId: volumeKeyArn };
    this.template = new LaunchTemplate(this, "template", {
      name,
      updateDefaultVersion: true,
      blockDeviceMappings: [{ deviceName: rootDevice, ebs: { ...rootVolume, deleteOnTermination: "true" } }],
      // One hop ends at the node: pods cannot fetch the node's credentials.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      tagSpecifications: taggedWithNode.map((resourceType) => ({ resourceType, tags: { ...tags, Name: name } })),
      tags: { Name: name },
    });
  }

  get id(): string {
    return this.template.id;
  }

  /** A text, since a number token turns into nonsense within one. */
  get latestVersion(): string {
    return this.template.getStringAttribute("latest_version");
  }
}
