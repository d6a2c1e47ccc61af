import { bucketVariables, queueVariables, tableVariables } from "./link-variables";
import { addresses, type NetworkPath, publicAddresses } from "./network-policy";

/** Something of the app's in AWS that is called over HTTPS, with the rights of the app's role. Never a key. */
export interface AwsLink {
  /** Name in the environment. */
  readonly name: string;
  readonly region: string;
  /** Address blocks of the subnets that hold the service's interface endpoint. @default - there is none */
  readonly addresses?: readonly string[];
  /** Whether it is called by its public addresses, through a gateway endpoint or NAT. @default - without an endpoint */
  readonly publicly?: boolean;
}

export interface QueueLink extends AwsLink {
  /** URL of the queue. */
  readonly url: string;
}

export interface BucketLink extends AwsLink {
  /** Name of the bucket in AWS. */
  readonly bucket: string;
}

export interface TableLink extends AwsLink {
  /** Name of the table in AWS. */
  readonly table: string;
}

export interface AwsLinks {
  /** SQS queues. @default - none */
  readonly queues?: readonly QueueLink[];
  /** S3 buckets. @default - none */
  readonly buckets?: readonly BucketLink[];
  /** DynamoDB tables. @default - none */
  readonly tables?: readonly TableLink[];
}

/** What the links bring, by the names that `queueVariables` and its like give. */
export function awsSettings({ queues = [], buckets = [], tables = [] }: AwsLinks): Record<string, string> {
  return Object.fromEntries([
    ...queues.flatMap((link) => entries(queueVariables(link.name), { url: link.url, region: link.region })),
    ...buckets.flatMap((link) => entries(bucketVariables(link.name), { bucket: link.bucket, region: link.region })),
    ...tables.flatMap((link) => entries(tableVariables(link.name), { table: link.table, region: link.region })),
  ]);
}

/** The paths to all of them: TLS to the service's endpoint, or to whatever is public. */
export function pathsToAws({ queues = [], buckets = [], tables = [] }: AwsLinks): NetworkPath[] {
  return [
    ...queues.map((link) => pathTo("queue", link)),
    ...buckets.map((link) => pathTo("bucket", link)),
    ...tables.map((link) => pathTo("table", link)),
  ];
}

function entries<Part extends string>(
  variables: Readonly<Record<Part, string>>,
  values: Readonly<Record<Part, string>>,
) {
  return (Object.keys(variables) as Part[]).map((part) => [variables[part], values[part]] as const);
}

function pathTo(kind: string, { name, addresses: blocks, publicly = blocks === undefined }: AwsLink): NetworkPath {
  const rules = [...(blocks ? [addresses(blocks, 443)] : []), ...(publicly ? [publicAddresses(443)] : [])];
  return { direction: "to", peer: `${kind}-${name}`, rules };
}
