import { idSources } from "../ledger/known-ids";
import type { KnownId } from "../ledger/ledger";
import { namesOf } from "../names";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { teamsApart } from "../stack/shards";
import { type StackId, wholeOf } from "../stack/stack-id";
import type { Catalogue, ResourceView } from "./entry";

/** A reference that leads nowhere that synth knows. */
export class UnfollowableReference extends Error {
  constructor(
    reference: string,
    /** Resource and argument that it stands in. */
    readonly place?: string,
  ) {
    super(place ? `${place} = ${reference}` : reference);
  }
}

/** A reference to a resource whose own type has no entry: said once, of that resource. */
export class ReferenceWithoutEntry extends UnfollowableReference {}

/** What the ledger knows of a resource that only AWS could say. */
export type KnownIds = (stack: StackId, address: string) => KnownId | undefined;

/** What an expression names: its text as far as synth knows it, and the resource behind it. */
interface Found {
  readonly text: string;
  readonly stack: StackId;
  readonly element?: ResolvedElement;
  /** Whether it is a thing that the resource made, such as the security group of a cluster, and not the resource. */
  readonly partOf?: true;
}

const remoteOutput = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\["([^"]+)"\])?$/;
const attribute = /^((?:data\.)?aws_\w+\.[\w-]+)\.(\w+)$/;
/** `aws_eks_cluster.c.vpc_config[0].cluster_security_group_id`, `tolist(aws_acm_certificate.c.options).0.name`. */
const innerAttribute = /^(?:tolist\()?((?:data\.)?aws_\w+\.[\w-]+)\.\w+\)?(?:\[\d+\]|\.\w+)+$/;
/** `$${` is Terraform's way to write a `${` that is no expression. */
const lone = /^\$\{([^{}]*)\}$/;
const embedded = /(?<!\$)\$\{([^{}]*)\}/g;
const unread = /(?<![$%])[$%]\{/;
/** Arguments that say who a resource is; the others may say to whom it belongs. */
const naming = new Set(["arn", "id", "identifier", "name"]);

/** Follows references through attributes and contracts to the resources that they name, over all stacks. */
export class References {
  private readonly elements = new Map<string, ResolvedElement>();
  private readonly views = new Map<string, ResourceView>();
  private readonly followed = new Map<ResolvedElement, Map<string, readonly Found[]>>();

  constructor(
    private readonly stacks: readonly ResolvedStack[],
    private readonly catalogue: Catalogue,
    private readonly knownIds: KnownIds = () => undefined,
  ) {
    for (const { stack, elements } of stacks) {
      for (const element of elements) this.elements.set(`${stack.id} ${element.address}`, element);
    }
  }

  /** The resource as its catalogue entry sees it. */
  view({ stack }: ResolvedStack, element: ResolvedElement): ResourceView {
    const key = `${stack.id} ${element.address}`;
    const known = this.views.get(key) ?? this.createView(stack.id, element);
    this.views.set(key, known);
    return known;
  }

  /** The resource that an argument names, whatever attribute of it; none where the argument leads to no resource. */
  elementBehind(argument: unknown, stack: StackId): ResolvedElement | undefined {
    try {
      return this.follow(argument, stack).find(({ element }) => element)?.element;
    } catch (error) {
      if (error instanceof UnfollowableReference) return undefined;
      throw error;
    }
  }

  private createView(stack: StackId, element: ResolvedElement): ResourceView {
    const { environment } = this.stackOf(stack).stack;
    const found = (argument: string) => this.argument(element, argument, stack);
    const each = <T>(argument: string, of: (one: Found) => readonly T[]): readonly T[] => {
      const values = found(argument);
      return locating(element, argument, () => unique(values.flatMap(of)));
    };
    const view: ResourceView = {
      address: element.address,
      type: catalogueType(element),
      stack,
      sharded: wholeOf(stack) === "apps" && teamsApart(environment).length > 0,
      environment: environment.name,
      names: namesOf(environment),
      partition: environment.aws.partition,
      region: regionOf(element) ?? environment.aws.region,
      account: environment.aws.accountId,
      id: "*",
      has: (argument) => flatten(at(element.body, argument)).length > 0,
      text: (argument) => {
        const texts = found(argument).map(({ text }) => text);
        return texts.length > 0 ? texts.join(",") : "*";
      },
      arns: (argument) => each(argument, (one) => [this.arnOf(one)]),
      owners: (argument) => each(argument, (one) => [one.stack]),
      aliases: (argument) => each(argument, (one) => this.aliasesOf(one)),
      keyArns: (argument) => this.knownKeys(found(argument)),
      idBeside: (type) => this.idBeside(stack, type),
      argumentsOf: (argument, inner) => each(argument, (one) => this.innerArguments(one, inner)),
    };
    // Asked of the view itself, since what an id belongs to follows from the arguments.
    return Object.defineProperty(view, "id", { get: () => this.idOf(view), enumerable: true });
  }

  /** Of another thing under the same address, such as the zone of another domain, nothing is known. */
  private idOf(view: ResourceView): string {
    const source = idSources[view.type];
    const known = source && this.knownIds(view.stack, view.address);
    return known && source.of(view) === known.of ? known.id : "*";
  }

  private idBeside(stack: StackId, type: string): string {
    const all = this.stackOf(stack).elements.filter((element) => catalogueType(element) === type);
    const [only] = all;
    return only && all.length === 1 ? this.view(this.stackOf(stack), only).id : "*";
  }

  /** None at all, unless all are known: a right on some of them would be as good as one on none. */
  private knownKeys(found: readonly Found[]): readonly string[] | undefined {
    const known = found.filter((one) => this.isKnownKey(one));
    return known.length > 0 && known.length === found.length ? unique(known.map((key) => this.arnOf(key))) : undefined;
  }

  private isKnownKey({ element, stack }: Found): boolean {
    return element?.type === "aws_kms_key" && this.view(this.stackOf(stack), element).id !== "*";
  }

  /** Every right of a resource asks for the same few arguments: each is followed once. */
  private argument(element: ResolvedElement, argument: string, stack: StackId): readonly Found[] {
    const ofElement = this.followed.get(element) ?? new Map<string, readonly Found[]>();
    this.followed.set(element, ofElement);
    const found = ofElement.get(argument) ?? this.followAll(element, argument, stack);
    ofElement.set(argument, found);
    return found;
  }

  private followAll(element: ResolvedElement, argument: string, stack: StackId): readonly Found[] {
    const values = flatten(at(element.body, argument));
    return locating(element, argument, () => values.flatMap((value) => this.follow(value, stack)));
  }

  private arnOf({ text, stack, element, partOf }: Found): string {
    if (element && !partOf) {
      const entry = this.catalogue[catalogueType(element)];
      if (!entry) throw new ReferenceWithoutEntry(element.address);
      return entry.arn(this.view(this.stackOf(stack), element));
    }
    if (text.startsWith("arn:")) return text;
    throw new UnfollowableReference(element ? `a part of ${element.address}` : text);
  }

  /** Names under which a KMS key goes: rights on it rest on them until its id is known. */
  private aliasesOf({ text, stack, element }: Found): readonly string[] {
    const aliases = this.stackOf(stack).elements.filter(({ type }) => type === "aws_kms_alias");
    const own = aliases.filter((alias) => {
      const isKey =
        element?.type === "aws_kms_key" && String(alias.body.target_key_id).includes(`{${element.address}.`);
      return isKey || element === alias;
    });
    // Conditions on no alias at all would grant nothing, and nobody would be told.
    if (own.length === 0) throw new UnfollowableReference(`${element?.address ?? text} without a KMS alias`);
    return own.flatMap(({ body }) => this.textsOf(body.name, stack));
  }

  private innerArguments({ stack, element }: Found, argument: string): readonly string[] {
    return element ? this.textsOf(at(element.body, argument), stack) : [];
  }

  private textsOf(value: unknown, stack: StackId): readonly string[] {
    return this.follow(value, stack).map(({ text }) => text);
  }

  /** Text with every expression replaced by what it names. A lone expression keeps the resource behind it. */
  private follow(value: unknown, stack: StackId): readonly Found[] {
    if (typeof value === "object") return leaves(value).flatMap((leaf) => this.follow(leaf, stack));
    if (value === undefined) return [];
    const text = String(value);
    if (!text.includes("{")) return [{ text, stack }];
    const expression = lone.exec(text)?.[1];
    if (expression !== undefined) return this.expression(expression, stack);
    const known = text.replace(embedded, (_, part) => this.textsOf(`\${${part}}`, stack).join(","));
    if (unread.test(known)) throw new UnfollowableReference(text);
    return [{ text: known.replaceAll("$${", "${"), stack }];
  }

  private expression(expression: string, stack: StackId): readonly Found[] {
    const output = remoteOutput.exec(expression);
    if (output) return this.output(output[1] as StackId, output[2] ?? "", output[3]);
    const [, address, name] = attribute.exec(expression) ?? innerAttribute.exec(expression) ?? [];
    const element = this.elements.get(`${stack} ${address}`);
    if (!element) throw new UnfollowableReference(expression);
    if (!name) return [{ text: "*", stack, element, partOf: true }];
    const argument = element.body[name];
    if (Array.isArray(argument) || namesAnother(name, argument)) return this.argument(element, name, stack);
    return [{ text: this.textOf(element, name, stack), stack, element }];
  }

  private output(producer: StackId, name: string, key?: string): readonly Found[] {
    const element = this.elements.get(`${producer} output.${name}`);
    const value = key === undefined ? element?.body.value : element?.body.value?.[key];
    if (value === undefined) throw new UnfollowableReference(`${producer}.${name}${key ? `["${key}"]` : ""}`);
    return this.follow(value, producer);
  }

  private textOf(element: ResolvedElement, name: string, stack: StackId): string {
    const entry = this.catalogue[catalogueType(element)];
    if (name === "arn" && entry) return entry.arn(this.view(this.stackOf(stack), element));
    if (idSources[element.type]?.attributes.includes(name)) return this.view(this.stackOf(stack), element).id;
    const argument = element.body[name];
    if (argument === undefined || typeof argument === "object") return "*";
    return this.textsOf(argument, stack).join(",");
  }

  private stackOf(id: StackId): ResolvedStack {
    const found = this.stacks.find(({ stack }) => stack.id === id);
    if (!found) throw new UnfollowableReference(`the stack ${id}`);
    return found;
  }
}

/** The region that a resource names for itself, where it is not the stack's. */
function regionOf({ body }: ResolvedElement): string | undefined {
  return typeof body.region === "string" && !body.region.includes("${") ? body.region : undefined;
}

/** The name of a type in the catalogue. */
export function catalogueType({ block, type }: ResolvedElement): string {
  return block === "data" ? `data.${type}` : type;
}

/** An argument that names another resource stands for that one: the `vpc_id` of a subnet is the VPC. */
function namesAnother(name: string, argument: unknown): boolean {
  return !naming.has(name) && typeof argument === "string" && (lone.test(argument) || argument.startsWith("arn:"));
}

/** Says of an unfollowable reference which argument of which resource it stands in. */
function locating<T>({ address }: ResolvedElement, argument: string, follow: () => T): T {
  try {
    return follow();
  } catch (error) {
    if (!(error instanceof UnfollowableReference) || error.place) throw error;
    const Kind = error.constructor as typeof UnfollowableReference;
    throw new Kind(error.message, `${address}: ${argument}`);
  }
}

/** `vpc_config[0].subnet_ids` of a body. CDKTF writes a block that stands once as itself, without a list around it. */
function at(body: unknown, argument: string): unknown {
  const keys = argument.split(/[.[\]]+/).filter(Boolean);
  return keys.reduce<unknown>((value, key) => {
    if (key === "0" && !Array.isArray(value)) return value;
    return (value as Record<string, unknown> | undefined)?.[key];
  }, body);
}

function flatten(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flatMap(flatten) : [value];
}

/** All values of a list or map, at any depth. */
function leaves(value: object | null): readonly unknown[] {
  return value === null ? [] : Object.values(value).flatMap((one) => (typeof one === "object" ? leaves(one) : [one]));
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
