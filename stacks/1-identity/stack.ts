import { AppRoles } from "../../constructs/identity/app-roles";
import { Boundaries } from "../../constructs/identity/boundaries/boundaries";
import { ClusterRoles } from "../../constructs/identity/cluster-roles";
import { ControllerRoles } from "../../constructs/identity/controllers/controller-roles";
import { deployerPolicies } from "../../constructs/identity/deployer-policies";
import { Deployers } from "../../constructs/identity/deployers";
import { OidcProviders } from "../../constructs/identity/oidc-providers";
import { People } from "../../constructs/identity/people/people";
import { ServiceRoles } from "../../constructs/identity/service-roles";
import { terminalAccess } from "../../constructs/identity/terminal-access";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { principalsOf } from "../people";
import { identityContract } from "./contract";
import { deployedOf, pipelinesOf, readsOf, statesOf, terminalOf } from "./wiring";

/** Every principal of the platform: who deploys, what runs, who looks after it. */
export class Identity extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "identity");
    const { environment, names } = this;
    const { name, aws, apps, databases, caches, teams } = environment;
    const pipelines = pipelinesOf(environment, names);
    const states = statesOf(environment, names);
    const deployed = deployedOf(environment, names);

    const boundaries = new Boundaries(this, "boundaries", { names, ...aws, states });
    const providers = new OidcProviders(
      this,
      "oidc",
      pipelines.map(({ issuer }) => issuer),
    );

    const deployers = new Deployers(this, "deployers", {
      names,
      environment: name,
      ...aws,
      boundaries,
      pipelines,
      people: (stack, action) => terminalAccess(terminalOf(environment, pipelines), stack, action),
      policies: (stack, action) => deployerPolicies({ ...deployed, environment: name, states }, stack, action),
      after: providers.created,
    });

    const workloads = { names, ...aws, boundaryArn: boundaries.of("workloads") };
    const cluster = new ClusterRoles(this, "cluster", workloads);
    const services = new ServiceRoles(this, "services", workloads);
    const controllers = new ControllerRoles(this, "controllers", { ...deployed, ...workloads, environment: name });
    const appRoles = new AppRoles(this, "apps", { ...workloads, apps });

    const people = new People(this, "people", {
      names,
      ...aws,
      boundaryArn: boundaries.of("people"),
      principals: principalsOf(environment),
      teams,
      databases: databases.map((database) => database.name),
      caches: caches.map((cache) => cache.name),
      reads: readsOf(environment, names),
    });

    this.publish(identityContract, {
      controlPlaneRoleArn: cluster.controlPlane.arn,
      nodeRoleArn: cluster.nodes.arn,
      flowLogRoleArn: services.flowLogs.arn,
      databaseMonitoringRoleArn: services.databaseMonitoring.arn,
      controllerRoleArns: controllers.arns,
      appRoleArns: appRoles.arns,
      deployerRoleArns: deployers.roleArns,
      peopleRoleArns: people.roleArns,
      developerRoleArns: people.developerRoleArns,
    });
  }
}
