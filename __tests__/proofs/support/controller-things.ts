import { type Names, namesOf } from "../../../constructs/names";
import type { Environment } from "../../../environments/schema/environment";
import type { SynthesizedPlatform } from "../../support/demo";
import type { Body } from "../../support/synthesize";
import type { Call } from "./simulator";

export type Tags = Readonly<Record<string, string>>;

/** What a controller meets, with the tags that it bears by then. */
export interface ControllerThing {
  readonly arn: string;
  readonly tags?: Tags;
  /** Condition keys that AWS gives with it, tags aside. */
  readonly context?: Call["context"];
  readonly resourcePolicy?: Call["resourcePolicy"];
}

export type ControllerThings = Readonly<Record<string, ControllerThing>>;

/**
 * Things by the names that `../data/controllers` calls them by. What is the platform's bears the tags that its stacks
 * set, read from what they synthesize; what a controller made bears those that it gives, by its documentation.
 */
export function controllerThings(
  platform: SynthesizedPlatform,
  environment: Environment,
  ids: MadeUpIds,
): ControllerThings {
  const place = new Place(platform, environment, ids);
  return {
    everything: { arn: "*" },
    ...place.network(),
    ...place.nodes(),
    ...place.volumes(),
    ...place.karpenter(),
    ...place.loadBalancing(),
    ...place.records(),
    ...place.files(),
    ...place.others(),
  };
}

/** What AWS chose for the thing at an address. */
type MadeUpIds = (address: string) => Readonly<Record<string, unknown>>;

/** Tags that the add-on's settings put on every volume and snapshot. */
export function extraVolumeTags(platform: SynthesizedPlatform): Tags {
  const addOns = Object.values(platform["kubernetes-cluster"].all("aws_eks_addon"));
  const driver = addOns.find(({ addon_name }) => addon_name === "aws-ebs-csi-driver");
  return JSON.parse(driver?.configuration_values).controller.extraVolumeTags;
}

/** Tags that the chart's values put on all that the load balancer controller makes. */
export function defaultTags(platform: SynthesizedPlatform): Tags {
  const releases = Object.values(platform["app-services"].all("helm_release"));
  const [values] = releases.find(({ name }) => name === "aws-load-balancer-controller")?.values ?? [];
  const [, tags = ""] = /"defaultTags": \{([^}]*)\}/.exec(values) ?? [];
  return Object.fromEntries([...tags.matchAll(/"([^"]+)": "([^"]*)"/g)].map(([, key, value]) => [key, value]));
}

class Place {
  private readonly names: Names;

  constructor(
    private readonly platform: SynthesizedPlatform,
    private readonly environment: Environment,
    private readonly ids: MadeUpIds,
  ) {
    this.names = namesOf(environment);
  }

  network(): ControllerThings {
    const tags = this.ofStack("managed-infrastructure");
    return {
      subnet: { arn: this.ec2("subnet", "subnet-1"), tags },
      vpc: { arn: this.ec2("vpc", "vpc-1"), tags },
      // EKS makes and tags it: Amazon EKS User Guide, "View Amazon EKS security group requirements for clusters".
      "security group of the cluster": {
        arn: this.ec2("security-group", "sg-1"),
        tags: { [`kubernetes.io/cluster/${this.names.cluster}`]: "owned", "aws:eks:cluster-name": this.names.cluster },
      },
    };
  }

  nodes(): ControllerThings {
    const plugin = {
      "cluster.k8s.amazonaws.com/name": this.names.cluster,
      "node.k8s.amazonaws.com/instance_id": "i-1",
    };
    return {
      node: { arn: this.ec2("instance", "i-1"), tags: this.ofLaunchTemplate("instance") },
      "first interface of a node": {
        arn: this.ec2("network-interface", "eni-1"),
        tags: this.ofLaunchTemplate("network-interface"),
      },
      "interface of the plugin": { arn: this.ec2("network-interface", "eni-2"), tags: plugin },
      "new interface": { arn: this.ec2("network-interface", "eni-3") },
    };
  }

