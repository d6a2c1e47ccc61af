import { checkPermissions } from "../../constructs/bootstrap/check-permissions";
import { AppPipelines } from "../../constructs/identity/app-pipelines";
import { AppRoles } from "../../constructs/identity/app-roles";
import { Boundaries } from "../../constructs/identity/boundaries/boundaries";
import { ClusterRoles } from "../../constructs/identity/cluster-roles";
import { ControllerRoles } from "../../constructs/identity/controllers/controller-roles";
import { DatabaseUserMakers } from "../../constructs/identity/database-user-makers";
import { deployerRolesOf } from "../../constructs/identity/deployer-roles";
import { Deployers } from "../../constructs/identity/deployers";
import { identityPolicies, identityReads, identityRolePolicies } from "../../constructs/identity/identity-permissions";
import { OidcProviders } from "../../constructs/identity/oidc-providers";
import { People } from "../../constructs/identity/people/people";
import type { Policies } from "../../constructs/identity/policy-document";
import { Runner } from "../../constructs/identity/runner";
import { ServiceRoles } from "../../constructs/identity/service-roles";
import { TeamSecrets } from "../../constructs/identity/team-secrets";
import { terminalAccess } from "../../constructs/identity/terminal-access";
import type { GrantsPolicies } from "../../constructs/permissions/complete";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { stackIdsOf, teamsApart } from "../../constructs/stack/shards";
import type { DeployerAction, DeployerRole, StackId } from "../../constructs/stack/stack-id";
import { principalsOf } from "../people";
import { identityContract } from "./contract";
import {
  alertTopicOf,
  appPipelinesOf,
  appsOf,
  controllersOf,
  databaseIds,
  givenIds,
  issuersOf,
  keyIds,
  pipelinesOf,
  recordsOf,
  statesOf,
  terminalOf,
} from "./wiring";

/** Every principal of the platform: who deploys, what runs, who looks after it. */
export class Identity extends PlatformStack implements GrantsPolicies {
  private readonly deployers: Deployers;
  private readonly people: People;

  constructor(app: PlatformApp) {
    super(app, "identity");
    const { environment, names } = this;
    const { name, aws, databases, caches, teams, runners } = environment;
    const pipelines = pipelinesOf(environment, names);
    const appPipelines = appPipelinesOf(environment);
    const states = statesOf(environment);
    const bootstrapChecks = checkPermissions(environment);
    const stacks = stackIdsOf(environment);
    const account = { names, ...aws, sharded: teamsApart(environment).length > 0 };

    const boundaries = new Boundaries(this, "boundaries", {
      stacks,
      names,
      environment: name,
      ...aws,
      ...givenIds(environment, app.ledger),
      states,
      bootstrapChecks,
    });
    const providers = new OidcProviders(this, "oidc", issuersOf(pipelines, appPipelines));

    this.deployers = new Deployers(this, "deployers", {
      stacks,
      names,
      environment: name,
      ...aws,
      boundaries,
      pipelines,
      roles: deployerRolesOf(environment),
      people: (stack, role) => terminalAccess(terminalOf(environment, pipelines), stack, role),
      identityPolicies: (action) => identityPolicies(account, action),
      identityRolePolicies: (role) => identityRolePolicies(states?.identity, bootstrapChecks, role),
      after: providers.created,
    });

    const user = { names, ...aws, keyId: keyIds(names, app.ledger) };
    const workloads = { ...user, boundaryArn: boundaries.of("workloads") };
    const platform = { ...user, boundaryArn: boundaries.of("controllers") };
    const cachedRegistries = environment.images.pullThroughCache.map(({ registry }) => registry);
    const cluster = new ClusterRoles(this, "cluster", { ...platform, cachedRegistries });
    const services = new ServiceRoles(this, "services", { ...platform, cachedRegistries });
    const controllers = new ControllerRoles(this, "controllers", {
      ...recordsOf(environment, app.ledger),
      ...platform,
      environment: name,
      alertTopicArn: alertTopicOf(environment),
      controllers: controllersOf(environment),
    });
    const appRoles = new AppRoles(this, "apps", {
      ...workloads,
      apps: appsOf(environment, app.ledger),
      databaseId: databaseIds(names, app.ledger),
    });
    new DatabaseUserMakers(this, "database-users", {
      ...platform,
      databases: databases.map((database) => database.name),
    });
    const teamSecrets = new TeamSecrets(this, "secrets", { ...workloads, teams: teams.map((team) => team.name) });
    const runner = runners === "in-vpc" ? new Runner(this, "runner", platform) : undefined;

    const appTeams = new AppPipelines(this, "pipelines", {
      names,
      ...aws,
      boundaryArn: boundaries.of("pipelines"),
      pipelines: appPipelines,
      after: providers.created,
    });

    this.people = new People(this, "people", {
      names,
      ...aws,
      boundaryArns: { people: boundaries.of("people"), "break-glass": boundaries.of("break-glass") },
      principals: principalsOf(environment),
      teams,
      environment: name,
      databases: databases.length,
      caches: caches.length,
    });

    this.publish(identityContract, {
      controlPlaneRoleArn: cluster.controlPlane.arn,
      nodeRoleArn: cluster.nodes.arn,
      nodeInstanceProfileName: cluster.nodeProfile.name,
      nodeInstanceProfileArn: cluster.nodeProfile.arn,
      flowLogRoleArn: services.flowLogs.arn,
      databaseMonitoringRoleArn: services.databaseMonitoring.arn,
      controllerRoleArns: controllers.arns,
      appRoleArns: appRoles.arns,
      teamSecretRoleArns: teamSecrets.roleArns,
      deployerRoleArns: this.deployers.roleArns,
      peopleRoleArns: this.people.roleArns,
      developerRoleArns: this.people.developerRoleArns,
      pipelineRoleArns: appTeams.roleArns,
      runnerNames: runner ? { role: runner.role.name, instanceProfile: runner.instanceProfile.name } : {},
    });
  }

  grant(stack: StackId, action: DeployerAction, policies: Policies): void {
    this.deployers.grant(stack, action, policies);
  }

  grantAlone(stack: StackId, role: DeployerRole, policies: Policies): void {
    this.deployers.grantAlone(stack, role, policies);
  }

  grantSettings(reads: readonly string[]): void {
    this.people.grantSettings([...reads, ...identityReads({ names: this.names, ...this.environment.aws })]);
  }
}
