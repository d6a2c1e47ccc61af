import type { StackId } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { type ActionFacts, actionFacts } from "./action-facts";
import type { Meeting } from "./beside";
import { aliasesOf, byService, type Context, keyPolicyOf, known, requestsOf, tagsOf } from "./context";
import { type IdOf, kinds } from "./kinds";
import { type Met, MetThings } from "./met-things";
import { type Need, needsOf } from "./oracles";
import type { Call } from "./simulator";
import { type Stacks, type Thing, Tree } from "./tree";

/** One call that deploying one resource takes, as concrete as AWS sees it. */
export interface Case extends Need {
  readonly stack: StackId;
  readonly type: string;
  readonly address: string;
  readonly writes: boolean;
  readonly call: Call;
}

export interface Cases {
  readonly cases: readonly Case[];
  /** Needs for which no call can be made. */
  readonly impossible: readonly Impossible[];
  /** Types that a call may name and the platform has, and that the resource doesn't name: `<action> <resource>`. */
  readonly unnamed: readonly string[];
}

export interface Impossible extends Need {
  readonly type: string;
  readonly why: string;
}

/** `<type> <operation> <action>`. */
export function keyOf({ type, operation, action }: Pick<Case, "type" | "operation" | "action">): string {
  return `${type} ${operation} ${action}`;
}

/** Turns what the oracles say of Terraform types into the calls that an environment's own resources take. */
export class CaseBook {
  readonly tree: Tree;
  private readonly things: MetThings;

  constructor(
    platform: Stacks,
    private readonly aws: Environment["aws"],
    idOf?: IdOf,
  ) {
    this.tree = new Tree(platform);
    this.things = new MetThings(this.tree, aws, idOf);
  }

  /** Of all stacks but identity, whose roles are written by hand. */
  async all(): Promise<Cases> {
    const cases: Case[] = [];
    const impossible = new Map<string, Impossible>();
    const unnamed = new Set<string>();
    for (const thing of this.tree.things.filter(({ stack }) => stack !== "identity")) {
      for (const need of needsOf(thing.type)) {
        const found = await this.of(thing, need);
        cases.push(...found.cases);
        for (const one of found.unnamed) unnamed.add(one);
        const { why } = found;
        if (why) impossible.set(keyOf({ ...need, type: thing.type }), { ...need, type: thing.type, why });
      }
    }
    // An add-on without a role names none: what counts is that another one of its type does.
    for (const one of cases) impossible.delete(keyOf(one));
    return { cases, impossible: [...impossible.values()], unnamed: [...unnamed].sort() };
  }

  /** The calls that one need of a resource comes to. */
  async of(thing: Thing, need: Need) {
    const facts = await actionFacts(need.action);
    if (!facts) return { cases: [], unnamed: [], why: "AWS knows no such action" };
    const meeting: Meeting = { ...need, thing, tree: this.tree };
    const { calls, unnamed, missing } = await this.callsOf(meeting, facts);
    if (missing) return { cases: [], unnamed: [], why: `the resource names no ${missing}` };
    const { stack, type, address } = thing;
    const cases = calls.map((call): Case => ({ ...need, stack, type, address, writes: facts.writes, call }));
    return { cases, unnamed, why: undefined };
  }

  private async callsOf(meeting: Meeting, facts: ActionFacts) {
    const { action, types } = facts;
    if (types.length === 0) return { calls: this.calls(meeting, facts, facts.keys, [{ arn: "*" }]), unnamed: [] };
    const [service] = action.split(":");
    const met = await Promise.all(
      types.map(async (type) => {
        const resource = `${service}:${type.name}`;
        return { type, resource, things: await this.things.of(meeting, facts, resource) };
      }),
    );
    const without = met.filter(({ things }) => things.length === 0);
    const required = without.find(
      ({ type, resource }) => type.required && !alternatives.includes(`${action} ${resource}`),
    );
    return {
      calls: met.flatMap(({ type, things }) => this.calls(meeting, facts, type.keys, things)),
      missing: (required ?? (without.length === met.length ? without[0] : undefined))?.resource,
      // A call of these goes to one thing, of whichever type.
      unnamed: /:(Tag|Untag|AddTags|RemoveTags|ListTags|CreateTags|DeleteTags)/.test(action)
        ? []
        : without.filter(({ resource }) => this.has(resource)).map(({ resource }) => `${action} ${resource}`),
    };
  }

  private has(resource: string): boolean {
    return this.tree.things.some(({ type }) => kinds[type]?.resource === resource);
  }

  private calls(meeting: Meeting, facts: ActionFacts, keys: readonly string[], things: readonly Met[]) {
    return things.flatMap((met) =>
      requestsOf(meeting, this.aws).map((request): Call => {
        const context: Context = { ...request, ...tagsOf(meeting, facts, met), ...aliasesOf(met, this.tree) };
        return {
          action: facts.action,
          resource: met.arn,
          context: {
            ...known(context, keys),
            ...byService(meeting),
            "aws:RequestedRegion": this.regionOf(facts.action),
          },
          resourcePolicy: keyPolicyOf(met),
        };
      }),
    );
  }

  /** AWS counts calls of its global services as made there. */
  private regionOf(action: string): string {
    return /^(iam|route53):/.test(action) ? "us-east-1" : this.aws.region;
  }
}

/** iam-data lists these as required, though a call names one or the other. */
const alternatives = [
  "route53:ChangeTagsForResource route53:healthcheck",
  ...["ListTagsOfResource", "TagResource", "UntagResource"].map((action) => `dynamodb:${action} dynamodb:stream`),
];