  volumes(): ControllerThings {
    const tags = { "ebs.csi.aws.com/cluster": "true", CSIVolumeName: "pvc-1", ...extraVolumeTags(this.platform) };
    return {
      "new volume": { arn: this.ec2("volume", "vol-1") },
      "volume of the driver": { arn: this.ec2("volume", "vol-2"), tags },
      "new snapshot": { arn: this.public("snapshot", "snap-1") },
      "snapshot of the driver": { arn: this.public("snapshot", "snap-2"), tags },
      "snapshot of Velero": { arn: this.public("snapshot", "snap-3"), tags: { ...tags, "velero.io/backup": "daily" } },
      "key for volumes": this.key("volumes"),
      "key for backups": this.key("backups"),
      "key for queues": this.key("queues"),
    };
  }

  karpenter(): ControllerThings {
    const tags = {
      [`kubernetes.io/cluster/${this.names.cluster}`]: "owned",
      "eks:eks-cluster-name": this.names.cluster,
      "karpenter.sh/nodepool": "general",
      "strata:environment": this.environment.name,
    };
    const profile = `instance-profile/karpenter/${this.region}/${this.names.cluster}/1/general`;
    return {
      "Karpenter's node": { arn: this.ec2("instance", "i-2"), tags },
      "first interface of Karpenter's node": { arn: this.ec2("network-interface", "eni-4"), tags },
      "launch template of Karpenter": { arn: this.ec2("launch-template", "lt-1"), tags },
      "image of Amazon": { arn: this.public("image", "ami-1") },
      "snapshot of an image": { arn: this.public("snapshot", "snap-4") },
      "capacity reservation": { arn: this.ec2("capacity-reservation", "cr-1") },
      "placement group": { arn: this.ec2("placement-group", "pg-1") },
      "new instance": { arn: this.ec2("instance", "i-3") },
      "new fleet": { arn: this.ec2("fleet", "fleet-1") },
      "new launch template": { arn: this.ec2("launch-template", "lt-2") },
      "new spot request": { arn: this.ec2("spot-instances-request", "sir-1") },
      "role of nodes": { arn: this.names.clusterRoleArn("node") },
      "instance profile of Karpenter": { arn: `arn:aws:iam::${this.account}:${profile}` },
      cluster: { arn: this.names.clusterArn },
      "queue of interruptions": { arn: this.names.arn("sqs", this.names.interruptionQueue) },
      "parameter of AWS": { arn: `arn:aws:ssm:${this.region}::parameter/aws/service/eks/optimized-ami` },
    };
  }

  loadBalancing(): ControllerThings {
    const marks = { "elbv2.k8s.aws/cluster": this.names.cluster, "ingress.k8s.aws/stack": "group" };
    const tags = { ...marks, ...defaultTags(this.platform) };
    const elb = (name: string) => this.names.arn("elasticloadbalancing", name);
    const linked = "role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing";
    return {
      "application load balancer": { arn: elb("loadbalancer/app/k8s-a/1"), tags },
      "new application load balancer": { arn: elb("loadbalancer/app/k8s-b/2") },
      "network load balancer": { arn: elb("loadbalancer/net/k8s-c/3"), tags },
      "new network load balancer": { arn: elb("loadbalancer/net/k8s-d/4") },
      "target group": { arn: elb("targetgroup/k8s-a/1"), tags },
      "new target group": { arn: elb("targetgroup/k8s-b/2") },
      "listener of an application load balancer": { arn: elb("listener/app/k8s-a/1/1"), tags },
      "listener of a network load balancer": { arn: elb("listener/net/k8s-c/3/1"), tags },
      "new listener of an application load balancer": { arn: elb("listener/app/k8s-a/1/2") },
      "new listener of a network load balancer": { arn: elb("listener/net/k8s-c/3/2") },
      "rule of an application load balancer": { arn: elb("listener-rule/app/k8s-a/1/1/1"), tags },
      "new rule of an application load balancer": { arn: elb("listener-rule/app/k8s-a/1/1/2") },
      "rule of a network load balancer": { arn: elb("listener-rule/net/k8s-c/3/1/1"), tags },
      "new rule of a network load balancer": { arn: elb("listener-rule/net/k8s-c/3/1/2") },
      "security group of a load balancer": { arn: this.ec2("security-group", "sg-2"), tags },
      "new security group": { arn: this.ec2("security-group", "sg-3") },
      "service-linked role of load balancing": { arn: `arn:aws:iam::${this.account}:${linked}` },
      certificate: { arn: this.names.arn("acm", "certificate/1") },
      "server certificate of IAM": { arn: `arn:aws:iam::${this.account}:server-certificate/a` },
      "user pool": { arn: this.names.arn("cognito-idp", "userpool/1") },
      "protection of Shield": { arn: `arn:aws:shield::${this.account}:protection/1` },
      "classic web ACL": { arn: this.names.arn("waf-regional", "webacl/1") },
      "web ACL": { arn: this.names.arn("wafv2", "regional/webacl/a/1") },
    };
  }

