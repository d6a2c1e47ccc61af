import fs from "node:fs";
import { gunzipSync } from "node:zlib";
import { backupLocation, scheduleName, volumePolicies } from "../../constructs/charts/backup-schedules";
import { controllers } from "../../constructs/names";
import { demo } from "../support/demo";
import { type KubernetesObject, kubernetesObjects } from "../support/kubernetes-objects";
import { releaseValues } from "../support/release-values";
import { resolvedText } from "../support/resolved-text";
import type { Body } from "../support/synthesize";
import { describeUnless } from "../terraform/support/availability";
import { type Emulator, startEmulator } from "../terraform/support/emulator";
import { emulatorAvailability } from "../terraform/support/emulatorAvailability";
import { ApiServer, masters } from "./support/apiServer";
import { apiServerProblem } from "./support/programs";
import { Resources } from "./support/resources";
import { snapshotDefinitions } from "./support/snapshotDefinitions";
import { startVelero, veleroDefinitions, veleroProblem } from "./support/veleroServer";
import { VolumeDriver } from "./support/volumeDriver";

const { namespace, serviceAccount } = controllers.velero;
const velero = `/apis/velero.io/v1/namespaces/${namespace}`;
const bucket = "strata-demo-111122223333-backups";
const team = "storefront";

const problem = () => apiServerProblem() ?? veleroProblem() ?? emulatorAvailability().reason;

