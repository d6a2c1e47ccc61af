import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { MskCluster } from "@cdktf/provider-aws/lib/msk-cluster";
import { OpensearchDomain } from "@cdktf/provider-aws/lib/opensearch-domain";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { openSecurityGroup } from "../../../../constructs/guardrails/exposure/open-security-group";
import { publicBucket } from "../../../../constructs/guardrails/exposure/public-bucket";
import { publicEndpoint } from "../../../../constructs/guardrails/exposure/public-endpoint";
import { publicIp } from "../../../../constructs/guardrails/exposure/public-ip";
import { publicPolicy } from "../../../../constructs/guardrails/exposure/public-policy";
import { unencryptedTransport } from "../../../../constructs/guardrails/exposure/unencrypted-transport";
import type { Rule } from "../../../../constructs/guardrails/rule";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import { findingsOn } from "../../../support/guarded-stack";

type Add = (stack: PlatformStack) => void;

/** Where a rule finds something, as `construct (argument)`. */
const placesOf = (rule: Rule, add: Add) =>
  findingsOn([rule], add).map((message) => /^kubernetes-cluster\/([^\s:]+(?: \([^)]*\))?)/.exec(message)?.[1]);

const everybody = (action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "*" }],
  });

const group = (stack: PlatformStack) => new SecurityGroup(stack, "group", { vpcId: "vpc-1" });
const publicBalancer = (stack: PlatformStack, securityGroup: SecurityGroup) =>
  new Lb(stack, "lb", { name: "shop", securityGroups: [securityGroup.id], subnets: ["subnet-1", "subnet-2"] });

describe("open-security-group", () => {
  it("says what is open, and what to do", () => {
    const add: Add = (stack) => {
      new SecurityGroup(stack, "database", {
        vpcId: "vpc-1",
        ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] }],
      });
    };
    expect(findingsOn([openSecurityGroup], add)).toEqual([
      'kubernetes-cluster/database (ingress[0].cidr_blocks) is "0.0.0.0/0": port 5432 (tcp) is open to the whole internet. Fix: let in a security group or your own address blocks; apps are reached through an Ingress, whose class takes ingress.publicCidrs. [open-security-group]',
    ]);
  });

  const rule = { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443 };
  it.each<[string, Add, readonly string[]]>([
    [
      "everybody by IPv6",
      (stack) =>
        new SecurityGroupRule(stack, "rule", { ...rule, securityGroupId: group(stack).id, ipv6CidrBlocks: ["::/0"] }),
      ["rule (ipv6_cidr_blocks)"],
    ],
    [
      "half of the world",
      (stack) =>
        new VpcSecurityGroupIngressRule(stack, "rule", {
          securityGroupId: group(stack).id,
          ipProtocol: "-1",
          cidrIpv4: "0.0.0.0/1",
        }),
      ["rule (cidr_ipv4)"],
    ],
    [
      "a range around the ports of the web, of a public load balancer",
      (stack) => {
        const ofBalancer = group(stack);
        publicBalancer(stack, ofBalancer);
        new SecurityGroupRule(stack, "rule", {
          ...rule,
          fromPort: 80,
          securityGroupId: ofBalancer.id,
          cidrBlocks: ["0.0.0.0/0"],
        });
      },
      ["rule (cidr_blocks)"],
    ],
    [
      "nothing but HTTPS of a public load balancer, in capitals as Terraform takes it",
      (stack) => {
        const ofBalancer = group(stack);
        publicBalancer(stack, ofBalancer);
        new SecurityGroupRule(stack, "rule", {
          ...rule,
          protocol: "TCP",
          securityGroupId: ofBalancer.id,
          cidrBlocks: ["0.0.0.0/0"],
        });
      },
      [],
    ],
    [
      "an office",
      (stack) =>
        new SecurityGroupRule(stack, "rule", {
          ...rule,
          securityGroupId: group(stack).id,
          cidrBlocks: ["203.0.113.0/24"],
        }),
      [],
    ],
    [
      "everything on the way out",
      (stack) =>
        new SecurityGroupRule(stack, "rule", {
          ...rule,
          type: "egress",
          securityGroupId: group(stack).id,
          cidrBlocks: ["0.0.0.0/0"],
        }),
      [],
    ],
  ])("judges a group with %s", (_, add, expected) => {
    expect(placesOf(openSecurityGroup, add)).toEqual(expected);
  });
});

const database = { instanceClass: "db.t4g.small", engine: "postgres", engineVersion: "16.4" };