  records(): ControllerThings {
    return {
      zone: { arn: `arn:aws:route53:::hostedzone/${this.ids("aws_route53_zone.dns_zone").zone_id}` },
      "change of records": { arn: "arn:aws:route53:::change/C1" },
    };
  }

  files(): ControllerThings {
    const tags = { "efs.csi.aws.com/cluster": "true", "strata:environment": this.environment.name };
    const efs = (name: string) => this.names.arn("elasticfilesystem", name);
    const s3 = this.names.arn("s3files", "file-system/fs-2");
    return {
      "file system": { arn: efs("file-system/fs-1"), tags: this.ofStack("managed-infrastructure") },
      "access point": { arn: efs("access-point/fsap-1"), tags },
      "new access point": { arn: efs("access-point/fsap-2") },
      "S3 file system": { arn: s3 },
      "access point of an S3 file system": { arn: `${s3}/access-point/fsap-3` },
    };
  }

  others(): ControllerThings {
    const bucket = `arn:aws:s3:::${this.names.bucket("backups")}`;
    const group = (part: string) => this.names.arn("logs", `log-group:${this.names.logGroup(part)}`);
    const team = this.environment.teams[0]?.name ?? "";
    return {
      "bucket of backups": { arn: bucket },
      backup: { arn: `${bucket}/backups/daily/velero-backup.json` },
      "stream of applications": { arn: `${group("applications")}:log-stream:fluent-bit-a` },
      "stream of the system": { arn: `${group("system")}:log-stream:fluent-bit-a` },
      "log group of applications": { arn: group("applications") },
      "role of a team's secrets": { arn: this.names.secretsRoleArn(team), resourcePolicy: this.trustOf(team) },
      "secret of a team": { arn: this.names.arn("secretsmanager", `secret:${this.names.secretPath(team)}a-AbCdEf`) },
      "parameter of a team": { arn: this.names.arn("ssm", `parameter${this.names.parameterPath(team)}a`) },
    };
  }

  private get account(): string {
    return this.environment.aws.accountId;
  }

  private get region(): string {
    return this.environment.aws.region;
  }

  private ec2(type: string, id: string): string {
    return this.names.arn("ec2", `${type}/${id}`);
  }

  /** What has no account in its ARN. */
  private public(type: string, id: string): string {
    return `arn:aws:ec2:${this.region}::${type}/${id}`;
  }

  private ofStack(stack: "managed-infrastructure"): Tags {
    return this.platform[stack].json.provider.aws[0].default_tags[0].tags;
  }

  private ofLaunchTemplate(type: "instance" | "network-interface"): Tags {
    const templates = Object.values(this.platform["kubernetes-cluster"].all("aws_launch_template"));
    const specifications = templates.flatMap(({ tag_specifications }) => tag_specifications);
    const tags: Tags = specifications.find((one: Body) => one.resource_type === type).tags;
    // The name is only known to Terraform.
    return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== "Name"));
  }

  private key(purpose: string): ControllerThing {
    const { policy } = this.platform["managed-infrastructure"].named("aws_kms_key", `keys_${purpose}_key`);
    return {
      arn: this.names.arn("kms", `key/${this.ids(`aws_kms_key.keys_${purpose}_key`).key_id}`),
      context: { "kms:ResourceAliases": [this.names.keyAlias(purpose)], "kms:CallerAccount": this.account },
      resourcePolicy: JSON.parse(policy),
    };
  }

  private trustOf(team: string): Call["resourcePolicy"] {
    return JSON.parse(this.platform.identity.named("aws_iam_role", `secrets_${team}_role`).assume_role_policy);
  }
}
