import { attempt, listed } from "./attack";
import type { Deployer, ProvenPlatform } from "./proven";
import { type Case, casesOf, type Victim } from "./victims";

/** What was tried, and what came through although it is somebody else's. */
export interface Outcome {
  readonly tried: number;
  readonly reached: readonly Reached[];
}

export interface Reached {
  readonly by: Deployer;
  readonly case: Case;
}

/** Every write on a victim's things, tried by these deployers. The victim itself is not among them. */
export async function attack(
  platform: ProvenPlatform,
  victim: Victim,
  attackers: readonly Deployer[],
): Promise<Outcome> {
  const cases = await casesOf(platform, victim, [...new Set(attackers.flatMap(actionsOf))]);
  const reached: Reached[] = [];
  for (const by of attackers) {
    for (const one of cases) if (await attempt(by, one.action, one.target)) reached.push({ by, case: one });
  }
  return { tried: cases.length * attackers.length, reached };
}

/** As `apps apply: eks:DeleteCluster on cluster`, each once, sorted. */
export function told(reached: readonly Reached[]): readonly string[] {
  const lines = reached.map(({ by, case: { action, on } }) => `${by.stack} ${by.action}: ${action} on ${on}`);
  return [...new Set(lines)].sort();
}

/** Actions that a role's own policies name. */
function actionsOf({ policies }: Deployer): readonly string[] {
  const statements = policies.flatMap(({ document }) => document.Statement);
  return statements.flatMap(({ Effect, Action = [] }) => (Effect === "Allow" ? listed(Action) : []));
}

/** Writes that a stack's resources ask for and that its own apply role gets through on none of its things. */
export async function lostToOwner(
  platform: ProvenPlatform,
  victim: Victim,
  owner: Deployer,
): Promise<readonly string[]> {
  const cases = await casesOf(platform, victim, []);
  const wanted = platform.resources
    .filter(({ stack }) => stack === victim.stack)
    .flatMap((line) => [...line.create, ...line.update, ...line.delete]);
  const through = new Set<string>();
  for (const { action, target } of cases) {
    if (!through.has(action) && (await attempt(owner, action, target))) through.add(action);
  }
  const tried = new Set(cases.map(({ action }) => action));
  return [...new Set(wanted)].filter((action) => tried.has(action) && !through.has(action)).sort();
}
