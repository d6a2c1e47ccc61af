import type { Construct } from "constructs";
import { DaemonService } from "../../constructs/workloads/daemon-service";
import { Job } from "../../constructs/workloads/job";
import { ScheduledJob } from "../../constructs/workloads/scheduled-job";
import { StatefulService } from "../../constructs/workloads/stateful-service";
import { WebService } from "../../constructs/workloads/web-service";
import { Worker } from "../../constructs/workloads/worker";
import type { App } from "../../environments/schema/environment";
import type { AppWiring } from "./app-wiring";

/** An app of the environment, as the construct of its kind. */
export function declareApp(scope: Construct, app: App, wiring: AppWiring): Construct {
  const common = wiring.propsOf(app);
  switch (app.kind) {
    case "web-service": {
      const { port, healthPath, probes, replicas, scaling, rollout } = app;
      const [publicAddress, calledBy] = [wiring.publicAddressOf(app), wiring.callersOf(app)];
      const served = { port, healthPath, probes, publicAddress, calledBy, ...wiring.lastingPropsOf(app) };
      return new WebService(scope, app.name, { ...common, ...served, replicas, scaling, rollout });
    }
    case "worker": {
      const { probes, replicas, scaling, rollout } = app;
      return new Worker(scope, app.name, {
        ...common,
        probes,
        replicas,
        scaling,
        rollout,
        ...wiring.lastingPropsOf(app),
      });
    }
    case "stateful-service": {
      const { port, probes, replicas, storage, podManagement, volumesOnDeletion, volumesOnScaleDown } = app;
      const served = { port, probes, calledBy: wiring.callersOf(app), ...wiring.lastingPropsOf(app) };
      const volumes = { storage, podManagement, volumesOnDeletion, volumesOnScaleDown };
      return new StatefulService(scope, app.name, { ...common, ...served, ...volumes, replicas });
    }
    case "daemon-service": {
      const { port, probes } = app;
      const calledBy = wiring.callersOf(app);
      return new DaemonService(scope, app.name, {
        ...common,
        port,
        probes,
        calledBy,
        ...wiring.lastingPropsOf(app),
      });
    }
    case "scheduled-job": {
      const { schedule, timeZone, concurrency, startingDeadlineSeconds, history, suspended } = app;
      const clock = { schedule, timeZone, concurrency, startingDeadlineSeconds, history, suspended };
      return new ScheduledJob(scope, app.name, { ...common, ...clock, ...runsOf(app) });
    }
    case "job":
      return new Job(scope, app.name, { ...common, ...runsOf(app), waited: app.waited });
  }
}

function runsOf({
  retries,
  deadlineSeconds,
  parallelism,
  completions,
}: App & { readonly kind: "job" | "scheduled-job" }) {
  return { retries, deadlineSeconds, parallelism, completions };
}
