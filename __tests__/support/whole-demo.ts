import type { Environment } from "../../environments/schema/environment";
import { inFullNetwork } from "./networks";

const demo = inFullNetwork();
const { workerNodes } = demo.cluster;
const covers = { kind: "shared", name: "covers", mountPath: "/covers", size: "5Gi", readOnly: false } as const;

/** The demo with states that have rights of their own, and with all that it leaves out: what is not declared proves nothing. */
export const wholeDemo: Environment = {
  ...demo,
  state: { kind: "s3" },
  // The system nodes stay as they are by default, so that both operating systems are there.
  cluster: { ...demo.cluster, workerNodes: workerNodes && { ...workerNodes, operatingSystem: "Bottlerocket" } },
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
  apps: demo.apps.map((app) => (app.name === "magazine" ? { ...app, volumes: [...app.volumes, covers] } : app)),
  guardDuty: { detector: "create", runtimeMonitoring: "automatic" },
};
