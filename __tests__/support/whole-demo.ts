import { publicAcmeServers } from "../../environments/schema/data/acme-servers";
import type { Environment } from "../../environments/schema/environment";
import { inFullNetwork } from "./networks";

const demo = inFullNetwork();
const { systemNodes } = demo.cluster;
const covers = { kind: "shared", name: "covers", mountPath: "/covers", size: "5Gi", readOnly: false } as const;

/** Topic of alerts, which another project made. */
const alertTopicArn = "arn:aws:sns:eu-central-1:111122223333:on-call";

/** The demo with states that have rights of their own, and with all that it leaves out: what is not declared proves nothing. */
export const wholeDemo: Environment = {
  ...demo,
  state: { kind: "s3" },
  // The system nodes stay as they are by default, so that both operating systems are there.
  cluster: { ...demo.cluster, workerNodes: { ...systemNodes, operatingSystem: "Bottlerocket" } },
  autoscaling: {
    ...demo.autoscaling,
    nodes: { ...demo.autoscaling.nodes, operatingSystem: "Bottlerocket", releaseVersion: "1.52.0-5d9bb4bc" },
  },
  images: {
    ...demo.images,
    scanning: "enhanced",
    pullThroughCache: [
      { registry: "quay" },
      {
        registry: "github",
        secretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:ecr-pullthroughcache/github-AbCdEf",
      },
    ],
  },
  fileStorage: { ...demo.fileStorage, enabled: true },
  dns: { ...demo.dns, privateZone: { source: "create", deletable: false } },
  // In AWS's hands, which takes rights there; Prometheus inside the cluster takes but one.
  monitoring: { kind: "managed-prometheus", alerts: { snsTopicArn: alertTopicArn } },
  // Whose metrics no autoscaler reads.
  apps: demo.apps.map((app) => {
    const volumes = app.name === "magazine" ? [...app.volumes, covers] : app.volumes;
    return "scaling" in app ? { ...app, volumes, scaling: { ...app.scaling, metrics: [] } } : { ...app, volumes };
  }),
  guardDuty: { detector: "create", runtimeMonitoring: "automatic" },
};

/** The demo once its zone is delegated, with all that comes then: certificates, signatures, and a zone for the VPC. */
export const delegatedDemo: Environment = {
  ...wholeDemo,
  dns: {
    domain: demo.dns.domain,
    zone: { source: "create", delegated: true, deletable: false, dnssec: true },
    privateZone: { source: "create", deletable: false },
    acme: { email: "certificates@tideline.example", servers: publicAcmeServers },
  },
};

/** The same with Prometheus inside the cluster, which publishes its alerts itself. */
export const wholeDemoWithPrometheus: Environment = {
  ...wholeDemo,
  monitoring: {
    kind: "prometheus",
    retentionDays: 15,
    storageGiB: 50,
    memory: "2Gi",
    replicas: 2,
    alerts: { snsTopicArn: alertTopicArn },
  },
};