describe("public-ip", () => {
  it("says it of a database on the internet", () => {
    const add: Add = (stack) => new DbInstance(stack, "shop", { ...database, publiclyAccessible: true });
    expect(findingsOn([publicIp], add)).toEqual([
      "kubernetes-cluster/shop (publicly_accessible) is true: it gets an address that the internet can reach. Fix: turn it off: what is inside goes out through NAT, and is reached through a load balancer. [public-ip]",
    ]);
  });

  it("judges an instance by what it says, true or not", () => {
    const add: Add = (stack) => {
      new Instance(stack, "bastion", { ami: "ami-1", associatePublicIpAddress: true });
      new Instance(stack, "worker", { ami: "ami-1", associatePublicIpAddress: false });
      new DbInstance(stack, "shop", database);
    };
    expect(placesOf(publicIp, add)).toEqual(["bastion (associate_public_ip_address)"]);
  });

  it.each([
    ["true as a text", "true", 1],
    ["false as a text", "false", 0],
    ["an expression, which nobody knows", "${var.public}", 0],
  ])("judges %s", (_, value, found) => {
    const add: Add = (stack) => new DbInstance(stack, "shop", database).addOverride("publicly_accessible", value);
    expect(placesOf(publicIp, add)).toHaveLength(found);
  });

  it("finds brokers on the internet", () => {
    const add = (type: string) => (stack: PlatformStack) =>
      new MskCluster(stack, "msk", {
        clusterName: "events",
        kafkaVersion: "3.8.x",
        numberOfBrokerNodes: 2,
        brokerNodeGroupInfo: {
          clientSubnets: ["subnet-1", "subnet-2"],
          instanceType: "kafka.t3.small",
          securityGroups: ["sg-1"],
          connectivityInfo: { publicAccess: { type } },
        },
      });
    expect(placesOf(publicIp, add("SERVICE_PROVIDED_EIPS"))).toEqual([
      "msk (broker_node_group_info.connectivity_info.public_access.type)",
    ]);
    expect(placesOf(publicIp, add("DISABLED"))).toEqual([]);
  });
});

describe("public-endpoint", () => {
  const cluster = (vpcConfig: object) => (stack: PlatformStack) =>
    new EksCluster(stack, "eks", {
      name: "eks",
      roleArn: "arn:aws:iam::1:role/eks",
      vpcConfig: { subnetIds: ["s"], ...vpcConfig },
    });

  it("says how to close an API that is open to everybody", () => {
    expect(
      findingsOn([publicEndpoint], cluster({ publicAccessCidrs: ["0.0.0.0/0"], endpointPublicAccess: true })),
    ).toEqual([
      'kubernetes-cluster/eks (vpc_config.public_access_cidrs) is ["0.0.0.0/0"]: the Kubernetes API is open to everybody, as it is wherever EKS is told nothing else. Fix: choose cluster.endpoint { access: "private" } in the environment, or list the blocks of your offices and runners in its allowedCidrs. [public-endpoint]',
    ]);
  });

  it("reads a block that is written as a list", () => {
    const add: Add = (stack) => {
      const eks = new EksCluster(stack, "eks", {
        name: "eks",
        roleArn: "arn:aws:iam::1:role/eks",
        vpcConfig: { subnetIds: [] },
      });
      eks.addOverride("vpc_config", [
        { subnet_ids: ["s"], endpoint_public_access: "true", public_access_cidrs: ["0.0.0.0/0"] },
      ]);
    };
    expect(placesOf(publicEndpoint, add)).toEqual(["eks (vpc_config.public_access_cidrs)"]);
  });

  it.each<[string, Add, readonly string[]]>([
    ["a cluster that says nothing", cluster({}), ["eks (vpc_config.endpoint_public_access)"]],
    ["a private cluster", cluster({ endpointPublicAccess: false }), []],
    ["an office", cluster({ endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] }), []],
    [
      "a search domain outside of the VPC",
      (stack) => new OpensearchDomain(stack, "search", { domainName: "shop" }),
      ["search (vpc_options)"],
    ],
    [
      "a search domain in the VPC",
      (stack) => new OpensearchDomain(stack, "search", { domainName: "shop", vpcOptions: { subnetIds: ["subnet-1"] } }),
      [],
    ],
  ])("judges %s", (_, add, expected) => {
    expect(placesOf(publicEndpoint, add)).toEqual(expected);
  });
});

