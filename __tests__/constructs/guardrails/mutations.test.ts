import { guardrailFindings } from "../../../constructs/guardrails/check";
import { FinishedTree } from "../../../constructs/guardrails/finished-tree";
import { rules } from "../../../constructs/guardrails/registry";
import { environmentNames, loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";
import { breakable } from "../../support/broken-tree";
import { charts } from "./mutations/charts";
import { identity } from "./mutations/identity";
import type { Mutations } from "./mutations/mutation";
import { placement } from "./mutations/placement";
import { secrets } from "./mutations/secrets";

const mutations: Mutations = { ...placement, ...identity, ...secrets, ...charts };

/** Broken through real constructs, by suites of their own: these rules look at more than a resource's arguments. */
const provenElsewhere: readonly RegExp[] = [
  /^waiver-/, // waive.test.ts
  // __tests__/constructs/contracts/forward-only.test.ts
  /^(native-reference|dangling-reference|foreign-provider|unknown-output|whole-state|hand-made-read|ignored-dependency)$/,
  /^(changed-backend|changed-read|backward-dependency)$/,
  /^(chart-renders-secret|custom-object-secret)$/, // charts.test.ts
];

const demo = breakable();

it.each(environmentNames())("nothing breaks a rule in %s that is not waived", (name) => {
  const environment = loadEnvironment(name);
  expect(guardrailFindings(new FinishedTree(platform({ environment }).resolveAll()))).toEqual([]);
});

it.each(
  Object.entries(mutations).flatMap(([rule, ways]) =>
    Object.entries(ways).map(([way, broken]) => [way, rule, broken] as const),
  ),
)("%s breaks %s and nothing else", (_, rule, broken) => {
  const tree = broken(demo);
  const start = performance.now();
  const findings = guardrailFindings(tree);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect([...new Set(findings.map(({ code }) => code))]).toEqual([rule]);
  expect(findings.filter(({ fix, problem }) => fix.length < 10 || problem.length < 10)).toEqual([]);
});

it("every rule is broken by something", () => {
  const unproven = rules
    .map(({ id }) => id)
    .filter((id) => !mutations[id] && !provenElsewhere.some((known) => known.test(id)));
  expect(unproven).toEqual([]);
});

it("rules have ids of their own, and say who asks for them", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, title, sources } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect([id, title.length > 15, sources.length > 0]).toEqual([id, true, true]);
  }
});
