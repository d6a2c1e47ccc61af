import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import { type NodeDisksProps, nodeDisks } from "./node-disks";

/** What EC2 makes for a node. The provider's default tags stop at the template itself. */
const taggedWithNode = ["instance", "volume", "network-interface"];

export interface NodeLaunchTemplateProps extends NodeDisksProps {
  /** Name of the template and of the instances. */
  readonly name: string;
  /** Tags of the instances and of what comes with them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** How nodes boot. No AMI, so that EKS picks and updates its own; no SSH key; no security group but the cluster's. */
export class NodeLaunchTemplate extends Construct {
  private readonly template: LaunchTemplate;

  constructor(scope: Construct, id: string, { name, tags, ...disks }: NodeLaunchTemplateProps) {
    super(scope, id);
    this.template = new LaunchTemplate(this, "template", {
      name,
      updateDefaultVersion: true,
      blockDeviceMappings: nodeDisks(disks),
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