describeUnless(problem(), "backups of the demo, with the rights that Velero has", () => {
  let server: ApiServer;
  let emulator: Emulator;
  let driver: VolumeDriver;
  let log: string;
  const stack = demo()["cluster-services"];
  /** What Terraform hands a release, names of namespaces resolved. */
  const valuesOf = (release: string): Body =>
    JSON.parse(JSON.stringify(releaseValues(stack, release)), (_, value) =>
      typeof value === "string" ? resolvedText(demo(), "cluster-services", value) : value,
    );

  const get = async (target: string) => (await server.call(masters, "GET", target)).body;
  const post = async (target: string, object: unknown) => {
    const { status, body } = await server.call(masters, "POST", target, object);
    if (status !== 201) throw new Error(`${target}: ${status} ${body.message}`);
    return body;
  };
  const remove = (target: string) => server.call(masters, "DELETE", target);

  /** Asks until the object is as wanted; then what it is. */
  async function until(target: string, wanted: (body: Body) => boolean): Promise<Body> {
    for (const end = Date.now() + 120_000; Date.now() < end; await pause()) {
      const body = await get(target);
      if (wanted(body)) return body;
    }
    throw new Error(`${target}: ${JSON.stringify((await get(target)).status)}\n${refusals().join("\n")}`);
  }

  /** Every call that the API has refused Velero. */
  const refusals = () =>
    fs
      .readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line.includes("is forbidden"));

  const backup = async (name: string) => {
    const { spec } = await get(`${velero}/schedules/${scheduleName("daily")}`);
    await post(`${velero}/backups`, {
      apiVersion: "velero.io/v1",
      kind: "Backup",
      metadata: { name, namespace },
      spec: spec.template,
    });
    return until(`${velero}/backups/${name}`, isOver);
  };
  const restore = async (name: string, spec: object) => {
    await post(`${velero}/restores`, {
      apiVersion: "velero.io/v1",
      kind: "Restore",
      metadata: { name, namespace },
      spec: { backupName: "first", includedNamespaces: [team], ...spec },
    });
    return until(`${velero}/restores/${name}`, isOver);
  };

  beforeAll(async () => {
    server = await ApiServer.start([]);
    const resources = new Resources(server);
    const create = async (objects: readonly KubernetesObject[]) => {
      for (const object of objects) await post(await resources.collectionOf(object), object);
    };
    await create([...snapshotDefinitions, ...veleroDefinitions()]);
    for (const { metadata } of snapshotDefinitions) {
      await until(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${metadata.name}`, isServed);
    }
    await until("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/backups.velero.io", isServed);
    const ofCluster = kubernetesObjects(demo(), "kubernetes-cluster");
    await create([...ofCluster].sort((one, other) => rank(one) - rank(other)));
    await server.fillQuotas();
    await create([account, ...valuesOf("velero-rights").objects, ...valuesOf("volume-snapshots").objects]);
    emulator = await startEmulator({ accountId: "111122223333", region: "eu-central-1" });
    await fetch(`${emulator.plainEndpoint}/${bucket}`, { method: "PUT" });
    await create(objectsOfChart(valuesOf("velero"), emulator.plainEndpoint));
    await create(teamsObjects);
    driver = new VolumeDriver(server);
    const claim = `/api/v1/namespaces/${team}/persistentvolumeclaims/data`;
    await until(claim, ({ status }) => status.phase === "Bound");
    const token = await post(`/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`, tokenRequest);
    log = await startVelero(server.kubeconfig(token.status.token), namespace);
    await until(`${velero}/backupstoragelocations/${backupLocation}`, ({ status }) => status?.phase === "Available");
  });

  afterAll(async () => {
    driver?.stop();
    await emulator?.stop();
  });

  it("hold the volumes and objects of a team, and no Secret", async () => {
    const { status } = await backup("first");
    expect(status).toMatchObject({ phase: "Completed", csiVolumeSnapshotsCompleted: 1 });
    const list = await fetch(`${emulator.plainEndpoint}/${bucket}/velero/backups/first/first-resource-list.json.gz`);
    const held = JSON.parse(gunzipSync(Buffer.from(await list.arrayBuffer())).toString());
    expect(held["v1/PersistentVolumeClaim"]).toEqual([`${team}/data`]);
    expect(held["apps/v1/Deployment"]).toEqual([`${team}/search`]);
    expect(Object.keys(held).filter((kind) => /Secret|Job|Role|Quota|Pod$/.test(kind))).toEqual([]);
  });

  it("give back what is lost, volumes from their snapshots, and leave alone what is there", async () => {
    await remove(`/apis/apps/v1/namespaces/${team}/deployments/search`);
    await remove(`/api/v1/namespaces/${team}/configmaps/settings`);
    await loseClaim();
    const { status } = await restore("all", {});
    expect(status).toMatchObject({ phase: "Completed" });
    expect((await get(`/api/v1/namespaces/${team}/configmaps/settings`)).data).toEqual({ LOG_LEVEL: "info" });
    expect((await get(`/apis/apps/v1/namespaces/${team}/deployments/search`)).kind).toBe("Deployment");
    await expectFromSnapshot();
  });

  it("give back a claim alone, with the kinds that the page names", async () => {
    await remove(`/apis/apps/v1/namespaces/${team}/deployments/search`);
    await loseClaim();
    const page = fs.readFileSync("docs/operations/restore.md", "utf8");
    const [, kinds = ""] = /--include-resources (\S+)/.exec(page) ?? [];
    const { status } = await restore("claim", { includedResources: kinds.split(",") });
    expect(status).toMatchObject({ phase: "Completed" });
    await expectFromSnapshot();
    expect((await get(`/apis/apps/v1/namespaces/${team}/deployments/search`)).code).toBe(404);
  });

  it("are found again in the bucket by a cluster that knows nothing of them", async () => {
    await remove(`${velero}/backups/first`);
    await until(`${velero}/backups/first`, ({ code }) => code === 404);
    const { status } = await until(`${velero}/backups/first`, isOver);
    expect(status.phase).toBe("Completed");
  });

  it("go with their snapshots when they are deleted", async () => {
    await post(`${velero}/deletebackuprequests`, {
      apiVersion: "velero.io/v1",
      kind: "DeleteBackupRequest",
      metadata: { name: "first", namespace },
      spec: { backupName: "first" },
    });
    await until(`${velero}/backups/first`, ({ code }) => code === 404);
    const list = await (await fetch(`${emulator.plainEndpoint}/${bucket}?list-type=2&prefix=velero/backups/`)).text();
    expect(list).not.toContain("<Key>velero/backups/first");
  });

  it("take no call that Velero has no right to, but for the ConfigMaps that it would clear away", () => {
    expect(refusals().filter((line) => !line.includes("cannot deletecollection resource"))).toEqual([]);
  });

  /** Nothing else takes the finalizers away here, which would protect what is in use. */
  async function loseClaim(): Promise<void> {
    const claim = `/api/v1/namespaces/${team}/persistentvolumeclaims/data`;
    const { spec } = await get(claim);
    for (const target of [claim, `/api/v1/persistentvolumes/${spec.volumeName}`]) {
      await server.call(masters, "PATCH", target, { metadata: { finalizers: null } });
      await remove(target);
      await until(target, ({ code }) => code === 404);
    }
  }

  async function expectFromSnapshot(): Promise<void> {
    const { spec } = await get(`/api/v1/namespaces/${team}/persistentvolumeclaims/data`);
    expect(spec.dataSource).toMatchObject({ kind: "VolumeSnapshot" });
    const snapshots = "/apis/snapshot.storage.k8s.io/v1";
    const snapshot = await get(`${snapshots}/namespaces/${team}/volumesnapshots/${spec.dataSource.name}`);
    const content = await get(`${snapshots}/volumesnapshotcontents/${snapshot.status.boundVolumeSnapshotContentName}`);
    expect(content.spec).toMatchObject({ deletionPolicy: "Retain", source: { snapshotHandle: "snap-1" } });
  }
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 500));
const isServed = ({ status }: Body) =>
  (status?.conditions ?? []).some(({ type, status: is }: Body) => type === "Established" && is === "True");
const isOver = ({ status }: Body) => /^(Completed|PartiallyFailed|Failed|FailedValidation)$/.test(status?.phase ?? "");
const rank = ({ kind }: KubernetesObject) => (kind === "Namespace" ? 0 : 1);

const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: serviceAccount, namespace } };
const tokenRequest = {
  apiVersion: "authentication.k8s.io/v1",
  kind: "TokenRequest",
  spec: { expirationSeconds: 3600 },
};

/** What the chart makes of its values, as far as Velero's server reads it; its bucket lies in the emulator. */
function objectsOfChart({ configuration, schedules, configMaps }: Body, s3Url: string): readonly KubernetesObject[] {
  const [{ name, prefix, config, ...place }] = configuration.backupStorageLocation;
  return [
    {
      apiVersion: "velero.io/v1",
      kind: "BackupStorageLocation",
      metadata: { name, namespace },
      spec: {
        provider: place.provider,
        default: place.default,
        accessMode: place.accessMode,
        objectStorage: { bucket, prefix },
        config: { region: config.region, s3Url, s3ForcePathStyle: "true" },
      },
    },
    ...Object.entries<Body>(schedules).map(([schedule, { schedule: cron, template }]) => ({
      apiVersion: "velero.io/v1",
      kind: "Schedule",
      metadata: { name: scheduleName(schedule), namespace },
      spec: { schedule: cron, template },
    })),
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: `velero-${volumePolicies}`, namespace },
      data: configMaps[volumePolicies].data,
    },
    // Its own, whose image it asks for.
    deployment("velero", namespace, []),
  ];
}

const teamsObjects: readonly KubernetesObject[] = [
  {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data", namespace: team },
    spec: { storageClassName: "gp3", accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  },
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: team }, data: { LOG_LEVEL: "info" } },
  {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "key", namespace: team },
    data: { key: "bm90IGZvciBiYWNrdXBz" },
  },
  deployment("search", team, [{ name: "data", persistentVolumeClaim: { claimName: "data" } }]),
];

function deployment(name: string, within: string, volumes: readonly object[]): KubernetesObject {
  const containers = [{ name, image: `registry.example/${name}:1` }];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: within },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers, volumes } },
    },
  };
}
