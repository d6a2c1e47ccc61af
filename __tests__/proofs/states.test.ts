import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { boundaries } from "../../stacks/boundaries";
import { outputOf } from "../support/demo";
import { printed } from "./support/printed";
import { provenIn } from "./support/proven";
import { describe as told, verdictOn } from "./support/simulator";
import {
  type Asker,
  allowedEverything,
  askersOf,
  type Question,
  rootAdministrator,
  withAllPolicies,
  withEverything,
  wrong,
} from "./support/state-askers";
import {
  byPolicies,
  encryptedOtherwise,
  forAdministrators,
  forNobody,
  plainHttp,
  settings,
  uses,
} from "./support/state-calls";
import { on, type State, statesOf } from "./support/states";

const environments: readonly (readonly [string, Environment])[] = [
  ["demo", { ...loadEnvironment("demo"), state: { kind: "s3" } }],
  ["example-s3", loadEnvironment("example-s3")],
];

describe.each(environments)("%s", (name, environment) => {
  let states: readonly State[];
  let askers: readonly Asker[];

  beforeAll(() => {
    const platform = outputOf(environment);
    states = statesOf(platform, environment);
    askers = askersOf(provenIn(platform, environment));
  });

  /** All in the demo; in the other environment, to save time, those who have something to do with the state. */
  const near = (state: State) => askers.filter((one) => name === "demo" || one.relation(state) !== "stranger");

  it("reads the states that stacks/boundaries.ts names", () => {
    const readersOf = (stack: StackId) =>
      stackIds.filter((one) => (boundaries[one].reads as readonly StackId[]).includes(stack));
    expect(states.map(({ readers }) => readers)).toEqual(stackIds.map(readersOf));
    expect(states.flatMap(({ readers }) => readers).length).toBeGreaterThan(5);
  });

  it("lets Terraform use its own state and read those of its contracts, and nobody else anything", async () => {
    const asked = states.flatMap((state) =>
      askers.flatMap((asker) =>
        uses.map(([call, allowed]): Question => {
          return { asker, call: call(state), allowed: allowed.includes(asker.relation(state)) };
        }),
      ),
    );
    expect(await wrong(asked)).toEqual([]);
    printed(`states, ${name}`, asked.length, "uses of states");
  });

  it("lets nobody delete a state or its versions, or change its bucket, its key or the key's alias", async () => {
    // The deployers whatever identity writes into their policies: their boundaries and the states' own policies hold.
    const asked = states.flatMap((state) =>
      near(state)
        .map(withAllPolicies)
        .flatMap((asker) => {
          const tags = { "strata:environment": environment.name, "strata:stack": asker.stack ?? state.stack };
          return forNobody(state, tags).map((call): Question => ({ asker, call, allowed: false }));
        }),
    );
    expect(await wrong(asked)).toEqual([]);
    printed(`states, ${name}`, asked.length, "attacks on states denied");
  });

  it("opens no state to another stack, whatever identity writes into the deployers' policies", async () => {
    const asked = states.flatMap((state) =>
      askers
        .map(withAllPolicies)
        .flatMap((asker) =>
          uses
            .filter(([, allowed]) => !allowed.includes(asker.relation(state)))
            .map(([call]): Question => ({ asker, call: call(state), allowed: false })),
        ),
    );
    expect(await wrong(asked)).toEqual([]);
    printed(`states, ${name}`, asked.length, "uses of states denied by boundaries and the states' own policies");
  });

  it("takes no plain HTTP, and nothing that another key encrypts", async () => {
    const asked = states.flatMap((state, index) => {
      const owner = askers.filter((asker) => asker.relation(state) === "own apply");
      const other = states[(index + 1) % states.length]?.aliasArn ?? "";
      const calls = [...plainHttp(state), ...encryptedOtherwise(state, other)];
      return [...owner, rootAdministrator(environment)].flatMap((asker) => calls.map((call) => ({ asker, call })));
    });
    const verdicts = await Promise.all(
      asked.map(async ({ asker, call }) => [await verdictOn(asker, call), told(call)]),
    );
    expect(verdicts.filter(([verdict]) => verdict !== "ExplicitlyDenied")).toEqual([]);
    printed(`states, ${name}`, asked.length, "calls over plain HTTP or with another key denied");
  });

  it("holds by the states' own policies alone whoever is allowed everything", async () => {
    const admin = allowedEverything(`arn:aws:iam::${environment.aws.accountId}:role/admin`);
    const stranger: Asker = { ...admin, relation: () => "stranger" };
    const asked = states.flatMap((state) =>
      [...near(state).map(withEverything), stranger].flatMap((asker): readonly Question[] => [
        ...settings.map((action) => ({ asker, call: on.bucket(state, action), allowed: true })),
        ...uses.map(([call, by]) => ({ asker, call: call(state), allowed: by.includes(asker.relation(state)) })),
        ...byPolicies(state).map((call) => ({ asker, call, allowed: false })),
      ]),
    );
    expect(await wrong(asked)).toEqual([]);
    printed(`states, ${name}`, asked.length, "calls of those who are allowed everything else");
  });

  it("locks no root administrator out", async () => {
    const asked = environment.rootAdministrators.flatMap((pattern) => {
      const asker = rootAdministrator(environment, pattern);
      return states.flatMap(forAdministrators).map((call): Question => ({ asker, call, allowed: true }));
    });
    expect(await wrong(asked)).toEqual([]);
    printed(`states, ${name}`, asked.length, "calls of root administrators");
  });
});
