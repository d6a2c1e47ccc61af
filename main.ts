import { runApp } from "./cli/run-app";
import { PlatformApp, type PlatformAppProps } from "./constructs/stack/platform-app";
import { Identity } from "./stacks/1-identity/stack";
import { ManagedInfrastructure } from "./stacks/2-managed-infrastructure/stack";
import { KubernetesCluster } from "./stacks/3-kubernetes-cluster/stack";
import { ClusterServices } from "./stacks/4-cluster-services/stack";
import { AppServices } from "./stacks/5-app-services/stack";
import { Apps } from "./stacks/6-apps/stack";

/** The six stacks of one environment, in the order in which they are deployed. */
export function platform(props: PlatformAppProps): PlatformApp {
  const app = new PlatformApp(props);
  new Identity(app);
  new ManagedInfrastructure(app);
  new KubernetesCluster(app);
  new ClusterServices(app);
  new AppServices(app);
  new Apps(app);
  return app;
}

if (require.main === module) {
  runApp(process.env, (props) => platform(props).synth());
}
