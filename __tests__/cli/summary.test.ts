import { alertLine, alertReceivers } from "../../cli/alert-receivers";
import { jsonSummary, type Summary, textSummary } from "../../cli/summary";
import { table } from "../../cli/table";
import { loadEnvironment } from "../../environments/load";

const summary: Summary = {
  environment: "demo",
  output: "cdktf.out",
  report: "cdktf.out/report/index.html",
  seconds: 0.5,
  waiting: [],
  alertReceivers: [],
  stacks: [
    {
      stack: "identity",
      resources: { aws: 12 },
      readsFrom: [],
      state: "state/demo/identity.tfstate",
      policies: { attached: 4, limit: 10, fullest: 0.63 },
      seconds: 0.1,
    },
    {
      stack: "apps",
      resources: { aws: 1, kubernetes: 3 },
      readsFrom: ["identity"],
      state: "s3://b/k",
      policies: { attached: 2, limit: 10, fullest: 0.241 },
      seconds: 0.02,
    },
  ],
  monthlyCost: {
    region: "eu-west-1",
    currency: "USD",
    asOf: "2026-09-21",
    items: [
      { item: "NAT gateways", count: 3, each: 35.04, monthly: 105.12 },
      { item: "KMS keys", count: 12, each: 1, monthly: 12 },
    ],
    total: 117.12,
    notCounted: ["logs", "traffic"],
  },
};
const stream = (isTTY: boolean, columns = 200, colours = true) => ({ isTTY, columns, hasColors: () => colours });

it("is the graph of the stacks with resources, state and seconds; and the fixed cost", () => {
  expect(textSummary(summary, stream(false)).split("\n")).toEqual([
    "Environment demo: 16 resources in 2 stacks",
    "",
    "stack     graph  resources  by kind              reads from  apply policies         state                        seconds",
    "identity  ●             12  aws 12               -           4 of 10, fullest 63 %  state/demo/identity.tfstate     0.10",
    "apps      ╰─○            4  aws 1, kubernetes 3  identity    2 of 10, fullest 24 %  s3://b/k                        0.02",
    "",
    "Fixed cost a month: 117.12 US dollars by the list prices of eu-west-1 of 2026-09-21: NAT gateways 105.12 (3 x 35.04),",
    "  KMS keys 12.00 (12 x 1.00).",
    "Not counted: logs, traffic.",
    "Alerts wake nobody: monitoring.alerts in the environment names no receiver (docs/operations/alerts.md).",
    "",
    "Written to cdktf.out/stacks in 0.50 s.",
    "Who can do what: cdktf.out/report/index.html",
    "",
  ]);
});

describe("on a terminal", () => {
  const head = (columns: number) => textSummary(summary, stream(true, columns, false)).split("\n")[2];

  it("leaves out what there is no room for: first what the graph shows, seconds, policies, kinds, at last states", () => {
    const heads = (columns: number) => head(columns)?.trim().split(/ {2,}/).slice(3).join(", ");
    expect(heads(120)).toBe("by kind, reads from, apply policies, state, seconds");
    expect(heads(119)).toBe("by kind, apply policies, state, seconds");
    expect(heads(107)).toBe("by kind, apply policies, state");
    expect(heads(98)).toBe("by kind, state");
    expect(heads(74)).toBe("state");
    expect(heads(40)).toBe("");
  });

  it.each([84, 60, 40, 24])("is no wider than its %d columns", (columns) => {
    const lines = textSummary(summary, stream(true, columns, false))
      .split("\n")
      .slice(2);
    // A word that is longer than a line, such as a path, is not cut: somebody may want to copy it.
    const wide = lines.filter((line) => line.length > columns && line.trim().includes(" "));
    expect(wide).toEqual([]);
  });
});

it("says how much waits to be retired", () => {
  const one = { stack: "apps", address: "kubernetes_service_v1.web", state: "leaves", usedBy: [] } as const;
  const line = (...waiting: Summary["waiting"]) => textSummary({ ...summary, waiting }, stream(false)).split("\n")[6];
  expect(line(one)).toBe("1 thing waits for a second pass or to be retired: npx platform plan <stack> says what.");
  expect(line(one, one)).toMatch(/^2 things wait /);
});

describe("who is told of alerts", () => {
  const snsTopicArn = "arn:aws:sns:eu-central-1:111122223333:on-call";
  const receivers = (monitoring: object) =>
    alertReceivers({ ...loadEnvironment("demo"), monitoring } as Parameters<typeof alertReceivers>[0]);

  it("is the topic, and the webhook by the name of its Secret alone", () => {
    const webhook = { secretName: "alert-hook", key: "url" };
    expect(receivers({ kind: "prometheus", alerts: { snsTopicArn, webhook } })).toEqual([
      snsTopicArn,
      "the webhook in the Secret alert-hook",
    ]);
    expect(receivers({ kind: "managed-prometheus", alerts: { snsTopicArn } })).toEqual([snsTopicArn]);
    expect(alertLine([snsTopicArn])).toBe(`Alerts go to ${snsTopicArn}.`);
  });

  it("is nobody without them: a heartbeat wakes nobody while monitoring works", () => {
    expect(receivers({ kind: "prometheus", alerts: { heartbeat: { secretName: "switch", key: "url" } } })).toEqual([]);
    expect(receivers({ kind: "none" })).toEqual([]);
  });
});

it("is bold on a terminal with colours only", () => {
  expect(textSummary(summary, stream(true))).toContain("\u001b[1m");
  expect(textSummary(summary, stream(true, 200, false))).not.toContain("\u001b");
  expect(textSummary(summary, stream(false))).not.toContain("\u001b");
});

it("comes as JSON", () => {
  expect(JSON.parse(jsonSummary(summary))).toEqual(summary);
});

it("a table without rows is empty", () => {
  expect(table([])).toEqual([]);
});
