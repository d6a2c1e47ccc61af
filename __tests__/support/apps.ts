import type { App, AppKind, AppOf, Environment } from "../../environments/schema/environment";
import type { Body, SynthesizedStack } from "./synthesize";

/** An app with other callers; of a kind that nobody calls, as it is. */
export function withCallers(app: App, change: (callers: readonly string[]) => readonly string[]): App {
  return "calledBy" in app ? { ...app, calledBy: [...change(app.calledBy)] } : app;
}

/** The app of an environment that is named so, which has to be of a kind. */
export function appOf<Kind extends AppKind>({ apps }: Environment, kind: Kind, key: string): AppOf<Kind> {
  const app = apps.find(({ team, name }) => `${team}/${name}` === key);
  if (app?.kind !== kind) throw new Error(`no ${kind} ${key}`);
  return app as AppOf<Kind>;
}

const controllers = {
  "web-service": ["kubernetes_deployment_v1", "deployment"],
  worker: ["kubernetes_deployment_v1", "deployment"],
  "stateful-service": ["kubernetes_stateful_set_v1", "stateful-set"],
  "daemon-service": ["kubernetes_daemon_set_v1", "daemon-set"],
  "scheduled-job": ["kubernetes_cron_job_v1", "cron-job"],
  job: ["kubernetes_job_v1", "job"],
} as const;

/** Terraform types of what makes pods. */
export const controllerTypes = [...new Set(Object.values(controllers).map(([type]) => type))];

/** Terraform address of what makes an app's pods. */
export function controllerOf({ kind, team, name }: App): string {
  const [type, id] = controllers[kind];
  return `${type}.${team}_${name}_${id}`;
}

/** The pods of an app, by the stack `apps`. */
export function podTemplateOf(stack: SynthesizedStack, app: App): Body {
  const [type = "", name = ""] = controllerOf(app).split(".");
  const { spec } = stack.named(type, name);
  return spec.template ?? spec.job_template.spec.template;
}
