import { type TerraformStack, TerraformVariable } from "cdktf";
import { DaemonService, type DaemonServiceProps } from "../../../constructs/workloads/daemon-service";
import { Job, type JobProps } from "../../../constructs/workloads/job";
import { ScheduledJob, type ScheduledJobProps } from "../../../constructs/workloads/scheduled-job";
import { StatefulService, type StatefulServiceProps } from "../../../constructs/workloads/stateful-service";
import { WebService, type WebServiceProps } from "../../../constructs/workloads/web-service";
import { Worker, type WorkerProps } from "../../../constructs/workloads/worker";
import { type Body, type SynthesizedStack, synthesize } from "../../support/synthesize";

const app = {
  team: "storefront",
  namespace: "storefront",
  image: "registry.example/web@sha256:0",
  resources: { cpu: "250m", memory: "256Mi" },
};

/** A plain app: everything that may be left out is. */
export const plain: WebServiceProps = {
  ...app,
  name: "web",
  port: 8080,
  healthPath: "/healthz",
  replicas: { minimum: 3, maximum: 12 },
};

/** Synthesizes one app that deviates from the plain one. */
export function webService(deviation: Partial<WebServiceProps> = {}): SynthesizedStack {
  return synthesize((stack) => {
    new WebService(stack, "web", { ...plain, ...deviation });
  });
}

/** A plain app of each of the other kinds, called as its kind is. */
export function worker(deviation: Partial<WorkerProps> = {}): SynthesizedStack {
  const props = { ...app, name: "worker", replicas: { minimum: 2, maximum: 4 }, ...deviation };
  return synthesize((stack) => {
    new Worker(stack, "worker", props);
  });
}

export function statefulService(deviation: Partial<StatefulServiceProps> = {}): SynthesizedStack {
  const storage = [{ name: "data", mountPath: "/data", size: "20Gi" }];
  const props = { ...app, name: "search", port: 9200, replicas: 3, storage, ...deviation };
  return synthesize((stack) => {
    new StatefulService(stack, "search", props);
  });
}

export function daemonService(deviation: Partial<DaemonServiceProps> = {}): SynthesizedStack {
  return synthesize((stack) => {
    new DaemonService(stack, "daemon", { ...app, name: "daemon", ...deviation });
  });
}

export function scheduledJob(deviation: Partial<ScheduledJobProps> = {}): SynthesizedStack {
  return synthesize((stack) => {
    new ScheduledJob(stack, "report", { ...app, name: "report", schedule: "15 3 * * *", ...deviation });
  });
}

export function job(deviation: Partial<JobProps> = {}): SynthesizedStack {
  return synthesize((stack) => {
    new Job(stack, "migrate", { ...app, name: "migrate", ...deviation });
  });
}

/** A value that only Terraform knows. */
export function unknown(stack: TerraformStack, id: string): string {
  return new TerraformVariable(stack, id, { type: "string" }).stringValue;
}

export function deploymentOf(stack: SynthesizedStack): Body {
  return stack.only("kubernetes_deployment_v1");
}

/** The pods of the one workload, whatever controls them. */
export function podOf(stack: SynthesizedStack): Body {
  return templateOf(stack).spec;
}

export function templateOf(stack: SynthesizedStack): Body {
  const [type, ...more] = stack.types.filter((one) => controllers.includes(one));
  if (type === undefined || more.length > 0) throw new Error(`no single controller in ${stack.types}`);
  const { spec } = stack.only(type);
  return spec.template ?? spec.job_template.spec.template;
}

const controllers = [
  "kubernetes_deployment_v1",
  "kubernetes_stateful_set_v1",
  "kubernetes_daemon_set_v1",
  "kubernetes_cron_job_v1",
  "kubernetes_job_v1",
];

export function containerOf(stack: SynthesizedStack): Body {
  const containers = podOf(stack).container;
  if (containers.length !== 1) throw new Error(`${containers.length} containers`);
  return containers[0];
}

/** The policy of one path, such as `to-database-orders`. */
export function policyOf(stack: SynthesizedStack, path: string): Body {
  return stack.named("kubernetes_network_policy_v1", `web_${path}`).spec;
}
