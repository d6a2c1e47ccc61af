import { z } from "zod";
import { list, number, text, verbatimTexts } from "./field";
import { pipeline } from "./pipeline";
import { bytes, cpu, principalArn, slug } from "./primitives";
import { callerShape } from "./rules/values/caller";
import { podQuota, port, replicaCount } from "./rules/values/counts";
import { distinct } from "./rules/values/distinct";
import { subdomainShape } from "./rules/values/domain";
import { healthPath } from "./rules/values/health-path";
import { imageDigest, imageReference, imageTag } from "./rules/values/image";
import { secretSettingName, secretSettingValue, settingName } from "./rules/values/settings";
import { uses } from "./uses";

const team = z.strictObject({
  /** Also the team's namespace. */
  name: slug,
  /** Who may assume the team's developer role: IAM ARN patterns. @default - nobody */
  developers: list(principalArn, distinct).default([]),
  /** The pipeline that serves all of the team's apps. @default - none */
  pipeline: pipeline.optional(),
  /** What all pods of the team's namespace may request together. */
  quota: z
    .strictObject({
      /** Cores. @default "16" */
      cpu: cpu.default("16"),
      /** @default "32Gi" */
      memory: bytes.default("32Gi"),
      /** @default 100 */
      pods: number(podQuota).default(100),
      /** Sum of all volumes. @default "200Gi" */
      storage: bytes.default("200Gi"),
    })
    .prefault({}),
});

/** An image of the app's own ECR repository by digest or immutable tag, or any image by its full reference. */
const image = z.union([
  z.strictObject({ digest: text(imageDigest) }),
  z.strictObject({ tag: text(imageTag) }),
  z.strictObject({ reference: text(imageReference) }),
]);

const app = z.strictObject({
  name: slug,
  /** Name of the team that owns the app; its namespace is the app's. */
  team: text(),
  image,
  /** The pipeline of this app alone, beside that of its team. @default - none */
  pipeline: pipeline.optional(),
  /** Port that the container listens on, above 1023 since it does not run as root. @default 8080 */
  port: number(port).default(8080),
  /** Path that answers 200 once the app is ready. @default "/healthz" */
  healthPath: text(healthPath).default("/healthz"),
  /** Subdomain of the environment's domain that leads to the app. @default - reached inside the cluster only */
  subdomain: text(subdomainShape).optional(),
  /** How many pods run, between calm and rush; two or more in production. @default - 2 to 6 */
  replicas: z
    .strictObject({ minimum: number(replicaCount).default(2), maximum: number(replicaCount).default(6) })
    .prefault({}),
  /** What each pod requests. @default - 100m CPU and 128Mi memory */
  resources: z.strictObject({ cpu: cpu.default("100m"), memory: bytes.default("128Mi") }).prefault({}),
  /** Plain settings handed over as environment variables: never a secret. @default - none */
  settings: verbatimTexts(settingName, secretSettingName, secretSettingValue).default({}),
  /** The databases, caches, queues, buckets and tables that the app talks to. @default - none */
  uses,
  /** Apps, as `<team>/<app>`, that may call this one. @default - none */
  calledBy: list(text(callerShape), distinct).default([]),
});

export const teams = z.array(team).default([]);
export const apps = z.array(app).default([]);
