import { AppRoles } from "../../constructs/identity/app-roles";
import { Boundaries } from "../../constructs/identity/boundaries/boundaries";
import { ClusterRoles } from "../../constructs/identity/cluster-roles";
import { ControllerRoles } from "../../constructs/identity/controllers/controller-roles";
import { Deployers } from "../../constructs/identity/deployers";
import { identityPolicies, identityReads } from "../../constructs/identity/identity-permissions";
import { OidcProviders } from "../../constructs/identity/oidc-providers";
import { People } from "../../constructs/identity/people/people";
import type { Policies } from "../../constructs/identity/policy-document";
import { ServiceRoles } from "../../constructs/identity/service-roles";
import { terminalAccess } from "../../constructs/identity/terminal-access";
import type { GrantsPolicies } from "../../constructs/permissions/complete";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import type { DeployerAction, StackId } from "../../constructs/stack/stack-id";
import { principalsOf } from "../people";
import { identityContract } from "./contract";
import { pipelinesOf, recordsOf, statesOf, terminalOf } from "./wiring";

/** Every principal of the platform: who deploys, what runs, who looks after it. */
export class Identity extends PlatformStack implements GrantsPolicies {
  private readonly deployers: Deployers;
  private readonly people: People;

  constructor(app: PlatformApp) {
    super(app, "identity");
    const { environment, names } = this;
    const { name, aws, apps, databases, caches, teams } = environment;
    const pipelines = pipelinesOf(environment, names);
    const states = statesOf(environment);
    const account = { names, ...aws };

    const boundaries = new Boundaries(this, "boundaries", {
      names,
      environment: name,
      ...aws,
      ...recordsOf(environment),
      states,
    });
    const providers = new OidcProviders(
      this,
      "oidc",
      pipelines.map(({ issuer }) => issuer),
    );

    this.deployers = new Deployers(this, "deployers", {
      names,
      environment: name,
      ...aws,
      boundaries,
      pipelines,
      people: (stack, action) => terminalAccess(terminalOf(environment, pipelines), stack, action),
      identityPolicies: (action) => identityPolicies(account, states?.identity, action),
      after: providers.created,
    });

    const workloads = { names, ...aws, boundaryArn: boundaries.of("workloads") };
    const cluster = new ClusterRoles(this, "cluster", workloads);
    const services = new ServiceRoles(this, "services", workloads);
    const controllers = new ControllerRoles(this, "controllers", {
      ...recordsOf(environment),
      ...workloads,
      environment: name,
    });
    const appRoles = new AppRoles(this, "apps", { ...workloads, apps });

    this.people = new People(this, "people", {
      names,
      ...aws,
      boundaryArns: { people: boundaries.of("people"), "break-glass": boundaries.of("break-glass") },
      principals: principalsOf(environment),
      teams,
      databases: databases.map((database) => database.name),
      caches: caches.map((cache) => cache.name),
    });

    this.publish(identityContract, {
      controlPlaneRoleArn: cluster.controlPlane.arn,
      nodeRoleArn: cluster.nodes.arn,
      flowLogRoleArn: services.flowLogs.arn,
      databaseMonitoringRoleArn: services.databaseMonitoring.arn,
      controllerRoleArns: controllers.arns,
      appRoleArns: appRoles.arns,
      deployerRoleArns: this.deployers.roleArns,
      peopleRoleArns: this.people.roleArns,
      developerRoleArns: this.people.developerRoleArns,
    });
  }

  grant(stack: StackId, action: DeployerAction, policies: Policies): void {
    this.deployers.grant(stack, action, policies);
  }

  grantSettings(reads: readonly string[]): void {
    this.people.grantSettings([...reads, ...identityReads({ names: this.names, ...this.environment.aws })]);
  }
}
