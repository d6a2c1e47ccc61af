import { certManager } from "../../constructs/charts/cert-manager";
import { certManagerTraffic } from "../../constructs/charts/cert-manager-traffic";
import { Controller } from "../../constructs/charts/controller";
import { externalDns } from "../../constructs/charts/external-dns";
import { externalDnsTraffic } from "../../constructs/charts/external-dns-traffic";
import { ingressClass, loadBalancerController } from "../../constructs/charts/load-balancer-controller";
import { loadBalancerControllerTraffic } from "../../constructs/charts/load-balancer-controller-traffic";
import { helmProvider, kubernetesProvider } from "../../constructs/cluster/login";
import { clusterAddresses } from "../../constructs/cluster/network-peers";
import { Certificate } from "../../constructs/delivery/certificate";
import { DnsZone } from "../../constructs/delivery/dns-zone";
import { type Controller as ControllerName, controllers } from "../../constructs/names";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import { declareCaches } from "./caches";
import { appServicesContract } from "./contract";
import { declareDatabaseUsers } from "./database-users";
import { declareDatabases } from "./databases";
import { declareQueues } from "./queues";
import { each } from "./surroundings";
import { declareTables } from "./tables";
import { declareTeamBuckets } from "./team-buckets";

/** What the apps are reached by and where their data lies. */
export class AppServices extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "app-services");
    const { aws, name, network, cluster, dns } = this.environment;
    const { region } = aws;
    const clusterName = this.names.cluster;
    const infrastructure = this.read(managedInfrastructureContract);
    const kubernetes = this.read(kubernetesClusterContract);
    const login = {
      clusterName,
      region,
      endpoint: kubernetes.clusterEndpoint,
      certificateAuthority: kubernetes.clusterCertificateAuthority,
      roleArn: this.deployerRoleArn,
    };
    kubernetesProvider(this, login);
    helmProvider(this, login);

    const surroundings = {
      vpcId: infrastructure.vpcId,
      subnetIds: Object.fromEntries(network.zones.map((zone) => [zone, infrastructure.dataSubnetIds.at(zone)])),
      keyArns: infrastructure.keyArns,
      allowedFrom: { cluster: kubernetes.clusterSecurityGroupId },
    };
    const databases = declareDatabases(this, surroundings);
    declareDatabaseUsers(this, databases);
    const caches = declareCaches(this, surroundings);
    const ofTeams = {
      keyArns: infrastructure.keyArns,
      accessLogBucket: infrastructure.bucketNames.at("access-logs"),
    };
    const queues = declareQueues(this, ofTeams);
    const buckets = declareTeamBuckets(this, ofTeams);
    const tables = declareTables(this, ofTeams);

    const zone = new DnsZone(this, "dns", dns);
    const certificate = new Certificate(this, "certificate", { zone });

    const addresses = clusterAddresses(network, cluster);
    const { release: certificates } = new Controller(this, "cert-manager", {
      chart: certManager({ region }),
      traffic: certManagerTraffic(addresses),
      identity: this.identityOf("cert-manager"),
    });
    new Controller(this, "load-balancer-controller", {
      chart: loadBalancerController({
        clusterName,
        region,
        vpcId: infrastructure.vpcId,
        internet: network.source === "existing" || network.nat !== "none",
        // The stack's own tag is left out: what the controller makes is no stack's to change.
        tags: { ...aws.tags, "strata:environment": name },
      }),
      traffic: loadBalancerControllerTraffic(addresses),
      identity: this.identityOf("load-balancer-controller"),
      // The release contains a certificate for its webhook.
      after: [certificates],
    });
    new Controller(this, "external-dns", {
      chart: externalDns({ zoneId: zone.zoneId, domain: zone.domain, region, ownerId: clusterName }),
      traffic: externalDnsTraffic(addresses),
      identity: this.identityOf("external-dns"),
    });

    this.publish(appServicesContract, {
      zoneId: zone.zoneId,
      nameServers: zone.nameServers,
      certificateArn: certificate.arn,
      ingressClassName: ingressClass,
      databaseEndpoints: each(databases, ({ endpoint }) => endpoint),
      databaseReaderEndpoints: each(databases, ({ readerEndpoint }) => readerEndpoint),
      databaseNames: each(databases, ({ databaseName }) => databaseName),
      cacheEndpoints: each(caches, ({ endpoint }) => endpoint),
      queueUrls: each(queues, ({ url }) => url),
      bucketNames: each(buckets, (bucket) => bucket.name),
      tableNames: each(tables, (table) => table.name),
    });
  }

  /**
   * A role's ARN follows from its name. Taken from the contract of identity it would cost this stack's roles the right
   * to read the whole state of identity.
   */
  private identityOf(controller: ControllerName) {
    return {
      clusterName: this.names.cluster,
      serviceAccount: controllers[controller].serviceAccount,
      roleArn: this.names.controllerRoleArn(controller),
    };
  }
}
