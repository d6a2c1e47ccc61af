import { type ActionFacts, actionFacts, isOf, type TypeFacts } from "./action-facts";
import { attempt, glob, listed, type Target } from "./attack";
import type { NamedRole, ProvenPlatform } from "./proven";
import { arnOf } from "./strangers";
import { everything, type Tried } from "./takeovers";

/** What AWS says of a thing of the environment's: its tags, or that it is just being made. */
export type Known = Readonly<Record<string, string>>;

/**
 * What a boundary takes away of what a role's own policies give it on the environment's own things, as
 * `<role>: <action> on <type>`.
 */
export async function cutOff(platform: ProvenPlatform, role: NamedRole, known: Known, asked: RegExp): Promise<Tried> {
  const cut = new Set<string>();
  const free = { ...role, boundary: everything };
  let tried = 0;
  for (const { facts, type, target } of await targetsOf(platform, role, known)) {
    if (!asked.test(facts.action) || !(await attempt(free, facts.action, target))) continue;
    tried += 1;
    if (!(await attempt(role, facts.action, target))) cut.add(`${role.name}: ${facts.action} on ${type}`);
  }
  return { tried, allowed: [...cut].sort() };
}

interface On {
  readonly facts: ActionFacts;
  readonly type: string;
  readonly target: Target;
}

async function targetsOf(platform: ProvenPlatform, role: NamedRole, known: Known): Promise<readonly On[]> {
  const allowing = role.policies
    .flatMap(({ document }) => document.Statement)
    .filter(({ Effect }) => Effect === "Allow");
  const on = allowing.flatMap(({ Action = [], Resource = [] }) =>
    listed(Action).map(async (action) => {
      const facts = await actionFacts(action);
      if (!facts) throw new Error(`there is no action ${action}`);
      return listed(Resource).flatMap((pattern) => onPattern(platform, facts, pattern, known));
    }),
  );
  const all = (await Promise.all(on)).flat();
  return [...new Map(all.map((one) => [JSON.stringify([one.facts.action, one.target]), one])).values()];
}

/** AWS counts calls of these services as made in one region, whichever the caller's is. */
const global = /^(iam|pricing|route53|shield|sts):/;

function onPattern(platform: ProvenPlatform, facts: ActionFacts, pattern: string, given: Known): readonly On[] {
  const region = global.test(facts.action) ? "us-east-1" : platform.region;
  if (facts.types.length === 0) {
    return [{ facts, type: "*", target: { arn: "*", region, keys: facts.keys, given: {} } }];
  }
  return facts.types.flatMap((type) => {
    const arn = thingOf(platform, type, pattern);
    return arn ? [{ facts, type: type.name, target: { arn, region, keys: type.keys, given } }] : [];
  });
}

/** A thing of this type that the pattern stands for, named as the platform names it. */
function thingOf(platform: ProvenPlatform, type: TypeFacts, pattern: string): string | undefined {
  const own = arnOf(platform, platform, type);
  if (glob(pattern, own)) return own;
  // The rest of a log group's ARN is a stream, where an action is about one.
  const candidates = [pattern, pattern.replace(/:\*$/, ":log-stream:any")].map((one) => one.replaceAll("*", "any"));
  return candidates.find((one) => isOf(one, type));
}
