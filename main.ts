import path from "node:path";
import { runApp } from "./cli/run-app";
import { derivedPermissions } from "./constructs/permissions/complete";
import { PlatformApp, type PlatformAppProps } from "./constructs/stack/platform-app";
import { shardOf, teamsApart } from "./constructs/stack/shards";
import { Identity } from "./stacks/1-identity/stack";
import { ManagedInfrastructure } from "./stacks/2-managed-infrastructure/stack";
import { KubernetesCluster } from "./stacks/3-kubernetes-cluster/stack";
import { ClusterServices } from "./stacks/4-cluster-services/stack";
import { AppServices } from "./stacks/5-app-services/stack";
import { Apps } from "./stacks/6-apps/stack";

/**
 * The six stacks of one environment in the order in which they are deployed, and shards of the last for teams that have their
 * own; their deployers' permissions come last.
 */
export function platform(props: PlatformAppProps): PlatformApp {
  const app = new PlatformApp(props);
  const identity = new Identity(app);
  new ManagedInfrastructure(app);
  new KubernetesCluster(app);
  new ClusterServices(app);
  new AppServices(app);
  new Apps(app);
  for (const { name } of teamsApart(props.environment)) new Apps(app, shardOf(name));
  app.completeWith(derivedPermissions(identity));
  return app;
}

// Other entries, such as cli/start.ts, bundle this file with themselves: only as the entry does it run by itself.
if (path.basename(process.argv[1] ?? "") === "main.ts") {
  runApp(process.env, (props) => platform(props).synth());
}
