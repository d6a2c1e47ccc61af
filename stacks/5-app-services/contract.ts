import { contract, list, map, text } from "../../constructs/contracts/contract";

/** What the apps are reached by and where their data lies. */
export const appServicesContract = contract("app-services", 2, {
  zoneId: text("Route 53 hosted zone of the apps' domain"),
  nameServers: list("name servers of the zone, for the parent zone to name"),
  certificateArn: text("ACM certificate of the domain and its subdomains; empty until the zone is delegated"),
  ingressClassName: text("ingress class of the public load balancer"),
  databaseEndpoints: map("writer endpoints of the databases, by name"),
  databaseReaderEndpoints: map("reader endpoints of the databases, by name"),
  databaseNames: map("name of the first database in each database cluster, by name"),
  cacheEndpoints: map("primary endpoints of the caches, by name"),
  queueUrls: map("URLs of the teams' queues in SQS, by name"),
  bucketNames: map("names of the teams' buckets in S3, by name"),
  tableNames: map("names of the teams' tables in DynamoDB, by name"),
});
