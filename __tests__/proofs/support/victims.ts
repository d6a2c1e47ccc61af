import { ownershipTags } from "../../../constructs/stack/ownership-tags";
import { byDeployment, type StackId } from "../../../constructs/stack/stack-id";
import handlers from "../data/cloudformation-permissions.json";
import calls from "../data/provider-calls.json";
import { type ActionFacts, actionFacts, isOf, type TypeFacts } from "./action-facts";
import type { Context, Target } from "./attack";
import type { ProvenPlatform, ResourceLine } from "./proven";

/** Whose things are attacked: those of one stack of an environment, or what a stranger has in the account, untagged. */
export interface Victim {
  readonly owner: string;
  readonly stack?: StackId;
  /** Ownership tags of its things. */
  readonly tags: Readonly<Record<string, string>>;
  readonly things: readonly VictimThing[];
}

interface VictimThing {
  readonly type: string;
  readonly arn: string;
  /** Aliases, of a key that has some. */
  readonly aliases: readonly string[];
  /** Every write that this type of Terraform resource is known for, by the catalogue and by the oracles. */
  readonly writes: readonly string[];
}

/** One attempt: an action on a thing of the victim, on one of the types that the action is authorized on. */
export interface Case {
  readonly victim: Victim;
  readonly action: string;
  /** Whether the action gives or takes tags. */
  readonly tagging: boolean;
  /** Type of the thing by iam-data, with the alias of a key, or `*`. */
  readonly on: string;
  readonly target: Target;
}

/** How many things of one Terraform type and stack are attacked: no type is left out, and fifty subnets are all alike. */
const perType = 2;

/** The stacks of an environment as victims. */
export function stackVictims(platform: ProvenPlatform): readonly Victim[] {
  const stacks = [...new Set(platform.deployers.map(({ stack }) => stack))].sort(byDeployment);
  return stacks.map((stack) => {
    const lines = platform.resources.filter((line) => line.stack === stack);
    const tags = ownershipTags(platform.environment, stack);
    return { owner: `${stack} of ${platform.environment}`, stack, tags, things: thingsOf(lines) };
  });
}

/**
 * One victim with everything that the stacks have, as it stands with someone who knows nothing of the platform: ids of
 * AWS's choice as they are, names without the platform's prefix, no tags, no aliases of ours.
 */
export function stranger(platform: ProvenPlatform): Victim {
  const things = thingsOf(platform.resources).map((thing) => ({
    ...thing,
    aliases: [],
    arn: thing.arn.replaceAll(/strata[-/]\w+[-/]?/g, "legacy-"),
  }));
  return { owner: "a stranger", tags: {}, things };
}

function thingsOf(lines: readonly ResourceLine[]): readonly VictimThing[] {
  const aliases = lines.filter(({ type }) => type === "aws_kms_alias").map(({ arn }) => arn.split(":").at(-1) ?? "");
  const types = [...new Set(lines.map(({ type }) => type))];
  return types.flatMap((type) => {
    const ofType = lines.filter((line) => line.type === type);
    const writes = writesOf(type, ofType);
    const arns = [...new Set(ofType.map(({ arn }) => concrete(arn)))].slice(0, perType);
    // A key's rights rest on its alias: one key for each.
    if (type === "aws_kms_key") return aliases.map((alias) => ({ type, arn: arns[0] ?? "", aliases: [alias], writes }));
    return arns.map((arn) => ({ type, arn, aliases: [], writes }));
  });
}

type Operations = Partial<Readonly<Record<"create" | "update" | "delete", readonly string[]>>>;

function writesOf(type: string, lines: readonly ResourceLine[]): readonly string[] {
  const seen = (calls as Readonly<Record<string, Operations>>)[type];
  const declared = Object.values(handlers as Readonly<Record<string, Operations & { terraform: string }>>);
  const sources = [...lines, ...(seen ? [seen] : []), ...declared.filter(({ terraform }) => terraform === type)];
  const actions = sources.flatMap(({ create = [], update = [], delete: remove = [] }) => [create, update, remove]);
  return [...new Set(actions.flat())].sort();
}

/** Ids of AWS's choice in the place of what an ARN pattern leaves open. */
function concrete(pattern: string): string {
  return pattern.replaceAll("*", "0a1b2c3d4e5f60718");
}

const known = new WeakMap<Victim, Map<string, Promise<readonly Case[]>>>();

