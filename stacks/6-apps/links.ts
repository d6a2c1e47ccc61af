import type { Names } from "../../constructs/names";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import { defaultEndpoints } from "../../constructs/network/endpoint-services";
import type { AwsLink, AwsLinks } from "../../constructs/workloads/aws-links";
import type { CacheLink, DatabaseLink } from "../../constructs/workloads/data-links";
import type { WorkloadProps } from "../../constructs/workloads/workload-props";
import type { App, Environment } from "../../environments/schema/environment";
import { networkUses } from "../2-managed-infrastructure/network-uses";
import type { Upstream } from "./upstream";

/** Turns the names in an app's `uses` into addresses. All of them are computed, or come from a contract. */
export class Links {
  private readonly dataBlocks: readonly string[];

  constructor(
    private readonly environment: Environment,
    private readonly names: Names,
    private readonly services: Upstream["services"],
  ) {
    this.dataBlocks = Object.values(subnetBlocks(environment.network).data);
  }

  of(app: App): Pick<WorkloadProps, "databases" | "caches"> & AwsLinks {
    const { databases, caches, queues, buckets, tables } = app.uses;
    const { queueUrls, bucketNames, tableNames } = this.services;
    const [overInternet, toQueues] = [this.reached(), this.reached("sqs")];
    return {
      databases: databases.map(({ name }) => this.database(app, name)),
      caches: caches.map((name) => this.cache(app, name)),
      queues: queues.map(({ name }) => ({ name, url: queueUrls.at(name), ...toQueues })),
      buckets: buckets.map(({ name }) => ({ name, bucket: bucketNames.at(name), ...overInternet })),
      tables: tables.map(({ name }) => ({ name, table: tableNames.at(name), ...overInternet })),
    };
  }

  private database(app: App, name: string): DatabaseLink {
    const { databaseEndpoints, databaseReaderEndpoints, databaseNames } = this.services;
    return {
      name,
      endpoint: databaseEndpoints.at(name),
      readerEndpoint: databaseReaderEndpoints.at(name),
      database: databaseNames.at(name),
      user: this.names.databaseUser(app.team, app.name),
      addresses: this.dataBlocks,
    };
  }

  private cache(app: App, name: string): CacheLink {
    return {
      name,
      endpoint: this.services.cacheEndpoints.at(name),
      user: this.names.cacheUser(app.team, app.name),
      addresses: this.dataBlocks,
    };
  }

  /**
   * How a service of AWS is called: by the interface endpoint in the private subnets, where there is one, else by its
   * public addresses, to which the gateway endpoint and NAT lead. In somebody else's VPC there may be either.
   */
  private reached(service?: "sqs"): Omit<AwsLink, "name"> {
    const { network, aws } = this.environment;
    const { region } = aws;
    if (!service) return { region };
    const addresses = Object.values(subnetBlocks(network).private);
    if (network.source === "existing") return { region, addresses, publicly: true };
    const endpoints = network.endpoints ?? defaultEndpoints(network.nat, networkUses(this.environment));
    return endpoints.includes(service) ? { region, addresses } : { region };
  }
}
