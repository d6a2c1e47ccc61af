import { z } from "zod";
import { interfaceServices } from "../../constructs/network/endpoint-services";
import { choice, list, number, text } from "./field";
import { cidr } from "./primitives";
import type { ValueRule } from "./rules/value-rule";
import { accountId } from "./rules/values/account-id";
import { nodeSubnetSize, podsShared, podsSize, subnetSize, vpcPrivate, vpcSize } from "./rules/values/cidr";
import { distinct } from "./rules/values/distinct";
import { bucketName, subnetId, vpcId } from "./rules/values/network-ids";
import { logRetention } from "./rules/values/retention";
import { zoneCount, zonesDistinct } from "./rules/values/zones";

const everyNetwork = {
  /**
   * Availability zones by name, three to six. Append only: the addresses of a zone's subnets follow from its place in
   * the list, and a subnet that gets others is replaced with everything in it. The control plane stands in the first
   * three for ever, since EKS takes no zone later, and in none of use1-az3, usw1-az2 and cac1-az3.
   */
  zones: list(text(), zoneCount, zonesDistinct),
  /**
   * Blocks outside the VPC that are reached over private links and may not overlap with it.
   * @default - none
   */
  reservedCidrs: list(cidr(), distinct).default([]),
};

/** A VPC with all that belongs to it, made by managed-infrastructure. */
const created = z.strictObject({
  source: z.literal("create").optional(),
  /** Address block of the VPC, /16 to /20, private. */
  cidr: cidr(vpcSize, vpcPrivate),
  ...everyNetwork,
  /**
   * A second block of the VPC for pods alone, /16 to /20 within 100.64.0.0/10, where the first has too few addresses.
   * @default - pods share the subnets of their nodes
   */
  pods: z
    .strictObject({
      /** Its addresses. */
      cidr: cidr(podsSize, podsShared),
    })
    .optional(),
  /**
   * One NAT gateway in every zone, one for all, or none: then AWS is reached by interface endpoints alone, and the rest
   * of the internet not at all.
   * @default "per-zone"
   */
  nat: choice(["per-zone", "single", "none"]).default("per-zone"),
  /**
   * AWS services with an interface endpoint, which costs by zone and hour, in the VPC. S3 has its gateway always.
   * @default - all of them without NAT, which is their one way to AWS, but elasticfilesystem where there is no file
   * storage; none with NAT, which leads there as well
   */
  endpoints: list(z.enum(interfaceServices), distinct).optional(),
  /** What endpoints let the account's principals reach beside the account's own. */
  reachable: z
    .strictObject({
      /** Accounts whose resources may be used, such as that of a shared registry. @default - none */
      accounts: list(text(accountId), distinct).default([]),
      /** Buckets of any account that may be read, also without a signature. @default - none */
      buckets: list(text(bucketName), distinct).default([]),
    })
    .prefault({}),
  /** Days that flow logs are kept: one of the values that CloudWatch Logs takes. @default 365 */
  flowLogRetentionDays: number(logRetention).default(365),
});

/** Subnets of one tier by zone, with the blocks that they have. */
const subnets = (size: ValueRule<string>) =>
  z.record(
    z.string(),
    z.strictObject({
      /** Id of the subnet. */
      id: text(subnetId),
      /** Its address block. */
      cidr: cidr(size),
    }),
  );

/**
 * A VPC that somebody else looks after: its routes, endpoints, flow logs and network ACLs are not touched. Each plan of
 * managed-infrastructure holds it against what is written here.
 */
const existing = z.strictObject({
  source: z.literal("existing"),
  /** Id of the VPC. */
  vpcId: text(vpcId),
  /** The VPC's first address block. */
  cidr: cidr(),
  ...everyNetwork,
  /** Subnets by tier, each by the name of its zone. */
  subnets: z.strictObject({
    /** For load balancers that the internet reaches. */
    public: subnets(subnetSize),
    /** For nodes, and for pods unless these have subnets of their own. */
    private: subnets(nodeSubnetSize),
    /** For datastores. */
    data: subnets(subnetSize),
    /** For the network interfaces of the EKS control plane, which uses those of the first three zones. */
    controlPlane: subnets(subnetSize),
    /** For pods alone. @default - pods share the subnets of their nodes */
    pods: subnets(nodeSubnetSize).optional(),
  }),
});

/** The VPC: made for you, or one that you have. */
export const network = z.discriminatedUnion("source", [created, existing]);

export type NetworkSettings = z.output<typeof network>;
export type CreatedNetworkSettings = z.output<typeof created>;
export type ExistingNetworkSettings = z.output<typeof existing>;
