import { appServices, clusterServices, nodeAgents } from "../../constructs/charts/namespaces";
import { systemNodeLabel, systemNodeTaint, workerNodeLabel } from "../../constructs/charts/system-nodes";
import { AccessEntries } from "../../constructs/cluster/access-entries";
import { ApiAccess } from "../../constructs/cluster/api-access";
import { ClusterAccess } from "../../constructs/cluster/cluster-access";
import { ControlPlane } from "../../constructs/cluster/control-plane";
import { ControllerAddOns } from "../../constructs/cluster/controller-add-ons";
import { clusterGrants, controllerGrants } from "../../constructs/cluster/grants";
import { kubernetesProvider } from "../../constructs/cluster/login";
import { NodeAddOns } from "../../constructs/cluster/node-add-ons";
import { deployerEntry, platformAccess } from "../../constructs/cluster/platform-access";
import { PlatformNamespace } from "../../constructs/cluster/platform-namespace";
import { PriorityClasses } from "../../constructs/cluster/priority-classes";
import { StorageClasses } from "../../constructs/cluster/storage-classes";
import { TeamNamespace } from "../../constructs/cluster/team-namespace";
import { pipelineKey } from "../../constructs/identity/app-pipelines";
import { deployerRolesOf } from "../../constructs/identity/deployer-roles";
import { controlPlaneZones } from "../../constructs/network/control-plane-zones";
import { ownershipTags } from "../../constructs/stack/ownership-tags";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { appsStackOf, shardOf, teamsApart } from "../../constructs/stack/shards";
import { identityContract } from "../1-identity/contract";
import { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import { listedPeople } from "../people";
import { declaredPipelines } from "../pipelines";
import { kubernetesClusterContract } from "./contract";
import { declareNodes } from "./nodes";
import { fileDriverOf, monitoringAccess, podNetworkOf, podSecurityOf, volumeDriverOf } from "./wiring";

/** EKS with its nodes and add-ons, who may log in, and the cluster's own objects. */
export class KubernetesCluster extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "kubernetes-cluster");
    const { cluster: settings, network, fileStorage, teams, mesh, aws, production, runners } = this.environment;
    const identity = this.read(identityContract);
    const infrastructure = this.read(managedInfrastructureContract);
    const tags = { ...aws.tags, ...ownershipTags(this.environment.name, this.id) };
    const kubernetesVersion = settings.version;

    const apiAccess =
      runners === "in-vpc"
        ? new ApiAccess(this, "api-access", {
            name: this.names.apiAccess,
            vpcId: infrastructure.vpcId,
            allowedFrom: { runners: infrastructure.runnerSecurityGroupId },
          })
        : undefined;
    const controlPlane = new ControlPlane(this, "control-plane", {
      name: this.names.cluster,
      version: kubernetesVersion,
      supportType: settings.supportType,
      roleArn: identity.controlPlaneRoleArn,
      subnetIds: controlPlaneZones(network.zones).map((zone) => infrastructure.controlPlaneSubnetIds.at(zone)),
      securityGroupIds: apiAccess && [apiAccess.securityGroupId],
      serviceCidr: settings.serviceCidr,
      publicCidrs: settings.endpoint.access === "public" ? settings.endpoint.allowedCidrs : [],
      secretsKeyArn: infrastructure.keyArns.at("cluster"),
      logGroupName: this.names.controlPlaneLogGroup,
      logKeyArn: infrastructure.keyArns.at("logs"),
      logRetentionDays: settings.logRetentionDays,
      deletionProtection: production,
    });
    const clusterName = controlPlane.name;

    const access = new AccessEntries(this, "access", {
      clusterName,
      partition: aws.partition,
      access: platformAccess({
        deployer: (stack, role) => identity.deployerRoleArns.at(`${stack}/${role}`),
        deployerRoles: deployerRolesOf(this.environment),
        person: (role) => identity.peopleRoleArns.at(role),
        developer: (team) => identity.developerRoleArns.at(team),
        pipeline: (key) => identity.pipelineRoleArns.at(key),
        people: listedPeople(this.environment),
        shards: teamsApart(this.environment).map(({ name }) => shardOf(name)),
        teams: teams.filter(({ developers }) => developers.length > 0).map(({ name }) => name),
        pipelines: declaredPipelines(this.environment).map(pipelineKey),
      }),
    });
    const deployerAccess = access.grantOf(deployerEntry(this.id, "apply"));

    const nodeAddOns = new NodeAddOns(this, "node-add-ons", {
      clusterName,
      kubernetesVersion,
      networkRoleArn: identity.controllerRoleArns.at("vpc-cni"),
      podNetwork: podNetworkOf(this.environment, infrastructure, controlPlane.securityGroupId),
      dependsOn: [deployerAccess],
    });
    const nodes = {
      clusterName,
      version: kubernetesVersion,
      roleArn: identity.nodeRoleArn,
      subnetIds: network.zones.map((zone) => infrastructure.privateSubnetIds.at(zone)),
      volumeKeyArn: infrastructure.keyArns.at("volumes"),
      tags,
      dependsOn: nodeAddOns.all,
    };
    const systemNodes = declareNodes(this, "system", settings.systemNodes, {
      ...nodes,
      labels: systemNodeLabel,
      taints: [systemNodeTaint],
    });
    if (settings.workerNodes) {
      // Nothing waits for these: all that the platform itself runs has its place on the system nodes.
      declareNodes(this, "workers", settings.workerNodes, { ...nodes, labels: workerNodeLabel });
    }
    const controllerAddOns = new ControllerAddOns(this, "controller-add-ons", {
      clusterName,
      kubernetesVersion,
      volumes: volumeDriverOf(this.environment, identity),
      files: fileDriverOf(this.environment, identity),
      dependsOn: [systemNodes.nodeGroup],
    });

    kubernetesProvider(this, {
      clusterName: this.names.cluster,
      region: aws.region,
      endpoint: controlPlane.endpoint,
      certificateAuthority: controlPlane.certificateAuthority,
      roleArn: this.deployerRoleArn,
      clusterNameOfToken: controllerAddOns.clusterName,
    });
    // Everything inside the cluster comes after this and goes before it: without its access entry, or its runner's way to
    // the API, the deployer could neither make nor delete any of it.
    const dependsOn = [deployerAccess, ...(apiAccess?.rules ?? []), ...controllerAddOns.all];

    new StorageClasses(this, "storage", {
      volumeKeyArn: infrastructure.keyArns.at("volumes"),
      fileSystemId: fileStorage.enabled ? infrastructure.fileSystemIds.at("shared") : undefined,
      dependsOn,
    });
    new PriorityClasses(this, "priorities", { dependsOn });
    new ClusterAccess(this, "rights", { grants: clusterGrants(), dependsOn });
    const everyNamespace = { podSecurityVersion: kubernetesVersion, dependsOn };
    const clusterServicesNamespace = new PlatformNamespace(this, clusterServices, {
      ...everyNamespace,
      name: clusterServices,
      podSecurity: "restricted",
      grants: [...controllerGrants("cluster-services"), ...monitoringAccess(this.environment)],
    });
    const nodeAgentsNamespace = new PlatformNamespace(this, nodeAgents, {
      ...everyNamespace,
      name: nodeAgents,
      // Fluent Bit reads the logs of all containers from a folder of the node, which lower levels forbid.
      podSecurity: "privileged",
      grants: controllerGrants("cluster-services"),
    });
    const appServicesNamespace = new PlatformNamespace(this, appServices, {
      ...everyNamespace,
      name: appServices,
      podSecurity: "restricted",
      grants: controllerGrants("app-services"),
    });
    const teamNamespaces = teams.map(({ name: team, quota }) => {
      const name = this.names.teamNamespace(team);
      const inMesh = mesh.kind !== "none";
      const podSecurity = podSecurityOf(this.environment, team);
      const deployedBy = appsStackOf(this.environment, team);
      const props = { ...everyNamespace, team, name, deployedBy, quota, podSecurity, inMesh };
      return [team, new TeamNamespace(this, `team-${team}`, props)] as const;
    });

    this.publish(kubernetesClusterContract, {
      clusterName,
      clusterEndpoint: controlPlane.endpoint,
      clusterCertificateAuthority: controlPlane.certificateAuthority,
      clusterSecurityGroupId: controlPlane.securityGroupId,
      clusterServicesNamespace: clusterServicesNamespace.name,
      nodeAgentsNamespace: nodeAgentsNamespace.name,
      appServicesNamespace: appServicesNamespace.name,
      teamNamespaces: Object.fromEntries(teamNamespaces.map(([team, { name }]) => [team, name])),
    });
  }
}