/** All attempts on a victim, each once: its own writes, and those that whoever tries has rights to at all. */
export function casesOf(platform: ProvenPlatform, victim: Victim, others: readonly string[]): Promise<readonly Case[]> {
  const byOthers = known.get(victim) ?? new Map<string, Promise<readonly Case[]>>();
  known.set(victim, byOthers);
  const key = [...others].sort().join();
  const cases = byOthers.get(key) ?? makeCases(platform, victim, others);
  byOthers.set(key, cases);
  return cases;
}

async function makeCases(
  platform: ProvenPlatform,
  victim: Victim,
  others: readonly string[],
): Promise<readonly Case[]> {
  const on = await Promise.all(victim.things.map((thing) => casesOn(platform, victim, thing, others)));
  return [...new Map(on.flat().map((one) => [keyOf(one), one])).values()];
}

async function casesOn(
  platform: ProvenPlatform,
  victim: Victim,
  thing: VictimThing,
  others: readonly string[],
): Promise<readonly Case[]> {
  const own = await writing([...thing.writes, ...tagging(thing.arn)]);
  const service = `${thing.arn.split(":")[2]}:`;
  const foreign = (await writing(others.filter((action) => action.startsWith(service)))).map((one) => ({
    ...one,
    types: one.types.filter((type) => isOf(thing.arn, type)),
  }));
  return [
    ...own.flatMap((one) => attempts(platform, victim, thing, one)),
    ...foreign.flatMap((one) => {
      return one.types.map((type) => caseOf(victim, one, type.name, on(platform, victim, thing, type)));
    }),
  ];
}

function attempts(platform: ProvenPlatform, victim: Victim, thing: VictimThing, facts: ActionFacts): readonly Case[] {
  if (facts.types.length === 0)
    return [caseOf(victim, facts, "*", { arn: "*", region: platform.region, keys: facts.keys, given: {} })];
  return facts.types.map((type) => caseOf(victim, facts, type.name, on(platform, victim, thing, type)));
}

async function writing(actions: readonly string[]): Promise<readonly ActionFacts[]> {
  const facts = await Promise.all(actions.map(actionFacts));
  return facts.filter((one): one is ActionFacts => one?.writes === true);
}

/** Every way that AWS has to give or take tags of such a thing, whether Terraform goes it or not. */
function tagging(arn: string): readonly string[] {
  const service = arn.split(":")[2] ?? "";
  const names = [
    "TagResource",
    "UntagResource",
    "CreateTags",
    "DeleteTags",
    "AddTagsToResource",
    "RemoveTagsFromResource",
  ];
  return names.map((name) => `${service}:${name}`);
}

function on(platform: ProvenPlatform, victim: Victim, thing: VictimThing, type: TypeFacts): Target {
  const found = [thing, ...victim.things].find(({ arn }) => isOf(arn, type));
  const aliases = found?.aliases ?? [];
  return {
    arn: found?.arn ?? madeUp(platform, type, victim),
    region: platform.region,
    keys: type.keys,
    given: {
      ...prefixed("aws:ResourceTag/", victim.tags),
      ...(aliases.length > 0 && { "kms:ResourceAliases": aliases }),
    },
  };
}

/** A thing of the type that the victim is not known to have, but could. */
function madeUp({ account, region }: ProvenPlatform, type: TypeFacts, victim: Victim): string {
  const name = victim.stack ? `strata-${victim.tags["strata:environment"]}-other` : "legacy-other";
  const parts: Readonly<Record<string, string>> = { Partition: "aws", Region: region, Account: account };
  return concrete(type.arn.replace(/\$\{(\w+)\}/g, (_, part: string) => parts[part] ?? name));
}

/** What is there bears its tags, and the request may say whatever it likes; what is new is made in the victim's name. */
function caseOf(victim: Victim, { action, tags }: ActionFacts, type: string, target: Target): Case {
  const isThere = target.arn !== "*" && target.keys.some((key) => key.startsWith("aws:resourcetag/"));
  const asked = isThere ? {} : { tags: prefixed("aws:RequestTag/", victim.tags) };
  const [alias] = [target.given["kms:ResourceAliases"] ?? []].flat();
  return { victim, action, tagging: tags, on: alias ? `${type} ${alias}` : type, target: { ...target, ...asked } };
}

function prefixed(prefix: string, tags: Victim["tags"]): Context {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key}`, value]));
}

function keyOf({ action, target }: Case): string {
  return JSON.stringify([action, target.arn, target.given]);
}
