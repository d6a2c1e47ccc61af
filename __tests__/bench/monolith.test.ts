import { madeUpState } from "../../bench/terraform/made-up-state";
import { monolith } from "../../bench/terraform/monolith";
import { stackIds } from "../../constructs/stack/stack-id";
import { demo } from "../support/demo";

const stacks = Object.fromEntries(stackIds.map((id) => [id, demo()[id].json])) as Parameters<typeof monolith>[0];
const whole = monolith(stacks);
const numberOf = (resource: object) => Object.values(resource).reduce((sum, one) => sum + Object.keys(one).length, 0);

describe("the monolith of the benchmark", () => {
  it("holds every resource of the six stacks", () => {
    const split = stackIds.reduce((sum, id) => sum + numberOf(stacks[id].resource), 0);
    expect(numberOf(whole.resource)).toBe(split);
  });

  it("reads no other state: what was a contract is a local with the producer's own expression", () => {
    const text = JSON.stringify(whole);
    expect(text).not.toContain("terraform_remote_state");
    const used = [...text.matchAll(/\blocal\.([\w-]+)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((name = "") => !(name in whole.locals))).toEqual([]);
    expect(whole.locals["managed-infrastructure_vpc_id"]).toBe(stacks["managed-infrastructure"].output.vpc_id.value);
  });

  it("lets each resource be made by the provider of its stack, which tags it", () => {
    const { aws } = whole.provider;
    expect(aws.map(({ alias }: { alias: string }) => alias)).toEqual([...stackIds]);
    const all = Object.values<object>(whole.resource).flatMap((one) => Object.values(one));
    expect(all.filter(({ provider }) => !/^(aws|helm|kubernetes)\.[\w-]+$/.test(provider))).toEqual([]);
  });
});

describe("a made-up state", () => {
  it("has the outputs in the shape in which they are declared, and no expression", () => {
    const state = JSON.parse(
      madeUpState({ output: { a: { value: { b: ["${aws_vpc.x.id}", 3] } }, c: { value: true } } }),
    );
    expect(state.outputs).toEqual({
      a: { value: { b: ["bWFkZSB1cA==", 3] }, type: ["object", { b: ["tuple", ["string", "number"]] }] },
      c: { value: true, type: "bool" },
    });
  });
});
