import { Construct } from "constructs";
import { helmProvider, kubernetesProvider } from "../../constructs/cluster/login";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { appsStackOf } from "../../constructs/stack/shards";
import type { ShardId } from "../../constructs/stack/stack-id";
import { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import { appServicesContract } from "../5-app-services/contract";
import { AppWiring } from "./app-wiring";
import { declareApp } from "./declare-app";
import { openMesh } from "./mesh-path";

/** The workloads of the app teams: of those that share `apps`, or, as a shard, of the one team whose own it is. */
export class Apps extends PlatformStack {
  constructor(app: PlatformApp, id: "apps" | ShardId = "apps") {
    super(app, id);
    const infrastructure = this.read(managedInfrastructureContract);
    const kubernetes = this.read(kubernetesClusterContract);
    const services = this.read(appServicesContract);
    const login = {
      clusterName: this.names.cluster,
      region: this.environment.aws.region,
      endpoint: kubernetes.clusterEndpoint,
      certificateAuthority: kubernetes.clusterCertificateAuthority,
      roleArn: this.deployerRoleArn,
    };
    kubernetesProvider(this, login);
    // Also where no app has a secret: to delete the last one's release takes the provider.
    helmProvider(this, login);

    const wiring = new AppWiring(this.environment, this.names, { infrastructure, kubernetes, services });
    // Addresses begin with the team's name; validation refuses the names of the stack's other parts.
    const here = this.environment.teams.filter(({ name }) => appsStackOf(this.environment, name) === id);
    const teams = new Map(here.map(({ name }) => [name, new Construct(this, name)]));
    for (const workload of this.environment.apps) {
      const team = teams.get(workload.team);
      if (team) openMesh(declareApp(team, workload, wiring), this, workload);
    }
  }
}
