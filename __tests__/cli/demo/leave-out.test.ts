import { leaveOut, type StackJson } from "../../../cli/demo/leave-out";
import { waitForNothing } from "../../../cli/demo/wait-for-nothing";
import { type PlatformStackId, stackIds } from "../../../constructs/stack/stack-id";
import { environmentNames } from "../../../environments/load";
import { environmentOutput } from "../../support/demo";

const inCluster = (type: string) => !type.startsWith("aws_");
const demo = environmentOutput("demo");
const json = (id: PlatformStackId) => demo[id].json as unknown as StackJson;

describe("what lies in AWS alone", () => {
  it.each(environmentNames())("of %s: nothing in it refers to what is left out", (name) => {
    const output = environmentOutput(name);
    for (const id of stackIds) {
      const text = JSON.stringify(leaveOut(output[id].json as unknown as StackJson, inCluster));
      expect([id, /\$\{(kubernetes_|helm_)|"(kubernetes_|helm_)\w+\./.exec(text)?.[0]]).toEqual([id, undefined]);
    }
  });

  it("has the names of namespaces that nobody makes, and the version of the contract", () => {
    const part = leaveOut(json("kubernetes-cluster"), inCluster);
    const output = part.output as Record<string, { value: unknown }>;
    expect(output.team_namespaces?.value).toEqual({ fulfilment: "fulfilment", storefront: "storefront" });
    expect(output.contract_version).toEqual(demo["kubernetes-cluster"].json.output?.contract_version);
  });

  it("asks for no provider that would log in to the cluster, and keeps all of AWS", () => {
    const { provider, terraform, resource = {} } = leaveOut(json("app-services"), inCluster);
    expect(Object.keys(provider ?? {})).toEqual(["aws"]);
    expect(Object.keys(terraform.required_providers ?? {})).toEqual(["aws"]);
    const declared = demo["app-services"].types.filter((type) => type.startsWith("aws_"));
    expect(Object.keys(resource).sort()).toEqual(declared);
  });
});

describe("leaving out", () => {
  const stack = (value: unknown): StackJson => ({
    terraform: {},
    resource: {
      aws_a: { one: { name: "first", list: [{ id: "x" }] } as never },
      aws_b: { two: { value, depends_on: ["aws_a.one", "aws_b.other"] } as never },
    },
  });
  const without = (value: unknown) => leaveOut(stack(value), (type) => type === "aws_a").resource?.aws_b?.two;

  it.each([
    ["$" + "{aws_a.one.name}", "first"],
    ["n-$" + "{aws_a.one.name}-$" + "{aws_a.one.list[0].id}", "n-first-x"],
    ["$" + "{aws_b.other.name}", "$" + "{aws_b.other.name}"],
  ])("%s becomes %s, and nothing waits for what is left out", (value, resolved) =>
    expect(without(value)).toEqual({ value: resolved, depends_on: ["aws_b.other"] }),
  );

  it("fails where what only AWS knows is needed", () =>
    expect(() => without("$" + "{aws_a.one.arn}")).toThrow(
      "platform demo: aws_b needs aws_a.one.arn, of what the emulator can't make; choose another environment, as in ENVIRONMENT=demo npm run demo",
    ));
});

it("nothing is waited for where no pod will ever run", () => {
  const { resource = {} } = waitForNothing(json("apps"));
  const waits = Object.entries(resource).flatMap(([type, blocks]) =>
    Object.values(blocks).flatMap((block) =>
      Object.entries(block)
        .filter(([name, value]) => /^wait_/.test(name) && value !== false)
        .map(([name]) => `${type}.${name}`),
    ),
  );
  expect(waits).toEqual([]);
  expect(Object.values(resource.kubernetes_deployment_v1 ?? {})[0]).toMatchObject({ wait_for_rollout: false });
});
