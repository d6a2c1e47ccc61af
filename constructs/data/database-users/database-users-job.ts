import { createHash } from "node:crypto";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { JobV1, type JobV1SpecTemplateSpecContainer } from "@cdktf/provider-kubernetes/lib/job-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { onSystemNodes } from "../../charts/system-nodes";
import { toDns, toPodIdentityAgent, toPublicServices } from "../../cluster/network-peers";
import { NetworkPolicy } from "../../cluster/network-policy";
import { PodIdentity } from "../../cluster/pod-identity";
import { containerSecurity, podSecurity } from "../../workloads/pod/security";
import { bringUsersToOrder, fetchSecret, folders, valueOfKey } from "./scripts";
import { type DatabaseUsers, databaseUsersSql } from "./sql";

export interface DatabaseUsersJobProps extends DatabaseUsers {
  /** Name of the job's service account, and start of the names of all that belongs to it. */
  readonly name: string;
  readonly namespace: string;
  readonly region: string;
  /** Endpoint of the writer. */
  readonly host: string;
  readonly port: number;
  /** Name of the database within the cluster. */
  readonly database: string;
  /** Secret of the master password: its ARN, never its content. */
  readonly secretArn: string;
  /** Root that signs the certificates of RDS in the region, as PEM. */
  readonly rootCertificate: string;
  /** Role that reads the secret, and the cluster whose agent hands it out. */
  readonly role: { readonly arn: string; readonly clusterName: string };
  /** Address blocks of the database's subnets. */
  readonly addresses: readonly string[];
  readonly images: DatabaseUsersImages;
  /** What has to be there before it runs, such as the database's instances. */
  readonly after: readonly ITerraformDependable[];
}

/** Full references, each with a digest or a tag that never moves. */
export interface DatabaseUsersImages {
  /** An image with `sh` and the AWS CLI. */
  readonly awsCli: string;
  /** An image with `sh`, `awk` and psql, of the databases' major version or a later one. */
  readonly postgresql: string;
}

/** Minutes that the job has. An apply waits a little longer, so that it is Kubernetes who says that it failed. */
const deadline = 15;

/**
 * Makes the users of a database, once for each list of them, as whom apps sign in through IAM. It signs in with the
 * master password, which one container reads from Secrets Manager into memory for the other, by a role that can do
 * nothing else: no state, no object of Kubernetes and no log holds it. The server has to prove who it is.
 */
export class DatabaseUsersJob extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseUsersJobProps) {
    super(scope, id);
    const { name, namespace, role, after } = props;
    const account = new ServiceAccountV1(this, "account", {
      metadata: this.metadata(props),
      automountServiceAccountToken: false,
    });
    const identity = new PodIdentity(this, "identity", {
      clusterName: role.clusterName,
      roleArn: role.arn,
      namespace,
      serviceAccount: name,
    });
    const network = new NetworkPolicy(this, "network", {
      namespace,
      name,
      pods: labelsOf(name),
      egress: [
        ...toDns,
        toPodIdentityAgent,
        toPublicServices,
        { peers: props.addresses.map((cidr) => ({ ipBlock: { cidr } })), ports: [props.port] },
      ],
    });
    const files = { "users.sql": databaseUsersSql(props), "root.pem": props.rootCertificate, "value.awk": valueOfKey };
    const map = new ConfigMapV1(this, "files", { metadata: this.metadata(props), data: files });
    this.job(props, files, [account, identity, network, map, ...after]);
  }

  private metadata({ name, namespace }: DatabaseUsersJobProps) {
    return { name, namespace, labels: labelsOf(name) };
  }

  /** No time to live: a job that Kubernetes has tidied away is gone for Terraform, and would run again. */
  private job(
    props: DatabaseUsersJobProps,
    files: Readonly<Record<string, string>>,
    dependsOn: ITerraformDependable[],
  ): void {
    const { name, namespace } = props;
    const [fetching, working] = containersOf(props);
    new JobV1(this, "job", {
      metadata: { ...this.metadata(props), name: `${upTo(54, name)}-${hashOf(props, files)}`, namespace },
      waitForCompletion: true,
      spec: {
        backoffLimit: 6,
        activeDeadlineSeconds: deadline * 60,
        template: {
          metadata: { labels: labelsOf(name) },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            restartPolicy: "Never",
            nodeSelector: { ...onSystemNodes.nodeSelector },
            toleration: onSystemNodes.tolerations.map((toleration) => ({ ...toleration })),
            securityContext: podSecurity,
            initContainer: [fetching],
            container: [working],
            volume: [
              { name: "credentials", emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
              { name: "temporary", emptyDir: { sizeLimit: "64Mi" } },
              { name: "files", configMap: { name } },
            ],
          },
        },
      },
      timeouts: { create: `${deadline + 1}m`, update: `${deadline + 1}m` },
      dependsOn,
    });
  }
}

type Container = JobV1SpecTemplateSpecContainer;

function containersOf(props: DatabaseUsersJobProps): readonly [fetching: Container, working: Container] {
  const { images, region, secretArn, host, port, database } = props;
  const mounts = [mount("credentials", folders.credentials), mount("temporary", folders.temporary)];
  const fetching = container("secret", images.awsCli, fetchSecret, {
    AWS_REGION: region,
    AWS_MAX_ATTEMPTS: "5",
    HOME: folders.temporary,
    SECRET_ARN: secretArn,
  });
  const working = container("users", images.postgresql, bringUsersToOrder, {
    HOME: folders.temporary,
    PGCONNECT_TIMEOUT: "15",
    PGDATABASE: database,
    PGHOST: host,
    PGPORT: `${port}`,
    PGSSLMODE: "verify-full",
    PGSSLROOTCERT: `${folders.files}/root.pem`,
  });
  return [
    { ...fetching, volumeMount: mounts },
    { ...working, volumeMount: [...mounts, { ...mount("files", folders.files), readOnly: true }] },
  ];
}

function mount(name: string, mountPath: string) {
  return { name, mountPath };
}

function container(
  name: string,
  image: string,
  script: string,
  variables: Readonly<Record<string, string>>,
): Container {
  return {
    name,
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["/bin/sh", "-euc", script],
    env: Object.entries(variables).map(([variable, value]) => ({ name: variable, value })),
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
    securityContext: containerSecurity,
    terminationMessagePolicy: "FallbackToLogsOnError",
  };
}

function labelsOf(name: string): Record<string, string> {
  return {
    "app.kubernetes.io/name": upTo(63, name),
    "app.kubernetes.io/component": "database-users",
    "app.kubernetes.io/managed-by": "terraform",
  };
}

/** A job gives its name to a label of its pods, and a label takes 63 characters. What follows tells two jobs apart. */
function upTo(length: number, name: string): string {
  return name.slice(0, length).replace(/-+$/, "");
}

/** What a job runs can't be changed: another content, or another cluster behind it, is another job. */
function hashOf(props: DatabaseUsersJobProps, files: Readonly<Record<string, string>>): string {
  const { images, secretArn, host, port, database } = props;
  const known = JSON.stringify([files, fetchSecret, bringUsersToOrder, images, port, database]);
  const hash = createHash("sha256").update(known).digest("hex");
  return Fn.substr(Fn.sha256(Fn.join("/", [hash, secretArn, host])), 0, 8);
}
