import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";

export interface KeyAttribute {
  readonly name: string;
  /** Text, number or binary. */
  readonly type: "S" | "N" | "B";
}

export interface TableKey {
  readonly partitionKey: KeyAttribute;
  /** @default - none: one item for each partition key */
  readonly sortKey?: KeyAttribute | undefined;
}

export interface TableIndex extends TableKey {
  readonly name: string;
}

export interface TableProps extends TableKey {
  /** Unique in account and region. */
  readonly name: string;
  /** Customer managed key of items, indexes and backups. */
  readonly keyArn: string;
  /** Global secondary indexes, each with all attributes. @default - none */
  readonly indexes?: readonly TableIndex[];
  /** Attribute with the second after which an item is deleted. @default - items stay */
  readonly timeToLive?: string | undefined;
  /** Reads and writes a second that are paid for ahead, of the table and of each index. @default - on demand */
  readonly capacity?: { readonly reads: number; readonly writes: number } | undefined;
  /** Days that point-in-time recovery reaches back, 1 to 35. @default 35 */
  readonly recoveryDays?: number;
  /** Whether deletion is refused until this is turned off by an apply of its own. @default true */
  readonly deletionProtection?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** A DynamoDB table, encrypted under the platform's key, that can be brought back to any second of the last weeks. */
export class Table extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { name, partitionKey, sortKey, indexes = [], timeToLive, capacity, recoveryDays = 35 } = props;
    const units = capacity && { readCapacity: capacity.reads, writeCapacity: capacity.writes };
    const table = new DynamodbTable(this, "table", {
      name,
      billingMode: capacity ? "PROVISIONED" : "PAY_PER_REQUEST",
      ...units,
      attribute: attributesOf([props, ...indexes]),
      hashKey: partitionKey.name,
      rangeKey: sortKey?.name,
      globalSecondaryIndex: indexes.map((index) => ({
        name: index.name,
        hashKey: index.partitionKey.name,
        rangeKey: index.sortKey?.name,
        projectionType: "ALL",
        ...units,
      })),
      serverSideEncryption: { enabled: true, kmsKeyArn: props.keyArn },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: recoveryDays },
      deletionProtectionEnabled: props.deletionProtection ?? true,
      ...(timeToLive !== undefined && { ttl: { enabled: true, attributeName: timeToLive } }),
      tags: props.tags,
    });
    if (props.deletionProtection === false) {
      waive(table, "deletion-protection", "the environment turns deletionProtection of this table off, to remove it");
    }
    if (capacity) {
      waive(
        table,
        "CKV2_AWS_16",
        "capacity that is stated stays as it is; a table that should follow its load is on demand",
      );
    }
    this.name = table.name;
    this.arn = table.arn;
  }
}

/** DynamoDB wants to know the attributes of keys, each once, and no others. */
function attributesOf(keys: readonly TableKey[]): KeyAttribute[] {
  const all = keys.flatMap(({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey]));
  return [...new Map(all.map(({ name, type }) => [name, { name, type }])).values()];
}
