import { certManager } from "../../constructs/charts/cert-manager";
import { certManagerTraffic } from "../../constructs/charts/cert-manager-traffic";
import { Controller } from "../../constructs/charts/controller";
import { loadBalancerController } from "../../constructs/charts/load-balancer-controller";
import { loadBalancerControllerTraffic } from "../../constructs/charts/load-balancer-controller-traffic";
import { helmProvider, kubernetesProvider } from "../../constructs/cluster/login";
import { clusterAddresses } from "../../constructs/cluster/network-peers";
import { reachesInternet } from "../../constructs/network/reaches-internet";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import { controllerIdentity } from "../controller-identity";
import { declareCaches } from "./caches";
import { appServicesContract } from "./contract";
import { declareDatabaseUsers } from "./database-users";
import { declareDatabases } from "./databases";
import { declareIngressClasses } from "./ingress-classes";
import { declareIssuers } from "./issuers";
import { declareQueues } from "./queues";
import { declareRecords } from "./records";
import { each } from "./surroundings";
import { declareTables } from "./tables";
import { declareTeamBuckets } from "./team-buckets";
import { declareWebAcl } from "./web-acl";
import { declareZones, hidesPublicZone } from "./zones";

/** What the apps are reached by and where their data lies. */
export class AppServices extends PlatformStack {
  constructor(app: PlatformApp) {
    super(app, "app-services");
    const { aws, name, network, cluster, ingress } = this.environment;
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

    const zones = declareZones(this, infrastructure);
    const webAcl = declareWebAcl(this, infrastructure.keyArns.at("logs"));

    const addresses = clusterAddresses(network, cluster);
    const { release: certificates } = new Controller(this, "cert-manager", {
      chart: certManager({ region, splitHorizon: hidesPublicZone(zones) }),
      traffic: certManagerTraffic(addresses),
      identity: controllerIdentity(this.names, "cert-manager"),
    });
    declareIssuers(this, zones.zone, [certificates]);
    const { release: balancers } = new Controller(this, "load-balancer-controller", {
      chart: loadBalancerController({
        clusterName,
        region,
        vpcId: infrastructure.vpcId,
        internet: reachesInternet(network),
        tlsPolicy: ingress.tlsPolicy,
        // The stack's own tag is left out: what the controller makes is no stack's to change.
        tags: { ...aws.tags, "strata:environment": name },
      }),
      traffic: loadBalancerControllerTraffic(addresses),
      identity: controllerIdentity(this.names, "load-balancer-controller"),
      // The release contains a certificate for its webhook.
      after: [certificates],
    });
    const classes = declareIngressClasses(this, {
      ...infrastructure,
      ...kubernetes,
      certificateArn: zones.certificate.arn,
      webAcl,
      after: [balancers],
    });
    declareRecords(this, zones, addresses);

    this.publish(appServicesContract, {
      zoneId: zones.zone.zoneId,
      privateZoneId: zones.privateZone?.zoneId ?? "",
      nameServers: zones.zone.nameServers,
      dsRecord: zones.dsRecord,
      certificateArn: zones.certificate.arn,
      publicIngressClassNames: classes.public,
      internalIngressClassNames: classes.internal,
      databaseEndpoints: each(databases, ({ endpoint }) => endpoint),
      databaseReaderEndpoints: each(databases, ({ readerEndpoint }) => readerEndpoint),
      databaseNames: each(databases, ({ databaseName }) => databaseName),
      cacheEndpoints: each(caches, ({ endpoint }) => endpoint),
      queueUrls: each(queues, ({ url }) => url),
      bucketNames: each(buckets, (bucket) => bucket.name),
      tableNames: each(tables, (table) => table.name),
    });
  }
}
