import { NetworkAcl, type NetworkAclEgress, type NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import type { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { SubnetKind } from "./tiers";

export interface TierAclProps {
  readonly tier: SubnetKind;
  readonly vpcId: string;
  /** Address block of the VPC. */
  readonly vpcCidr: string;
  /** First part of the `Name` tag. */
  readonly name: string;
  readonly subnetIds: string[];
}

type Rule = Omit<NetworkAclIngress & NetworkAclEgress, "ruleNo">;
interface Rules {
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

const world = "0.0.0.0/0";
/** RFC 1918 and RFC 6598: the VPC itself, pods in a secondary block, and networks reached over private links. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
/**
 * Ports on which Linux awaits answers. Nodes behind NAT need 1024 to 65535 (a NAT gateway and the VPC CNI choose their
 * ports from all of them), so this serves for datastores only.
 */
const answerPorts = { fromPort: 32768, toPort: 65535 };

const all = (cidrBlock: string): Rule => ({ action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock });
const tcp = (action: "allow" | "deny", cidrBlock: string, fromPort: number, toPort = fromPort): Rule => {
  return { action, protocol: "tcp", fromPort, toPort, cidrBlock };
};

/**
 * A network ACL knows no connections: it cannot tell an answer from a call, nor name S3's addresses. Security groups
 * are the filter, and this the second line, which holds whatever they say: no FTP or SSH from outside, datastores and
 * control plane out of reach of public addresses.
 */
const rules: Readonly<Record<SubnetKind, (vpcCidr: string) => Rules>> = {
  public: open,
  private: open,
  pods: open,
  data: (vpcCidr) => ({
    // Public addresses are S3's alone, through the gateway endpoint: the route tables lead to no others.
    ingress: [...inside(vpcCidr), tcp("allow", world, answerPorts.fromPort, answerPorts.toPort)],
    egress: [...inside(vpcCidr), tcp("allow", world, 443)],
  }),
  "control-plane": (vpcCidr) => ({ ingress: inside(vpcCidr), egress: inside(vpcCidr) }),
};

function open(vpcCidr: string): Rules {
  return { ingress: [all(vpcCidr), tcp("deny", world, 20, 22), all(world)], egress: [all(world)] };
}

function inside(vpcCidr: string): readonly Rule[] {
  return [vpcCidr, ...privateBlocks.filter((block) => block !== vpcCidr)].map(all);
}

/** The network ACL of a tier. Every subnet needs one of ours, since the VPC's default ACL lets nothing through. */
export function tierAcl(scope: Construct, id: string, props: TierAclProps): NetworkAcl {
  const { tier, vpcId, vpcCidr, name, subnetIds } = props;
  const { ingress, egress } = rules[tier](vpcCidr);
  const acl = new NetworkAcl(scope, id, {
    vpcId,
    subnetIds,
    ingress: numbered(ingress),
    egress: numbered(egress),
    tags: { Name: `${name}-${tier}` },
  });
  if (rules[tier] === open) {
    waive(
      acl,
      "CKV_AWS_231",
      "3389 is one of the ports on which NAT and nodes await answers; security groups keep it shut",
    );
  }
  return acl;
}

/** Rules are read in the order of their numbers; the gaps leave room to put one between. */
function numbered(list: readonly Rule[]) {
  return list.map((rule, index) => ({ ruleNo: 100 + 10 * index, ...rule }));
}