describe("public-bucket", () => {
  const blocked = (stack: PlatformStack, blockPublicPolicy = true) => {
    const bucket = new S3Bucket(stack, "bucket", { bucket: "shop" });
    new S3BucketPublicAccessBlock(stack, "block", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    return bucket;
  };

  it("says it of a policy for everybody", () => {
    const add: Add = (stack) =>
      new S3BucketPolicy(stack, "policy", { bucket: blocked(stack).id, policy: everybody("s3:GetObject") });
    expect(findingsOn([publicBucket], add)).toEqual([
      'kubernetes-cluster/policy (policy) is ["s3:GetObject"]: this statement lets in everybody on the internet. Fix: name the accounts or services as its principals, or narrow it by aws:PrincipalArn, aws:SourceArn or aws:SourceVpce. [public-bucket]',
    ]);
  });

  it.each<[string, Add, readonly string[]]>([
    ["no block at all", (stack) => new S3Bucket(stack, "bucket", { bucket: "shop" }), ["bucket"]],
    ["a block with a gap", (stack) => blocked(stack, false), ["block (block_public_policy)"]],
    ["a whole block", (stack) => blocked(stack), []],
  ])("judges a bucket with %s", (_, add, expected) => {
    expect(placesOf(publicBucket, add)).toEqual(expected);
  });
});

describe("public-policy", () => {
  it("says it of a topic that everybody may publish to", () => {
    const add: Add = (stack) => new SnsTopic(stack, "topic", { policy: everybody("sns:Publish") });
    expect(findingsOn([publicPolicy], add)).toEqual([
      'kubernetes-cluster/topic (policy) is ["sns:Publish"]: this statement lets in everybody, of whatever account. Fix: name the accounts or services as its principals, or narrow it by aws:PrincipalArn, aws:SourceArn or aws:SourceAccount. [public-policy]',
    ]);
  });

  it("finds a secret and a search domain for everybody, and lets one of an account pass", () => {
    const add: Add = (stack) => {
      new SecretsmanagerSecret(stack, "secret", { policy: everybody("secretsmanager:GetSecretValue") });
      new OpensearchDomain(stack, "search", { domainName: "shop", accessPolicies: everybody("es:*") });
      new SnsTopic(stack, "topic", {
        policy: everybody("sns:Publish").replace('"*"', '{"AWS":"arn:aws:iam::1:root"}'),
      });
    };
    expect(placesOf(publicPolicy, add)).toEqual(["search (access_policies)", "secret (policy)"]);
  });
});

describe("unencrypted-transport", () => {
  const listener = (config: object) => (stack: PlatformStack) =>
    new LbListener(stack, "web", {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/shop/1",
      defaultAction: [
        { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/shop/1" },
      ],
      ...config,
    });
  const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };

  it("says it of a listener in the clear", () => {
    expect(findingsOn([unencryptedTransport], listener({ port: 80, protocol: "HTTP" }))).toEqual([
      'kubernetes-cluster/web (protocol) is "HTTP": what it serves goes over the network in the clear. Fix: let it redirect to HTTPS by its default_action, or serve HTTPS itself. [unencrypted-transport]',
    ]);
  });

  it.each<[string, Add, readonly string[]]>([
    ["HTTP in small letters, as Terraform takes it", listener({ port: 80, protocol: "http" }), ["web (protocol)"]],
    ["HTTP that leads over", listener({ port: 80, protocol: "HTTP", defaultAction: [redirect] }), []],
    [
      "HTTPS by the policy of 2016",
      listener({ port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" }),
      ["web (ssl_policy)"],
    ],
    ["HTTPS by AWS's default, which is old", listener({ port: 443, protocol: "https" }), ["web (ssl_policy)"]],
    ["TLS 1.3", listener({ port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }), []],
    [
      "a cache by its default",
      (stack) => new ElasticacheReplicationGroup(stack, "cache", { replicationGroupId: "shop", description: "shop" }),
      ["cache (transit_encryption_enabled)"],
    ],
    ["Postgres 16, which asks for TLS", (stack) => new DbInstance(stack, "shop", database), []],
    [
      "Postgres 14, which does not",
      (stack) => new DbInstance(stack, "shop", { ...database, engineVersion: "14.13" }),
      ["shop (parameter)"],
    ],
    [
      "MariaDB 11.8, which asks for TLS",
      (stack) => new DbInstance(stack, "shop", { ...database, engine: "mariadb", engineVersion: "11.8.3" }),
      [],
    ],
    [
      "MariaDB 11.4, which does not",
      (stack) => new DbInstance(stack, "shop", { ...database, engine: "mariadb", engineVersion: "11.4.5" }),
      ["shop (parameter)"],
    ],
    [
      "MySQL of no version",
      (stack) => new DbInstance(stack, "shop", { instanceClass: "db.t4g.small", engine: "mysql" }),
      ["shop (parameter)"],
    ],
    [
      "SQL Server",
      (stack) =>
        new DbInstance(stack, "shop", { ...database, engine: "sqlserver-ex", engineVersion: "16.00.4131.2.v1" }),
      ["shop (parameter)"],
    ],
    [
      "a group for MySQL 8.4 that asks for TLS",
      (stack) =>
        new DbParameterGroup(stack, "group", {
          family: "mysql8.4",
          parameter: [{ name: "require_secure_transport", value: "ON" }],
        }),
      [],
    ],
    ["a topic without a policy", (stack) => new SnsTopic(stack, "topic"), ["topic"]],
  ])("judges %s", (_, add, expected) => {
    expect(placesOf(unencryptedTransport, add)).toEqual(expected);
  });
});
