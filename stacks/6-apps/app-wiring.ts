import type { Received } from "../../constructs/contracts/contract";
import type { Names } from "../../constructs/names";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import type { SubnetPlan } from "../../constructs/network/subnet-plan";
import type { Tier } from "../../constructs/network/tiers";
import type { CacheLink, DatabaseLink } from "../../constructs/workloads/data-links";
import { imageReference } from "../../constructs/workloads/image";
import type { PublicAddress } from "../../constructs/workloads/ingress";
import type { AppPeer } from "../../constructs/workloads/network-policy";
import type { WebServiceProps } from "../../constructs/workloads/web-service";
import type { CalledApp } from "../../constructs/workloads/workload-props";
import type { App, Environment } from "../../environments/schema/environment";
import type { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import type { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import type { appServicesContract } from "../5-app-services/contract";

/** What the stacks before this one hand over. */
export interface Upstream {
  readonly infrastructure: Received<(typeof managedInfrastructureContract)["fields"]>;
  readonly kubernetes: Received<(typeof kubernetesClusterContract)["fields"]>;
  readonly services: Received<(typeof appServicesContract)["fields"]>;
}

/** Turns an app of the environment into a workload: names into endpoints, roles and peers. */
export class AppWiring {
  private readonly subnets: SubnetPlan;
  private readonly apps: ReadonlyMap<string, App>;
  private readonly callees: ReadonlyMap<string, readonly App[]>;

  constructor(
    private readonly environment: Environment,
    private readonly names: Names,
    private readonly upstream: Upstream,
  ) {
    const { network, apps } = environment;
    this.subnets = subnetBlocks(network);
    this.apps = new Map(apps.map((app) => [keyOf(app), app]));
    this.callees = calleesByCaller(apps);
  }

  propsOf(app: App): WebServiceProps {
    const { name, team, image, port, healthPath, replicas, resources, settings, subdomain, uses, calledBy } = app;
    const { infrastructure } = this.upstream;
    return {
      ...this.peerOf(app),
      image: imageReference(image, () => infrastructure.repositoryUrls.at(keyOf(app))),
      port,
      healthPath,
      replicas,
      resources,
      settings,
      role: { arn: this.names.appRoleArn(team, name), clusterName: this.names.cluster },
      calledBy: calledBy.flatMap((key) => this.apps.get(key) ?? []).map((caller) => this.peerOf(caller)),
      calls: (this.callees.get(keyOf(app)) ?? []).map((callee) => this.calledAppOf(callee)),
      databases: uses.databases.map((database) => this.databaseLink(app, database.name)),
      caches: uses.caches.map((cache) => this.cacheLink(app, cache)),
      ...(subdomain !== undefined && { publicAddress: this.publicAddress(team, subdomain) }),
    };
  }

  private peerOf({ team, name }: App): AppPeer {
    return { team, name, namespace: this.upstream.kubernetes.teamNamespaces.at(team) };
  }

  private calledAppOf(app: App): CalledApp {
    return { ...this.peerOf(app), port: app.port };
  }

  private databaseLink(app: App, name: string): DatabaseLink {
    const { databaseEndpoints, databaseReaderEndpoints, databaseNames } = this.upstream.services;
    return {
      name,
      endpoint: databaseEndpoints.at(name),
      readerEndpoint: databaseReaderEndpoints.at(name),
      database: databaseNames.at(name),
      user: this.names.databaseUser(app.team, app.name),
      addresses: this.blocksOf("data"),
    };
  }

  private cacheLink(app: App, name: string): CacheLink {
    return {
      name,
      endpoint: this.upstream.services.cacheEndpoints.at(name),
      user: this.names.cacheUser(app.team, app.name),
      addresses: this.blocksOf("data"),
    };
  }

  /** Each team's apps share a load balancer: fewer to pay for, and none whose trouble reaches another team. */
  private publicAddress(team: string, subdomain: string): PublicAddress {
    const { dns } = this.environment;
    const { ingressClassName, certificateArn } = this.upstream.services;
    const certified = dns.zone.source === "existing" || dns.zone.delegated;
    return {
      host: `${subdomain}.${dns.domain}`,
      ingressClassName,
      loadBalancerGroup: `${this.names.prefix}-${team}`,
      loadBalancerAddresses: this.blocksOf(certified ? "public" : "private"),
      ...(certified && { certificateArn }),
    };
  }

  private blocksOf(tier: Tier): readonly string[] {
    return Object.values(this.subnets[tier]);
  }
}

function keyOf({ team, name }: Pick<App, "team" | "name">): string {
  return `${team}/${name}`;
}

/** The inverse of `calledBy`: the apps that each app calls. */
function calleesByCaller(apps: readonly App[]): ReadonlyMap<string, readonly App[]> {
  const callees = new Map<string, App[]>();
  for (const app of apps) {
    for (const caller of app.calledBy) {
      const known = callees.get(caller) ?? [];
      known.push(app);
      callees.set(caller, known);
    }
  }
  return callees;
}
