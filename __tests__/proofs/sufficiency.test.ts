import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { outputOf } from "../support/demo";
import { inClosedNetwork, inExistingNetwork, inVirginia } from "../support/networks";
import { delegatedDemo, wholeDemo } from "../support/whole-demo";
import { type Answer, Answers } from "./support/answers";
import { type Case, CaseBook, type Cases, keyOf } from "./support/cases";
import {
  all,
  leftToCloudFormation,
  leftToCloudFormationByTheNetwork,
  namedByNone,
  refusedToTheProvider,
} from "./support/exceptions";
import { printed } from "./support/printed";
import { describe as told } from "./support/simulator";

const demo: Environment = { ...loadEnvironment("demo"), state: { kind: "s3" } };
const environments: readonly (readonly [string, Environment])[] = [
  ["demo", demo],
  ["example-s3", loadEnvironment("example-s3")],
  ["example-hcp", loadEnvironment("example-hcp")],
  ["with all that the demo leaves out", wholeDemo],
  ["with a zone that is delegated and signed", delegatedDemo],
  ["without NAT", { ...inClosedNetwork(), state: { kind: "s3" } }],
  ["in an existing VPC", { ...inExistingNetwork(), state: { kind: "s3" } }],
  ["where EKS refuses a zone", { ...inVirginia(), state: { kind: "s3" } }],
];

const allowedElsewhere = new Set(all(leftToCloudFormationByTheNetwork));
const exceptions = new Set([...all(refusedToTheProvider), ...all(leftToCloudFormation)]);
/** Exceptions that some environment needs. */
const needed = new Set<string>();

interface Asked {
  readonly answers: Answers;
  readonly found: Cases;
  readonly reads: readonly Case[];
  /** Needs of the apply roles and of the plan roles that are not met and no exception, and the same of things. */
  readonly unmet: Readonly<Record<"apply" | "plan" | "things", readonly string[]>>;
}

const asked = new Map<string, Promise<Asked>>();

/** Asks once, whichever test comes first. */
function ask(name: string, environment: Environment): Promise<Asked> {
  const known = asked.get(name) ?? askAll(environment);
  asked.set(name, known);
  return known;
}

async function askAll(environment: Environment): Promise<Asked> {
  const platform = outputOf(environment);
  const answers = new Answers(platform);
  const found = await new CaseBook(platform, environment.aws).all();
  const reads = found.cases.filter(({ operation, writes }) => operation === "read" && !writes);
  const apply = withoutExceptions(await answers.other("apply", found.cases, "Allowed"));
  const plan = withoutExceptions(await answers.other("plan", reads, "Allowed"));
  const impossible = found.impossible.filter((one) => !isException(one));
  const things = impossible.map((one) => `${keyOf(one)} (${one.source}): ${one.why}`);
  return { answers, found, reads, unmet: { apply, plan, things } };
}

describe.each(environments)("%s", (name, environment) => {
  it("lets every apply role make the calls that its resources take", async () => {
    const { found, unmet } = await ask(name, environment);
    expect(unmet.apply).toEqual([]);
    printed(`sufficiency, ${name}`, found.cases.length, "calls of resources for the apply roles");
  });

  it("lets every plan role read what its resources are", async () => {
    const { reads, unmet } = await ask(name, environment);
    expect(unmet.plan).toEqual([]);
    printed(`sufficiency, ${name}`, reads.length, "reads of resources for the plan roles");
  });

  it("lets no plan role write", async () => {
    const { answers, found } = await ask(name, environment);
    const writes = found.cases.filter(({ writes }) => writes);
    const denied = await answers.other("plan", writes, "ImplicitlyDenied", "ExplicitlyDenied");
    expect(denied.map(({ one }) => `${one.address}: ${told(one.call)}`)).toEqual([]);
    printed(`sufficiency, ${name}`, writes.length, "writes denied to the plan roles");
  });

  it("has a thing for everything that the oracles name", async () => {
    expect((await ask(name, environment)).unmet.things).toEqual([]);
  });
});

/** All environments asked. */
const everywhere = () => Promise.all(environments.map(([name, environment]) => ask(name, environment)));

it("lists no exception that is not needed", async () => {
  await everywhere();
  expect([...exceptions].filter((one) => !needed.has(one))).toEqual([]);
});

it("leaves no type of resource out of a call but those listed", async () => {
  const unnamed = new Set((await everywhere()).flatMap(({ found }) => [...found.unnamed]));
  expect([...unnamed].sort()).toEqual([...all(namedByNone)].sort());
});

/** An exception of CloudFormation's handlers, which leaves the operation out, excuses no call of the provider. */
function isException(one: Pick<Case, "type" | "operation" | "action" | "source">): boolean {
  const ofHandlers = one.source === "cloudformation" ? [`${one.type} ${one.action}`] : [];
  const listed = [keyOf(one), ...ofHandlers].filter((key) => exceptions.has(key));
  for (const key of listed) needed.add(key);
  return listed.length > 0 || ofHandlers.some((key) => allowedElsewhere.has(key));
}

/** One line for each need that is not met, with its first call. */
function withoutExceptions(answers: readonly Answer[]): readonly string[] {
  const unmet = answers.filter(({ one }) => !isException(one));
  const first = new Map([...unmet].reverse().map((answer) => [keyOf(answer.one), answer]));
  return [...first].map(
    ([key, { one, verdict }]) => `${key} (${one.source}), ${verdict}: ${one.address}: ${told(one.call)}`,
  );
}
