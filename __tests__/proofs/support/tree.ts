import type { StackId } from "../../../constructs/stack/stack-id";
import { stackIn, stacksIn } from "../../support/stacks-in";
import type { Body, SynthesizedStack } from "../../support/synthesize";

/** One AWS resource of the synthesized JSON, or one data source: a thing of somebody else's that is looked up. */
export interface Thing {
  readonly stack: StackId;
  readonly address: string;
  /** As `aws_vpc`, of data sources as `data.aws_vpc`. */
  readonly type: string;
  readonly body: Body;
  /**
   * Its tags at AWS, the provider's default tags among them. What is looked up has them from its owner, which the data
   * source's postconditions ask for.
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** The JSON of all stacks. */
export type Stacks = Readonly<Record<StackId, SynthesizedStack>>;

const expressions = /(?<!\$)\$\{([^{}]*)\}/g;
const remoteOutput = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\["([^"]+)"\])?$/;
const attribute = /\b((?:data\.)?aws_\w+\.[\w-]+)\.(\w+)/;
/**
 * Blocks of Terraform itself, which name nothing that AWS hears of; the group that a rule lets in, since EC2 authorizes
 * the rule on its own group alone; and where logs go, which S3 asks of that bucket's policy.
 */
const notAsked = ["//", "depends_on", "lifecycle", "referenced_security_group_id", "target_bucket"];

/**
 * All AWS resources and data sources of the stacks, and which of them names which, read from nothing but the JSON that Terraform gets:
 * the derivation that is proven has a resolver of its own.
 */
export class Tree {
  readonly things: readonly Thing[];
  private readonly known: ReadonlyMap<string, Thing>;
  private readonly named = new Map<Thing, readonly Thing[]>();

  constructor(private readonly platform: Stacks) {
    this.things = stacksIn(platform).flatMap((stack) => thingsOf(stack, platform));
    this.known = new Map(this.things.map((thing) => [`${thing.stack} ${thing.address}`, thing]));
  }

  /**
   * The things of these types that a resource names. Of a VPC also the one around what it names: a NAT gateway names its
   * subnet, and AWS looks at the subnet's VPC.
   */
  nearest(thing: Thing, types: readonly string[]): readonly Thing[] {
    const direct = this.namedBy(thing);
    const found = [...new Set(direct.filter(({ type }) => types.includes(type)))];
    if (found.length > 0 || !types.includes("aws_vpc")) return found;
    return [...new Set(direct.flatMap((one) => this.nearest(one, types)))];
  }

  /** What is behind an argument. */
  behind(thing: Thing, value: unknown): readonly Thing[] {
    return texts(value).flatMap((text) => this.inText(text, thing.stack));
  }

  /** An argument as text, `undefined` when only AWS knows it. */
  textOf(stack: StackId, value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    const parts = value.replace(expressions, (_, inner) => this.textBehind(stack, inner) ?? "\0");
    return parts.includes("\0") ? undefined : parts;
  }

  private textBehind(stack: StackId, inner: string): string | undefined {
    const output = remoteOutput.exec(inner);
    if (output) return this.textOf(output[1] as StackId, this.output(output));
    const [, address, name = ""] = attribute.exec(inner) ?? [];
    return this.textOf(stack, this.known.get(`${stack} ${address}`)?.body[name]);
  }

  private namedBy(thing: Thing): readonly Thing[] {
    const known = this.named.get(thing) ?? this.behind(thing, asked(thing.body));
    this.named.set(thing, known);
    return known;
  }

  private inText(text: string, stack: StackId): readonly Thing[] {
    const role = /^arn:[\w-]+:iam::\d+:role\/.*\/([^/]+)$/.exec(text)?.[1];
    if (role) return this.things.filter(({ type, body }) => type === "aws_iam_role" && body.name === role);
    const cluster = this.things.filter(({ type, body }) => type === "aws_eks_cluster" && body.name === text);
    if (cluster.length > 0) return cluster;
    return [...text.matchAll(expressions)].flatMap(([, inner = ""]) => this.inExpression(inner, stack));
  }

  private inExpression(inner: string, stack: StackId): readonly Thing[] {
    const output = remoteOutput.exec(inner);
    if (output) return texts(this.output(output)).flatMap((text) => this.inText(text, output[1] as StackId));
    const [, address, name = ""] = attribute.exec(inner) ?? [];
    const thing = this.known.get(`${stack} ${address}`);
    // The `db_subnet_group_name` of a cluster names the cluster and that group.
    return thing ? [thing, ...texts(thing.body[name]).flatMap((text) => this.inText(text, stack))] : [];
  }

  private output([, stack, name = "", key]: RegExpExecArray): unknown {
    const value = stackIn(this.platform, stack as StackId).json.output?.[name]?.value;
    return key === undefined ? value : value?.[key];
  }
}

function thingsOf(stack: StackId, platform: Stacks): readonly Thing[] {
  const { resource = {}, data = {}, provider } = stackIn(platform, stack).json;
  const defaults = provider.aws[0].default_tags[0].tags;
  const lookedUp = Object.entries(data).map(([type, named]) => [`data.${type}`, named] as const);
  return [...Object.entries(resource), ...lookedUp]
    .filter(([type]) => /^(data\.)?aws_/.test(type))
    .flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]): Thing => {
        return { stack, address: `${type}.${name}`, type, body, tags: { ...defaults, ...body.tags } };
      }),
    );
}

function asked(body: Body): unknown {
  return Object.entries(body).flatMap(([name, value]) => (notAsked.includes(name) ? [] : [value]));
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
