import type { FinishedTree } from "../../../../constructs/guardrails/finished-tree";
import type { BreakableTree } from "../../../support/broken-tree";
import type { Mutations } from "./mutation";

const web = "kubernetes_deployment_v1.storefront_web_deployment";
const budget = "kubernetes_pod_disruption_budget_v1.storefront_web_budget";
const autoscaler = "kubernetes_horizontal_pod_autoscaler_v2.storefront_web_autoscaler";
const account = "kubernetes_service_account_v1.storefront_web_account";

// biome-ignore lint/suspicious/noExplicitAny: blocks have as many shapes as the provider has types
type Change = (fields: any) => void;

/** Changes the pod of the web shop. */
const pod = (change: Change) => (demo: BreakableTree) =>
  demo.changed(web, (body) => {
    change(body.spec.template.spec);
  });

const container = (change: Change) => pod(({ container: [app] }) => change(app));

const security = (change: Change) => container(({ security_context }) => change(security_context));

const of = (address: string, change: Change) => (demo: BreakableTree) =>
  demo.changed(address, (body) => {
    change(body.spec ?? body);
  });

/** A second pod of the web shop, by another type and in another shape. */
const another =
  (type: string, spec: (template: unknown) => unknown) =>
  (demo: BreakableTree): FinishedTree => {
    const { metadata, spec: deployment } = structuredClone(
      demo.tree.resources("kubernetes_deployment_v1").find(({ address }) => address === web)?.body,
    );
    const { template } = deployment;
    delete template.spec.container[0].resources;
    return demo.added("apps", type, "another", { metadata: { ...metadata, name: "another" }, spec: spec(template) });
  };

export const pods: Mutations = {
  "pod-resources": {
    "no limit of memory": container((app) => {
      delete app.resources.limits.memory;
    }),
    "requests of nothing": container((app) => {
      app.resources.requests.cpu = "0";
    }),
    "nothing stated before the app starts": pod((spec) => {
      const { name: _, resources, ports, ...app } = spec.container[0];
      spec.init_container = [{ ...app, name: "migrate" }];
    }),
    "less memory than is requested": container((app) => {
      app.resources.limits.memory = "256Mi";
    }),
    "a job": another("kubernetes_job", (template) => ({ template })),
    "a scheduled job": another("kubernetes_cron_job", (template) => ({ job_template: [{ spec: [{ template }] }] })),
  },
  "pod-probes": {
    "no question whether it is ready": container((app) => {
      delete app.readiness_probe;
    }),
    "a question that asks nothing": container((app) => {
      app.liveness_probe = { period_seconds: 10 };
    }),
  },
  "pod-security-context": {
    "root, since the block does not say otherwise": security((context) => {
      delete context.run_as_non_root;
    }),
    "user 0": security((context) => {
      context.run_as_user = "0";
    }),
    "rights that grow": security((context) => {
      context.allow_privilege_escalation = true;
    }),
    "the usual capabilities": security((context) => {
      delete context.capabilities;
    }),
    "a file system to write on": security((context) => {
      context.read_only_root_filesystem = false;
    }),
    "all system calls": security((context) => {
      context.seccomp_profile = { type: "Unconfined" };
    }),
    "nothing said at all": container((app) => {
      delete app.security_context;
    }),
    "a kernel parameter of the node": pod((spec) => {
      spec.security_context.sysctl = [{ name: "kernel.msgmax", value: "65536" }];
    }),
  },
  "host-access": {
    "the network of the node": pod((spec) => {
      spec.host_network = true;
    }),
    "its processes": pod((spec) => {
      spec.host_pid = "true";
    }),
    "a folder of it": pod((spec) => {
      spec.volume.push({ name: "logs", host_path: { path: "/var/log" } });
    }),
    "a port of it": container((app) => {
      app.port[0].host_port = 8080;
    }),
    "all of it": security((context) => {
      context.privileged = true;
    }),
    "a capability": security((context) => {
      context.capabilities.add = ["NET_ADMIN"];
    }),
  },
  "pod-volumes": {
    "a share of a file server": pod((spec) => {
      spec.volume.push({ name: "share", nfs: { server: "10.0.0.4", path: "/" } });
    }),
  },
  "pod-spread": {
    "over nodes alone": pod((spec) => {
      spec.topology_spread_constraint.shift();
    }),
    "of pods that there are none of": pod((spec) => {
      spec.topology_spread_constraint[0].label_selector = [{ match_labels: { app: "web" } }];
    }),
  },
  "pod-budget": {
    "no budget": (demo) => demo.removed(budget),
    "one for others": of(budget, (spec) => {
      spec.selector.match_labels["app.kubernetes.io/name"] = "web-shop";
    }),
    "one that lets none go": of(budget, (spec) => {
      spec.max_unavailable = "0";
    }),
    "one that keeps all": of(budget, (spec) => {
      delete spec.max_unavailable;
      spec.min_available = "100%";
    }),
    "as many as there are": of(budget, (spec) => {
      delete spec.max_unavailable;
      spec.min_available = 3;
    }),
    "two of them": (demo) => {
      const body = demo.tree.resources("kubernetes_pod_disruption_budget_v1").find(({ address }) => address === budget);
      const copy = structuredClone(body?.body);
      return demo.added("apps", "kubernetes_pod_disruption_budget", "second", copy);
    },
  },
  "single-replica": {
    "an autoscaler that goes down to one": of(autoscaler, (spec) => {
      spec.min_replicas = 1;
    }),
  },
  "service-account-token": {
    "a token for nothing": pod((spec) => {
      delete spec.automount_service_account_token;
    }),
    "the account of all pods": pod((spec) => {
      delete spec.service_account_name;
    }),
    "an account with tokens": of(account, (body) => {
      body.automount_service_account_token = true;
    }),
  },
};
