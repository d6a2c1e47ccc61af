import type { Environment } from "../environments/schema/environment";
import type { InterruptionEvent } from "./autoscaling/interruption-events";
import type { UpstreamRegistry } from "./delivery/upstream-registries";
import type { DeployerRole, ShardId, StackId } from "./stack/stack-id";

/** What the names are computed from: so little that they are known before anything else is valid. */
export interface NameSource {
  readonly name: string;
  readonly aws: Pick<Environment["aws"], "accountId" | "region" | "partition">;
}

/** The controllers of the platform that call AWS, each under its own role. Names are those of their service accounts. */
export const controllers = {
  "vpc-cni": { namespace: "kube-system", serviceAccount: "aws-node" },
  "ebs-csi": { namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa" },
  "efs-csi": { namespace: "kube-system", serviceAccount: "efs-csi-controller-sa" },
  "fluent-bit": { namespace: "node-agents", serviceAccount: "fluent-bit" },
  alertmanager: { namespace: "cluster-services", serviceAccount: "alertmanager" },
  prometheus: { namespace: "cluster-services", serviceAccount: "prometheus" },
  karpenter: { namespace: "cluster-services", serviceAccount: "karpenter" },
  "external-secrets": { namespace: "cluster-services", serviceAccount: "external-secrets" },
  velero: { namespace: "cluster-services", serviceAccount: "velero" },
  "load-balancer-controller": { namespace: "app-services", serviceAccount: "aws-load-balancer-controller" },
  "external-dns": { namespace: "app-services", serviceAccount: "external-dns" },
  "external-dns-private": { namespace: "app-services", serviceAccount: "external-dns-private" },
  "cert-manager": { namespace: "app-services", serviceAccount: "cert-manager" },
} as const;
export type Controller = keyof typeof controllers;

/** What the names of public registries are shortened to where ECR keeps copies: it takes 30 characters. */
const imageCaches: Readonly<Record<UpstreamRegistry, string>> = {
  "ecr-public": "ecr.aws",
  kubernetes: "k8s.io",
  quay: "quay.io",
  "docker-hub": "docker.io",
  github: "ghcr.io",
};

/** The people's roles that are not of one team. */
export const peopleRoles = ["break-glass", "operator", "database-administrator", "auditor"] as const;
export type PeopleRole = (typeof peopleRoles)[number];

/** Who reaches a load balancer: the world, or the VPC and what is connected with it. */
export type Exposure = "public" | "internal";

/** What AWS services have roles for. */
export type ServicePart = "flow-logs" | "database-monitoring" | "image-cache";

/**
 * The permissions boundaries: one for the deployers of each stack, one for pods of apps, one for the controllers with all else
 * that makes the cluster run, one for pipelines of app teams, one for people, and one for whoever breaks the glass.
 */
export type BoundaryKind = StackId | "workloads" | "controllers" | "pipelines" | "people" | "break-glass";

/**
 * Every AWS name that the platform computes, in one place: what a deployer's permissions match, what validation holds
 * against AWS's limits, and what one stack knows of another without reading its state.
 */
export class Names {
  constructor(private readonly source: NameSource) {}

  /** First part of every name, unique per environment within an account. */
  get prefix(): string {
    return `strata-${this.source.name}`;
  }

  get cluster(): string {
    return this.prefix;
  }

  /** Security group of whoever else in the VPC calls the Kubernetes API. */
  get apiAccess(): string {
    return `${this.prefix}-api-access`;
  }

  /** IAM path of everything that the environment has in IAM. */
  get iamPath(): string {
    return `/strata/${this.source.name}/`;
  }

  /** IAM path of the boundaries, of identity's own deployers and of break-glass: out of reach of every deployer. */
  get rootPath(): string {
    return `/strata/${this.source.name}/root/`;
  }

  rolePath(kind: "deployers" | "cluster" | "services" | "controllers" | "people" | "runners"): string {
    return `/strata/${this.source.name}/${kind}/`;
  }

  teamRolePath(kind: "apps" | "people" | "pipelines" | "secrets", team: string): string {
    return `/strata/${this.source.name}/${kind}/${team}/`;
  }

  deployerRole(stack: StackId, role: DeployerRole): string {
    return `${this.prefix}-${stack}-${role}`;
  }

  deployerPath(stack: StackId): string {
    return stack === "identity" ? this.rootPath : this.rolePath("deployers");
  }

  deployerRoleArn(stack: StackId, role: DeployerRole): string {
    return this.iamArn("role", this.deployerPath(stack), this.deployerRole(stack, role));
  }

  /** Pattern of the names of all of a stack's deployers. */
  deployerRoles(stack: StackId): string {
    return `${this.prefix}-${stack}-*`;
  }

  /** And of their ARNs: below this path none but identity makes roles. */
  deployerRoleArns(stack: StackId): string {
    return this.iamArn("role", this.deployerPath(stack), this.deployerRoles(stack));
  }

  clusterRole(part: "control-plane" | "node"): string {
    return `${this.prefix}-eks-${part}`;
  }

  clusterRoleArn(part: "control-plane" | "node"): string {
    return this.iamArn("role", this.rolePath("cluster"), this.clusterRole(part));
  }

  /** Instance profile of the nodes that Karpenter starts; EKS makes its own for those of node groups. */
  get nodeInstanceProfile(): string {
    return this.clusterRole("node");
  }

  /** Roles that AWS services assume to deliver logs and metrics, and to keep copies of images. */
  serviceRole(part: ServicePart): string {
    return `${this.prefix}-svc-${part}`;
  }

  serviceRoleArn(part: ServicePart): string {
    return this.iamArn("role", this.rolePath("services"), this.serviceRole(part));
  }

  controllerRole(controller: Controller): string {
    return `${this.prefix}-ctl-${controller}`;
  }

  controllerRoleArn(controller: Controller): string {
    return this.iamArn("role", this.rolePath("controllers"), this.controllerRole(controller));
  }

  /** The machine, or its like, that runs the pipelines inside the VPC. */
  get runnerRole(): string {
    return `${this.prefix}-runner`;
  }

  get runnerRoleArn(): string {
    return this.iamArn("role", this.rolePath("runners"), this.runnerRole);
  }

  personRole(role: PeopleRole): string {
    return `${this.prefix}-people-${role}`;
  }

  personPath(role: PeopleRole): string {
    return role === "break-glass" ? this.rootPath : this.rolePath("people");
  }

  boundary(kind: BoundaryKind): string {
    return `${this.prefix}-boundary-${kind}`;
  }

  boundaryArn(kind: BoundaryKind): string {
    return this.iamArn("policy", this.rootPath, this.boundary(kind));
  }

  developerRole(team: string): string {
    return `${this.prefix}-dev-${team}`;
  }

  /** Kubernetes namespace of a team's apps. No team is called `default` or the like: validation refuses such names. */
  teamNamespace(team: string): string {
    return team;
  }

  appRole(team: string, app: string): string {
    return `${this.prefix}-app-${team}-${app}`;
  }

  appRoleArn(team: string, app: string): string {
    return this.iamArn("role", this.teamRolePath("apps", team), this.appRole(team, app));
  }

  /** Role by which a team's secrets are read, and no others. */
  secretsRole(team: string): string {
    return `${this.prefix}-sec-${team}`;
  }

  secretsRoleArn(team: string): string {
    return this.iamArn("role", this.teamRolePath("secrets", team), this.secretsRole(team));
  }

  /** Start of the names of a team's secrets in Secrets Manager. */
  secretPath(team: string): string {
    return `${this.prefix}/${team}/`;
  }

  /** Start of the names of a team's parameters in Parameter Store. */
  parameterPath(team: string): string {
    return `/strata/${this.source.name}/${team}/`;
  }

  /** Role of the pipeline that serves all of a team's apps. */
  teamPipelineRole(team: string): string {
    return `${this.prefix}-team-ci-${team}`;
  }

  /** Role of the pipeline of one app. */
  appPipelineRole(team: string, app: string): string {
    return `${this.prefix}-ci-${team}-${app}`;
  }

  stateBucket(stack: StackId, prefix?: string): string {
    return `${prefix ?? `${this.prefix}-${this.source.aws.accountId}`}-${stack}`;
  }

  /** Bucket of the access logs of all states. */
  stateLogBucket(prefix?: string): string {
    return `${prefix ?? `${this.prefix}-${this.source.aws.accountId}`}-state-access-logs`;
  }

  /** CloudFormation stack of what comes before the first Terraform stack. */
  get bootstrapStack(): string {
    return `${this.prefix}-bootstrap`;
  }

  /** The same of a shard. */
  shardBootstrapStack(shard: ShardId): string {
    return `${this.bootstrapStack}-${shard}`;
  }

  /** Key of the object that holds a stack's state in its bucket. */
  stateObject(stack: StackId): string {
    return `${stack}.tfstate`;
  }

  stateKeyAlias(stack: StackId): string {
    return `alias/strata/${this.source.name}/state/${stack}`;
  }

  /** Alias of one of the platform's customer managed keys. */
  keyAlias(purpose: string): string {
    return `alias/${this.keyName(purpose)}`;
  }

  /** What the tag `Name` of such a key says. */
  keyName(purpose: string): string {
    return `strata/${this.source.name}/${purpose}`;
  }

  imageRepository(team: string, app: string): string {
    return `${this.prefix}/${team}/${app}`;
  }

  /**
   * Start of the names of the repositories in which ECR keeps copies of another registry's images. The dot keeps them
   * apart from those of teams, whose names have none.
   */
  imageCache(registry: UpstreamRegistry): string {
    return `${this.prefix}/${imageCaches[registry]}`;
  }

  /** Host of the account's own registry. https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
  get imageRegistry(): string {
    const { accountId, region, partition } = this.source.aws;
    const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return `${accountId}.dkr.ecr.${region}.${suffix}`;
  }

  imageCacheUrl(registry: UpstreamRegistry): string {
    return `${this.imageRegistry}/${this.imageCache(registry)}`;
  }

  /** A bucket of the platform. Names of buckets are unique in all of AWS, hence the account. */
  bucket(purpose: string): string {
    return `${this.prefix}-${this.source.aws.accountId}-${purpose}`;
  }

  /** Queue in which EC2 tells Karpenter which nodes it will take away. */
  get interruptionQueue(): string {
    return `${this.prefix}-interruptions`;
  }

  /** Rules that fill that queue, one for each kind of event. */
  interruptionRule(event: InterruptionEvent): string {
    return `${this.prefix}-interruption-${event}`;
  }

  /** S3 has neither region nor account in the ARNs of buckets. */
  bucketArn(purpose: string): string {
    return `arn:${this.source.aws.partition}:s3:::${this.bucket(purpose)}`;
  }

  /** The file system that pods share, and the security group before it. */
  get fileStorage(): string {
    return `${this.prefix}-files`;
  }

  logGroup(part: string): string {
    return `/strata/${this.source.name}/${part}`;
  }

  /** EKS writes to this name and no other. */
  get controlPlaneLogGroup(): string {
    return `/aws/eks/${this.cluster}/cluster`;
  }

  /** The web ACL of AWS WAF before the public load balancers. */
  get webAcl(): string {
    return this.prefix;
  }

  /** AWS WAF writes to names with this start and to no other. */
  get webAclLogGroup(): string {
    return `aws-waf-logs-${this.prefix}`;
  }

  /** Ingress class of a team. The word in front keeps the classes of two teams apart, whatever these are called. */
  ingressClass(exposure: Exposure, team: string): string {
    return `${exposure}-${team}`;
  }

  database(name: string): string {
    return `${this.prefix}-${name}`;
  }

  /** RDS writes to this name and no other; `log` is such as `postgresql`. */
  databaseLogGroup(name: string, log: string): string {
    return `/aws/rds/cluster/${this.database(name)}/${log}`;
  }

  databaseInstance(name: string, index: number): string {
    return `${this.database(name)}-${index}`;
  }

  cache(name: string): string {
    return `${this.prefix}-${name}`;
  }

  /**
   * PostgreSQL user as which an app signs in. Slugs hold no underscore, so that no two apps share a name; the app's role
   * name is longer and has about the same limit (64; PostgreSQL takes 63).
   */
  databaseUser(team: string, app: string): string {
    return `${this.source.name}_${team}_${app}`;
  }

  /** Service account of the job that makes a database's users, and start of the job's name. */
  databaseUsersJob(database: string): string {
    return `database-users-${database}`;
  }

  /** Below the path of controllers, since they are handed over by the same stack to the same service. */
  get databaseUsersPath(): string {
    return `${this.rolePath("controllers")}databases/`;
  }

  /** Role of that job. */
  databaseUsersRole(database: string): string {
    return `${this.prefix}-db-${database}`;
  }

  databaseUsersRoleArn(database: string): string {
    return this.iamArn("role", this.databaseUsersPath, this.databaseUsersRole(database));
  }

  /** User of the Valkey caches as which an app signs in: an id of the account and region. */
  cacheUser(team: string, app: string): string {
    return `${this.prefix}-${team}-${app}`;
  }

  /** A team's queue; SQS wants the names of those that keep order to end so. */
  queue(name: string, fifo: boolean): string {
    return `${this.prefix}-${name}${fifo ? ".fifo" : ""}`;
  }

  /** Where messages go that nobody could make sense of. */
  deadLetterQueue(name: string, fifo: boolean): string {
    return this.queue(`${name}-dead-letter`, fifo);
  }

  /** A team's bucket: no other bucket of the environment has a name that begins so. */
  teamBucket(name: string): string {
    return this.bucket(`team-${name}`);
  }

  table(name: string): string {
    return `${this.prefix}-${name}`;
  }

  workspace(stack: StackId): string {
    return `${this.prefix}-${stack}`;
  }

  /** Agents inside the VPC, where the environment names no pool of HCP Terraform. */
  get agentPool(): string {
    return this.prefix;
  }

  /** ARN of a resource of this account and region. */
  arn(service: string, resource: string): string {
    const { partition, region, accountId } = this.source.aws;
    return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  }

  /** What a role is called while somebody acts as it, without the session's name. */
  assumedRoleArn(role: string): string {
    const { partition, accountId } = this.source.aws;
    return `arn:${partition}:sts::${accountId}:assumed-role/${role}`;
  }

  iamArn(kind: "role" | "policy" | "instance-profile", path: string, name: string): string {
    const { partition, accountId } = this.source.aws;
    return `arn:${partition}:iam::${accountId}:${kind}${path}${name}`;
  }

  get clusterArn(): string {
    return this.arn("eks", `cluster/${this.cluster}`);
  }
}

export function namesOf(environment: NameSource): Names {
  return new Names(environment);
}
