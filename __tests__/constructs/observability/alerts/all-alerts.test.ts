import fs from "node:fs";
import path from "node:path";
import { alertGroups, everyAlertGroup } from "../../../../constructs/observability/alerts/all-alerts";
import { ruleGroups } from "../../../../constructs/observability/alerts/rule-groups";
import { runbookUrl } from "../../../../constructs/observability/runbook";

const page = fs.readFileSync(path.join(__dirname, "../../../../docs/operations/alerts.md"), "utf8");
const alerts = everyAlertGroup.flatMap((group) => group.alerts);
const names = [...new Set(alerts.map(({ name }) => name))];
const namesOf = (groups: ReturnType<typeof alertGroups>) => groups.map(({ name }) => name);

it("every alert has its section in the runbook, and every section an alert", () => {
  const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(sections.sort()).toEqual(names.sort());
});

it("every section says what to look at and what to do", () => {
  const sections = page.split(/^### /m).slice(1);
  expect(sections.filter((section) => (section.split("\n## ")[0]?.trim().split("\n").length ?? 0) < 3)).toEqual([]);
});

it("every alert leads to its section", () => {
  const rules = ruleGroups(everyAlertGroup, "https://example.com/alerts.md").flatMap((group) => group.rules);
  for (const { alert, annotations } of rules) {
    expect(annotations).toMatchObject({ runbook_url: `https://example.com/alerts.md#${String(alert).toLowerCase()}` });
  }
});

it.each(alerts.map((alert) => [alert.name, alert] as const))(
  "%s says in one sentence what is wrong",
  (_, { summary }) => {
    expect(summary).toMatch(/^.{15,160}[.]$/);
  },
);

it("asks in single quotes, without backslashes: Terraform's encoding breaks others", () => {
  expect(alerts.filter(({ expr }) => /["\\]/.test(expr))).toEqual([]);
});

it("leaves out what the environment does not run, and knows what the service that evaluates can tell", () => {
  expect(namesOf(alertGroups("prometheus", [], []))).toEqual([
    "nodes",
    "workloads",
    "dns",
    "api-server",
    "volumes",
    "app-metrics",
    "prometheus",
    "custom-metrics",
  ]);
  expect(namesOf(alertGroups("prometheus", ["vpc-cni", "velero"], []))).toEqual(
    expect.arrayContaining(["network", "backups"]),
  );
  const own = (kind: "prometheus" | "managed-prometheus") =>
    alertGroups(kind, [], []).flatMap((group) => group.alerts.map(({ name }) => name));
  expect(own("prometheus")).toContain("AlertsNotSent");
  expect(own("managed-prometheus")).not.toContain("AlertsNotSent");
  expect(own("managed-prometheus")).toContain("SamplesNotStored");
  // Without the adapter there is no API that could be down; the apps' pods are asked all the same.
  expect(own("managed-prometheus")).not.toContain("CustomMetricsApiDown");
  expect(own("managed-prometheus")).toContain("AppMetricsMissing");
});

it.each([
  [
    "the repository on GitHub",
    { github: { owner: "tideline", repository: "platform", provider: "create" as const } },
    "https://github.com/tideline/platform/blob/HEAD/docs/operations/alerts.md",
  ],
  [
    "the project on GitLab",
    { gitlab: { url: "https://git.example.com", project: "tideline/platform", provider: "create" as const } },
    "https://git.example.com/tideline/platform/-/blob/HEAD/docs/operations/alerts.md",
  ],
  ["the page's path where none is named", {}, "docs/operations/alerts.md"],
])("the runbook is that of %s", (_, ci, url) => expect(runbookUrl(ci)).toBe(url));
