import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { unpackedCharts } from "../../../cli/charts/chart-folders";
import type { Installation } from "../../../cli/charts/installations";
import { recordCharts } from "../../../cli/charts/record-charts";
import { largestRelease, releaseSize } from "../../../cli/charts/release-size";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "strata-release-"));
const folder = path.join(scratch, "guard");
beforeAll(() => {
  for (const [name, text] of Object.entries({
    "Chart.yaml": "name: guard\nversion: 1.2.3\n",
    "values.yaml": "replicas: 2\n",
    "templates/deployment.yaml": "kind: Deployment\n",
    "charts/inner/templates/all.yaml": random(300_000),
  })) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
});
afterAll(() => fs.rmSync(scratch, { recursive: true }));

/** A text that no compression makes much shorter than half of its length. */
function random(characters: number): string {
  return randomBytes(characters / 2).toString("hex");
}

const installation: Installation = {
  environment: "demo",
  stack: "cluster-services",
  kubernetes: "1.35",
  chart: {
    name: "guard",
    namespace: "guards",
    repository: "https://charts.example",
    chart: "guard",
    version: "1.2.3",
    values: {},
  },
};
const definition = (characters: number) => `---
# Source: guard/crds/all.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: rules.guard.example, annotations: { text: ${random(characters)} } }
spec: { group: guard.example, scope: Cluster, names: { kind: Rule, plural: rules }, versions: [] }
`;
const map = (characters: number) => `---
# Source: guard/templates/map.yaml
{ apiVersion: v1, kind: ConfigMap, metadata: { name: map }, data: { text: ${random(characters)} } }
`;
const record = (yaml: string) =>
  recordCharts({
    installations: [installation],
    sources: unpackedCharts(scratch),
    template: () => Promise.resolve(yaml),
    definitions: [],
  });

it("is what compression leaves of the manifest and of the chart's own files, a third more in base64", () => {
  const text = random(600_000);
  const pressed = gzipSync(text, { level: 9 }).length;
  expect(gunzipSync(gzipSync(text)).length).toBe(600_000);
  const size = releaseSize(folder, installation, text);
  expect(size).toBeGreaterThan((pressed * 4) / 3);
  // A charts within the chart is left out, which alone would be a third more.
  expect(size).toBeLessThan((pressed * 4) / 3 + 2000);
});

it("counts a template twice, as it is and as it is rendered", () => {
  const before = releaseSize(folder, installation, "");
  fs.writeFileSync(path.join(folder, "templates/large.yaml"), random(60_000));
  expect(releaseSize(folder, installation, "") - before).toBeGreaterThan(40_000);
  fs.rmSync(path.join(folder, "templates/large.yaml"));
});

it("refuses a release that no ConfigMap holds", async () => {
  await expect(record(map(1_700_000))).rejects.toThrow(
    /^platform charts record: the release of guard 1\.2\.3 takes 1,[\d,]+ bytes, and a ConfigMap holds 1,048,576 for demo: leave out what isn't used, or install its definitions by a chart of their own$/,
  );
});

it("takes one that fits, with definitions beside it that belong to no release", async () => {
  const [recorded] = await record(`${definition(1_700_000)}${map(1_000_000)}`);
  expect(recorded?.record.definitions).toMatchObject([{ kind: "Rule", once: true }]);
  expect(recorded?.size).toBeGreaterThan(0.5 * largestRelease);
  expect(recorded?.size).toBeLessThan(largestRelease);
});
