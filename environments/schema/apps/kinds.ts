import { z } from "zod";
import { list, number, text, texts } from "../field";
import { pipeline } from "../pipeline";
import { cidr, slug } from "../primitives";
import { callerShape } from "../rules/values/caller";
import { port, replicaCount } from "../rules/values/counts";
import { distinct } from "../rules/values/distinct";
import { subdomainShape } from "../rules/values/domain";
import { healthPath } from "../rules/values/health-path";
import {
  jobDeadline,
  jobHistory,
  jobPods,
  jobRetries,
  schedule,
  startingDeadline,
  timeZone,
} from "../rules/values/jobs";
import { shutdownSeconds } from "../rules/values/pods";
import { uses } from "../uses";
import { initContainers, invocation, resources, settings, sideCars } from "./containers";
import { image } from "./image";
import { metrics } from "./metrics";
import { probes } from "./probes";
import { replicas, rollout, scaling } from "./scale";
import { files, secrets, storage, volumes } from "./volumes";

/** What every app has. */
const everyApp = {
  /** Name of the app, which never changes. */
  name: slug,
  /** Name of the team that owns the app; its namespace is the app's. */
  team: text(),
  image,
  ...invocation,
  /** The pipeline of this app alone, beside that of its team. @default - none */
  pipeline: pipeline.optional(),
  resources,
  settings,
  files,
  secrets,
  volumes,
  initContainers,
  /** The databases, caches, queues, buckets and tables that the app talks to. @default - none */
  uses,
  /** Who is called outside of the cluster and of AWS. @default - nobody */
  outside: z
    .array(
      z.strictObject({
        /** Name that the network policy bears. */
        name: slug,
        /** Address blocks that are called. @default - all public addresses */
        cidrs: list(cidr(), distinct).optional(),
        /** Port that is called. @default 443 */
        port: z.int().min(1).max(65535).default(443),
      }),
    )
    .default([]),
  /** How much it matters when nodes are full. @default - "batch" for jobs, else "standard" */
  tier: z.enum(["critical", "standard", "batch"]).optional(),
  /** Taints of node pools that may carry its pods nevertheless. @default - none */
  tolerations: z
    .array(
      z.strictObject({
        /** Key of the taint. */
        key: text(),
        /** Value of the taint. @default - any value */
        value: text().optional(),
        /** Its effect. @default - any effect */
        effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
      }),
    )
    .default([]),
  /** Labels of the nodes that carry its pods, such as those of a node pool. @default - all nodes that take them */
  nodeLabels: texts().default({}),
  /** How a pod goes. */
  shutdown: z
    .strictObject({
      /** Seconds for which it still takes requests. @default - 20 where others call, else 0 */
      drainSeconds: number(shutdownSeconds).optional(),
      /** Who spends them: a `sleep` of the image's, or the app, by going on after SIGTERM. @default "sleep" */
      drainBy: z.enum(["sleep", "application"]).optional(),
      /** Seconds after which it is ended. @default 30 */
      finishSeconds: number(shutdownSeconds).optional(),
    })
    .prefault({}),
};

/** Port that the container listens on, above 1023 since it does not run as root. @default 8080 */
const servedPort = number(port).default(8080);

/** Apps, as `<team>/<app>`, that may call this one. @default - none */
const calledBy = list(text(callerShape), distinct).default([]);

/** An app that answers HTTP. The kind of an app that names none. */
export const webService = z.strictObject({
  kind: z.literal("web-service"),
  ...everyApp,
  port: servedPort,
  /** Path that answers 200 once the app is ready. @default "/healthz" */
  healthPath: text(healthPath).default("/healthz"),
  /** Other probes than those of the path. */
  probes,
  /** Subdomain of the environment's domain, or of the private zone's, that leads to the app. @default - reached inside the cluster only */
  subdomain: text(subdomainShape).optional(),
  /** Who reaches it there: the world, or the VPC by a name in the private zone. @default "public" */
  exposure: z.enum(["public", "internal"]).default("public"),
  replicas,
  scaling,
  rollout,
  sideCars,
  metrics,
  calledBy,
});

/** An app that nobody calls: it takes its work from a queue or a datastore. */
export const worker = z.strictObject({
  kind: z.literal("worker"),
  ...everyApp,
  probes,
  replicas,
  scaling,
  rollout,
  sideCars,
  metrics,
});

/** An app whose pods keep a name and volumes each: `<app>-0.<app>-members` and so on. */
export const statefulService = z.strictObject({
  kind: z.literal("stateful-service"),
  ...everyApp,
  port: servedPort,
  /** Other probes than connections to the port. */
  probes,
  /** Two or more in production. @default 3 */
  replicas: number(replicaCount).default(3),
  storage,
  /** One after the other, or all at once. Never changes. @default "OrderedReady" */
  podManagement: z.enum(["OrderedReady", "Parallel"]).default("OrderedReady"),
  /** What becomes of the volumes when the app goes. @default "Retain" */
  volumesOnDeletion: z.enum(["Retain", "Delete"]).default("Retain"),
  /** What becomes of those of pods that are too many. @default "Retain" */
  volumesOnScaleDown: z.enum(["Retain", "Delete"]).default("Retain"),
  sideCars,
  metrics,
  calledBy,
});

/** An app with a pod on each worker node, which answers the callers on its own node alone. */
export const daemonService = z.strictObject({
  kind: z.literal("daemon-service"),
  ...everyApp,
  /** Port that the container listens on, above 1023 since it does not run as root. @default - nobody calls it */
  port: number(port).optional(),
  /** Other probes than connections to the port. */
  probes,
  sideCars,
  metrics,
  calledBy,
});

/** How a job's pods run. */
const runs = {
  /** Failures after which it has failed. @default 2 */
  retries: number(jobRetries).default(2),
  /** Seconds after which a run that has not ended has failed. @default 600 */
  deadlineSeconds: number(jobDeadline).default(600),
  /** Pods that run at once. @default 1 */
  parallelism: number(jobPods).default(1),
  /** Pods that have to end well. @default - as many as run at once */
  completions: number(jobPods).optional(),
};

/** Work that is done by the clock. */
export const scheduledJob = z.strictObject({
  kind: z.literal("scheduled-job"),
  ...everyApp,
  ...runs,
  /** When, in the five fields of cron, such as "15 3 * * *". */
  schedule: text(schedule),
  /** Time zone of the schedule. @default "Etc/UTC" */
  timeZone: text(timeZone).default("Etc/UTC"),
  /** What happens when the run before has not ended: the new one is left out, takes its place, or runs beside it. @default "Forbid" */
  concurrency: z.enum(["Forbid", "Replace", "Allow"]).default("Forbid"),
  /** Seconds after which a run that could not start in time is left out. @default 300 */
  startingDeadlineSeconds: number(startingDeadline).default(300),
  /** Ended runs that are kept, with their logs. @default - 3 of each */
  history: z
    .strictObject({
      /** Runs that ended well. @default 3 */
      successful: number(jobHistory).default(3),
      /** Runs that failed. @default 3 */
      failed: number(jobHistory).default(3),
    })
    .prefault({}),
  /** Whether no run starts until further notice. @default false */
  suspended: z.boolean().default(false),
});

/** Work that is done once for each image, setting, file and version of a secret. */
export const job = z.strictObject({
  kind: z.literal("job"),
  ...everyApp,
  ...runs,
  /** Whether an apply waits for the job, and fails with it. @default true */
  waited: z.boolean().default(true),
});
