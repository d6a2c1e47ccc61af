import { referencesIn } from "./references-in";

interface Placed {
  readonly address: string;
  readonly body: unknown;
}

/**
 * The deployers, which are never left out, since there are six stacks: their policies are what every change changes, so
 * that they would only swell the ledger. And the root of trust, which root administrators alone change.
 */
const notKept = /^aws_iam_(openid_connect_provider\.|\w+\.(boundaries|deployers|people_break-glass)_)/;

/**
 * What has to stay for these things to stay whole, within one stack: what they refer to, and what refers to them, such
 * as the policies of a role, the rules of a security group, the quota of a namespace.
 */
export function belongings(elements: readonly Placed[], things: ReadonlySet<string>): ReadonlySet<string> {
  const candidates = elements.filter(({ address }) => !notKept.test(address));
  const refers = new Map(candidates.map(({ address, body }) => [address, referencesIn(body).addresses]));
  const referredBy = new Map<string, string[]>();
  for (const [address, others] of refers) {
    for (const other of others) referredBy.set(other, [...(referredBy.get(other) ?? []), address]);
  }
  const found = new Set<string>();
  const waiting = [...things];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next) || !refers.has(next)) continue;
    found.add(next);
    waiting.push(...(refers.get(next) ?? []), ...(referredBy.get(next) ?? []));
  }
  return found;
}
