import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { safeLoadAll } from "js-yaml";
import type { Installation } from "./installations";

/**
 * Bytes that the API takes as the content of a ConfigMap, in which a release is kept, all in one value:
 * kubernetes/kubernetes, pkg/apis/core/types.go, `MaxSecretSize`, by which pkg/apis/core/validation holds ConfigMaps too.
 */
export const largestRelease = 1024 * 1024;

/** From here on the next version of a chart may be too large. */
export const largeRelease = 0.9 * largestRelease;

/**
 * Bytes that a release takes in its ConfigMap: Helm keeps the chart's own files, those of charts within it left out, its
 * values and what its templates make, as JSON, compressed, in base64. What only Terraform knows differs by little.
 * helm/helm at `v3.18.4`: pkg/storage/driver/util.go (`encodeRelease`), pkg/chart/chart.go, pkg/release/release.go.
 *
 * @param manifest what the templates make, hooks included
 */
export function releaseSize(folder: string, { chart, kubernetes }: Installation, manifest: string): number {
  const release = {
    name: chart.name,
    namespace: chart.namespace,
    info: { description: `Install complete on ${kubernetes}`, status: "deployed" },
    chart: chartIn(folder),
    config: chart.values,
    manifest,
    version: 1,
  };
  // As Go writes JSON.
  const json = JSON.stringify(release).replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
  return Math.ceil(gzipSync(json, { level: 9 }).length / 3) * 4;
}

function chartIn(folder: string) {
  const files = filesIn(folder).filter((name) => !name.startsWith("charts/"));
  const encoded = (name: string) => fs.readFileSync(path.join(folder, name)).toString("base64");
  const entries = (names: readonly string[]) => names.map((name) => ({ name, data: encoded(name) }));
  const templates = files.filter((name) => name.startsWith("templates/"));
  return {
    metadata: yamlIn(folder, "Chart.yaml"),
    lock: yamlIn(folder, "Chart.lock"),
    values: yamlIn(folder, "values.yaml"),
    schema: files.includes(schema) ? encoded(schema) : null,
    templates: entries(templates),
    files: entries(files.filter((name) => !templates.includes(name) && !apart.has(name))),
  };
}

const schema = "values.schema.json";
/** Files that Helm keeps in places of their own. */
const apart = new Set(["Chart.yaml", "Chart.lock", "values.yaml", schema]);

function yamlIn(folder: string, name: string): unknown {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) return null;
  return safeLoadAll(fs.readFileSync(file, "utf8"), null, { json: true })[0] ?? null;
}

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
