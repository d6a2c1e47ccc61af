import { exitCodeOf } from "../../../cli/commands/drift";
import { driftMarkdown } from "../../../cli/drift/drift-markdown";
import { driftText } from "../../../cli/drift/drift-text";
import { type DriftState, driftIn, notCompared } from "../../../cli/drift/stack-drift";
import { missingUpstream } from "../../../cli/terraform/missing-upstream";
import type { Change, ResourceChange } from "../../../cli/terraform/plan-changes";

type Side = Readonly<Record<string, unknown>> | null;

function update(address: string, before: Side, after: Side, more: Partial<Change<Side>> = {}): ResourceChange {
  const change = { actions: ["update"] as const, before, after, ...more };
  return { address, mode: "managed", type: address.split(".")[0] ?? "", change };
}

const opened = { id: "sg-1", description: "edited", ingress: ["0.0.0.0/0"] };
const closed = { id: "sg-1", description: "web", ingress: [] };

describe("a change outside of Terraform is", () => {
  it("drift where an apply would undo it, and noted where the sources do not say what it should be", () => {
    const found = driftIn("app-services", {
      resource_drift: [update("aws_security_group.web", closed, opened)],
      resource_changes: [update("aws_security_group.web", opened, { ...opened, description: "web" })],
    });
    expect(found).toEqual({
      stack: "app-services",
      state: "drifted",
      outside: [
        {
          address: "aws_security_group.web",
          verb: "update",
          values: [{ path: "description", before: '"web"', after: '"edited"' }],
        },
      ],
      noted: [
        {
          address: "aws_security_group.web",
          verb: "update",
          values: [{ path: "ingress", before: "[]", after: '["0.0.0.0/0"]' }],
        },
      ],
      sources: [],
      outputs: [],
    });
  });

  it("only noted where nothing is planned: a count that AWS keeps is no drift", () => {
    const found = driftIn("apps", { resource_drift: [update("aws_x.a", { size: 2 }, { size: 3 })] });
    expect([found.state, found.noted.length]).toEqual(["no drift", 1]);
  });

  it("drift where something was deleted that is planned to be made again, which is no wish of the sources", () => {
    const gone: ResourceChange = {
      ...update("aws_x.a", { id: "1" }, null),
      change: change("delete", { id: "1" }, null),
    };
    const made: ResourceChange = { ...gone, change: change("create", null, { name: "a" }) };
    const found = driftIn("apps", { resource_drift: [gone], resource_changes: [made] });
    expect(found).toMatchObject({ state: "drifted", outside: [{ address: "aws_x.a", verb: "delete" }], sources: [] });
  });

  it("told from what the sources change on the same resource", () => {
    const found = driftIn("apps", {
      resource_drift: [update("aws_x.a", { name: "a", size: 1 }, { name: "b", size: 1 })],
      resource_changes: [
        update("aws_x.a", { name: "b", size: 1, arn: "x" }, { name: "a", size: 2 }, { after_unknown: { arn: true } }),
      ],
    });
    expect(found.outside.flatMap(({ values }) => values.map(({ path }) => path))).toEqual(["name"]);
    expect(found.sources.flatMap(({ values }) => values.map(({ path }) => path))).toEqual(["size"]);
  });
});

it("what the sources alone would change, outputs among it, is something to apply", () => {
  const plan = { resource_changes: [update("aws_x.a", { size: 1 }, { size: 2 })] };
  expect(driftIn("apps", plan)).toMatchObject({ state: "to apply", sources: [{ address: "aws_x.a" }], outside: [] });
  const output = { output_changes: { b: change("update", 1, 2), a: change("no-op", 1, 1) } };
  expect(driftIn("apps", output)).toMatchObject({ state: "to apply", sources: [], outputs: ["b"] });
  expect(driftIn("apps", { resource_changes: [] }).state).toBe("no drift");
});

it.each<[number, DriftState[]]>([
  [0, ["no drift", "not applied"]],
  [2, ["no drift", "drifted"]],
  [2, ["to apply"]],
  [1, ["drifted", "failed"]],
  [1, ["to apply", "upstream missing"]],
])("exit code %i: %p", (code, states) => {
  expect(exitCodeOf(states.map((state) => notCompared("apps", state, "")))).toBe(code);
});

it.each([
  ["Unable to find remote state\n\n  with data.terraform_remote_state.identity,", "identity"],
  [
    "holds\n│ version 0 (0: none). Deploy kubernetes-cluster\n│ first: npx cdktf deploy kubernetes-cluster",
    "kubernetes-cluster",
  ],
  ["Error: no credentials", undefined],
])("the upstream that a failed plan misses is read from %j", (message, stack) => {
  expect(missingUpstream(message)).toBe(stack);
});

describe("for people", () => {
  const drifted = driftIn("apps", {
    resource_drift: [update("aws_x.a", { "a|b": "`x`" }, { "a|b": "y" })],
    resource_changes: [update("aws_x.a", { "a|b": "y" }, { "a|b": "`x`" })],
  });
  const report = {
    environment: "demo",
    stacks: [notCompared("identity", "not applied", "it has no state", "npx cdktf deploy identity"), drifted],
  };

  it("a row for each stack, then each value", () => {
    expect(driftText(report)).toBe(
      [
        "Drift of demo",
        "",
        "stack     state        outside  sources  outputs  noted",
        "identity  not applied        -        -        -      -",
        "apps      drifted            1        0        0      0",
        "",
        "identity: it has no state",
        "  Fix: npx cdktf deploy identity",
        "",
        "apps, changed outside of Terraform, an apply would undo it:",
        "  update   aws_x.a",
        '             ["a|b"]: "`x`" -> "y"',
        "",
      ].join("\n"),
    );
  });

  it("as Markdown, in which no value ends its code or the table", () => {
    const text = driftMarkdown(report);
    expect(text).toContain("| apps | drifted | 1 | 0 | 0 | 0 |\n");
    expect(text).toContain("Fix: `npx cdktf deploy identity`");
    expect(text).toContain('  - `["a\\|b"]: "\'x\'" -> "y"`');
  });

  it("as Markdown that is no longer than an issue may be", () => {
    const many = Array.from({ length: 2000 }, (_, index) => update(`aws_x.resource_${index}`, { a: 1 }, { a: 2 }));
    const text = driftMarkdown({ environment: "demo", stacks: [driftIn("apps", { resource_changes: many })] });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("| apps | to apply | 0 | 2000 |");
    expect(text).toContain("`ENVIRONMENT=demo npx platform drift` prints it all");
  });
});

function change<T>(action: Change["actions"][number], before: T, after: T): Change<T> {
  return { actions: [action], before, after };
}
