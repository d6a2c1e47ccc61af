import type { Names } from "../names";
import type { StackId } from "../stack/stack-id";

/** Condition block of an IAM statement: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Actions that are needed together, on what, and under which conditions. One row of the catalogue. */
export interface Grant {
  readonly actions: readonly string[];
  /** ARN patterns; `*` alone only where AWS authorizes the actions on nothing narrower. */
  readonly resources: readonly string[];
  readonly conditions?: Conditions;
  /** Why nothing narrower than `*` will do, with the source. Required on writes. */
  readonly because?: string;
}

export const operations = ["create", "read", "update", "delete"] as const;
export type Operation = (typeof operations)[number];

/** What one Terraform type needs of AWS. */
export interface Entry extends Readonly<Record<Operation, (resource: ResourceView) => readonly Grant[]>> {
  /** ARN pattern of the thing itself, with `*` for what only AWS knows. */
  readonly arn: (resource: ResourceView) => string;
  /** Who changes it where that is no deployer. @default - its stack's apply role */
  readonly changedBy?: (resource: ResourceView) => "administrator" | undefined;
}

/** By Terraform type; data sources as `data.aws_…`, which only read. */
export type Catalogue = Readonly<Record<string, Entry>>;

/** A resource as its entry sees it: arguments resolved, references followed to what they name. */
export interface ResourceView {
  readonly address: string;
  readonly type: string;
  /** Stack that declares it. */
  readonly stack: StackId;
  /** Whether the stack is a shard, or has shards: which of them a thing belongs to is told by a tag more. */
  readonly sharded: boolean;
  readonly environment: string;
  readonly names: Names;
  readonly partition: string;
  /** The resource's own, or its stack's. */
  readonly region: string;
  readonly account: string;
  /** Id that AWS chose, where the ledger knows it of exactly this; `*` otherwise. */
  readonly id: string;
  /** Whether the argument, such as `vpc_config[0].subnet_ids`, has a value. */
  has(argument: string): boolean;
  /** The argument as text, `*` standing for what only AWS knows. */
  text(argument: string): string;
  /** ARN patterns of all that the argument refers to. */
  arns(argument: string): readonly string[];
  /** Stacks that declare what the argument refers to. */
  owners(argument: string): readonly StackId[];
  /** Aliases of the KMS keys that the argument refers to. */
  aliases(argument: string): readonly string[];
  /** ARNs of the KMS keys that the argument refers to, once the ledger knows all of them. */
  keyArns(argument: string): readonly string[] | undefined;
  /** The known id of the only thing of this type in the stack; `*` otherwise. */
  idBeside(type: string): string;
  /** An argument of the resources that the argument refers to, as text: `argumentsOf("subnet_id", "vpc_id")`. */
  argumentsOf(argument: string, inner: string): readonly string[];
}
