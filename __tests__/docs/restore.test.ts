import fs from "node:fs";
import path from "node:path";
import { backupLocation, scheduleName } from "../../constructs/charts/backup-schedules";
import { savedKinds } from "../../constructs/charts/saved-kinds";
import { charts } from "../constructs/charts/all-charts";
import { demo } from "../support/demo";
import { releaseValues } from "../support/release-values";

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/restore.md"), "utf8");
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = ""]) => block.replace(/\\\n\s*/g, "").split("\n"))
  .map((line) => line.trim())
  .filter(Boolean);
const words = (pattern: RegExp) => commands.flatMap((line) => [...line.matchAll(pattern)].map(([, word = ""]) => word));

const velero = () => releaseValues(demo()["cluster-services"], "velero");
const { namespace } = charts.velero;

it("shows commands", () => expect(commands.length).toBeGreaterThan(10));

it("has every command of Velero in the namespace that Velero is in", () => {
  const ofVelero = commands.filter((line) => line.startsWith("velero "));
  expect(ofVelero.length).toBeGreaterThan(5);
  expect(ofVelero.filter((line) => !line.startsWith(`velero -n ${namespace} `))).toEqual([]);
});

it("takes backups of schedules that the demo has", () => {
  const declared = Object.keys(velero().schedules).map(scheduleName);
  expect(words(/--from-schedule (\S+)/g)).toEqual([expect.anything()]);
  expect(words(/--from-schedule (\S+)/g).filter((name) => !declared.includes(name))).toEqual([]);
  // A backup is called after its schedule and its time.
  const backups = words(/--from-backup (\S+)/g);
  expect(backups.length).toBeGreaterThan(2);
  expect(backups.filter((name) => !declared.some((one) => name.startsWith(`${one}-2`)))).toEqual([]);
});

it("names the place where backups are kept as it is called", () => {
  expect(new Set(words(/patch backupstoragelocation (\S+)/g))).toEqual(new Set([backupLocation]));
  expect(velero().configuration.backupStorageLocation.map(({ name }: { name: string }) => name)).toEqual([
    backupLocation,
  ]);
});

it("gives the place back what it takes away", () => {
  expect(words(/"accessMode":"(\w+)"/g)).toEqual([
    "ReadOnly",
    velero().configuration.backupStorageLocation[0].accessMode,
  ]);
});

it("restores namespaces of the demo's teams, all of which are saved", () => {
  const saved = velero().schedules.daily.template.includedNamespaces.join(" ");
  const restored = words(/--include-namespaces (\S+)/g);
  expect(restored.length).toBeGreaterThan(1);
  expect(restored.filter((name) => !saved.includes(`"${name}"`))).toEqual([]);
});

it("restores kinds that a backup holds, snapshots among them where it restores claims", () => {
  const { includedNamespaceScopedResources, includedClusterScopedResources } = velero().schedules.daily.template;
  const held = [...includedNamespaceScopedResources, ...includedClusterScopedResources];
  const [kinds = ""] = words(/--include-resources (\S+)/g);
  expect(kinds.split(",").filter((kind) => !held.includes(kind))).toEqual([]);
  expect(kinds.split(",").sort()).toEqual([
    "persistentvolumeclaims",
    "volumesnapshotcontents.snapshot.storage.k8s.io",
    "volumesnapshots.snapshot.storage.k8s.io",
  ]);
});

it("says rightly what is left out", () => {
  const saved = savedKinds.map(({ resource }) => resource);
  expect(
    saved.filter((kind) => ["secrets", "jobs", "pods", "roles", "resourcequotas", "limitranges"].includes(kind)),
  ).toEqual([]);
});

it("names the version of the command that goes with the server", () => {
  const [, plugin = ""] = JSON.stringify(charts.velero.values).match(/velero-plugin-for-aws:v1\.(\d+)\./) ?? [];
  // The plug-in's minor version is four behind Velero's.
  expect(page).toContain(`the chart installs, 1.${Number(plugin) + 4}.`);
});
