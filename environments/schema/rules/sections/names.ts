import { namesOf } from "../../../../constructs/names";
import { type NameKind, nameLimits } from "../../data/name-limits";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";
import { type ComputedName, computedNames } from "./computed-names";

const needs = [
  "name",
  "aws",
  "state",
  "images",
  "teams",
  "apps",
  "databases",
  "caches",
  "queues",
  "teamBuckets",
  "tables",
] as const;

/** Limits and their sources: `../../data/name-limits.ts`. */
export const namesFit = sectionRule({
  code: "ENV_NAME_LIMIT",
  states: "every name that is computed from the environment fits the limits of AWS and Kubernetes",
  needs,
  *breaches(environment) {
    const tooLong = computedNames(environment).filter(({ kind, name }) => name.length > nameLimits[kind]);
    for (const { kind, name, from } of longestOfEach(tooLong)) {
      const allowed = `${name.length} characters, and ${nameLimits[kind]} are allowed`;
      yield {
        path: from,
        problem:
          kind === "environment name"
            ? `it has ${allowed}, since permissions boundaries and buckets repeat it`
            : `the ${kind} computed from it, ${shown(name)}, has ${allowed}`,
        fix: `shorten ${whatFor(kind, from)} by ${characters(excessOf({ kind, name }))}${orElse(kind)}`,
      };
    }
  },
});

/** IAM role names are unique in an account, whatever their path. */
export const namesDiffer = sectionRule({
  code: "ENV_NAME_COLLISION",
  states: "no two things get one computed name",
  needs,
  *breaches(environment): Iterable<Breach> {
    const names = computedNames(environment);
    for (const { kind, name, from, bearer, within } of names) {
      const first = names.find((other) => other.kind === kind && other.name === name && other.within === within);
      // One bearer twice is an entry that stands in the file twice, which has its own finding.
      if (first && first.bearer !== bearer) {
        yield {
          path: from,
          problem: `the ${kind} computed for ${bearer}, ${name}, is also that of ${first.bearer}`,
          fix: "rename one of the two",
        };
      }
    }
  },
});

/** The rights on teams' buckets rest on a pattern, which must not take in the bucket of a state. */
export const statesAside = sectionRule({
  code: "ENV_STATE_AMONG_BUCKETS",
  states: "the buckets of states have other names than those of teams",
  needs: ["name", "aws", "state"],
  *breaches({ name, aws, state }) {
    if (state.kind !== "s3" || state.bucketPrefix === undefined) return;
    const ofTeams = namesOf({ name, aws }).teamBucket("");
    if (!`${state.bucketPrefix}-`.startsWith(ofTeams)) return;
    yield {
      path: ["state", "bucketPrefix"],
      problem: `names of teams' buckets begin with ${ofTeams}`,
      fix: "choose another prefix",
    };
  },
});

/**
 * One finding for each entry and kind of name, and for the environment's own name one alone, since all kinds repeat it: what
 * is to go most decides.
 */
function longestOfEach(names: readonly ComputedName[]): ComputedName[] {
  const longest = new Map<string, ComputedName>();
  for (const candidate of names) {
    const [section] = candidate.from;
    const key = section === "name" ? section : `${candidate.kind} ${candidate.from.map(String).join(".")}`;
    const known = longest.get(key);
    if (!known || excessOf(known) < excessOf(candidate)) longest.set(key, candidate);
  }
  return [...longest.values()];
}

/** By how many characters a name is too long. */
function excessOf({ kind, name }: Pick<ComputedName, "kind" | "name">): number {
  return name.length - nameLimits[kind];
}

/** The entries that the computed name is made of. */
function whatFor(kind: NameKind, [section, index]: Path): string {
  if (index === "bucketPrefix") return "the prefix";
  if (section === "name" || kind.startsWith("Kubernetes")) return "this name";
  if (kind === "Helm release name") return "this name or the secret's";
  return section === "apps" ? "this name, its team's or the environment's" : "this name or the environment's";
}

/** What else helps. */
function orElse(kind: NameKind): string {
  return kind === "ECR pull through cache prefix" ? ", or leave its registry out of images.pullThroughCache" : "";
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${count} characters`;
}

function shown(name: string): string {
  return name.length > 120 ? `${name.slice(0, 117)}...` : name;
}
