import { podOf, webService, worker } from "./support";

const scratch = { kind: "scratch", name: "work", mountPath: "/work", sizeLimit: "2Gi" } as const;
const resources = { cpu: "50m", memory: "64Mi" };
const proxy = { name: "proxy", image: "registry.example/proxy:1", resources };

it("runs another command of the image", () => {
  const [container] = podOf(worker({ command: ["node"], args: ["dist/worker.js"] })).container;
  expect(container).toMatchObject({ command: ["node"], args: ["dist/worker.js"] });
});

it("may use more memory than it is sure of, and no more CPU than a limit, where that is said", () => {
  const [container] = podOf(worker({ resources: { ...resources, cpuLimit: "1", memoryLimit: "128Mi" } })).container;
  expect(container.resources).toEqual({ requests: resources, limits: { cpu: "1", memory: "128Mi" } });
});

it("has side-cars with a place of their own for temporary files, which see the volumes that they name", () => {
  const stack = webService({
    volumes: [scratch, { ...scratch, name: "other", mountPath: "/other" }],
    sideCars: [{ ...proxy, port: 9901, variables: { LEVEL: "${x}" }, mounts: ["work"] }],
  });
  const [, sideCar] = podOf(stack).container;
  expect(sideCar).toMatchObject({
    name: "proxy",
    image: "registry.example/proxy:1",
    port: [{ name: "side-car", container_port: 9901, protocol: "TCP" }],
    env: [{ name: "LEVEL", value: "$${x}" }],
    volume_mount: [
      { name: "tmp-proxy", mount_path: "/tmp" },
      { name: "work", mount_path: "/work" },
    ],
  });
  expect(sideCar).not.toHaveProperty("env_from");
  expect(podOf(stack).volume.map(({ name }: { name: string }) => name)).toEqual(["tmp", "tmp-proxy", "work", "other"]);
});

it("keeps its side-cars until it has drained", () => {
  const [app, sideCar] = podOf(webService({ sideCars: [proxy] })).container;
  expect(sideCar.lifecycle).toEqual(app.lifecycle);
  expect(sideCar.lifecycle.pre_stop).toEqual([{ exec: { command: ["sleep", "20"] } }]);
});

it("is prepared by init containers with the app's image, resources, settings and secrets, unless they have their own", () => {
  const stack = webService({
    secrets: [{ name: "stripe", variables: { STRIPE_KEY: "key" } }],
    initContainers: [
      { name: "migrate", command: ["migrate"] },
      { ...proxy, name: "fetch" },
    ],
  });
  const { container, init_container: init } = podOf(stack);
  expect(init[0]).toMatchObject({
    name: "migrate",
    command: ["migrate"],
    image: container[0].image,
    resources: container[0].resources,
    env_from: container[0].env_from,
    env: container[0].env,
  });
  expect(init[1]).toMatchObject({ image: proxy.image, resources: { requests: resources } });
  expect(init[0]).not.toHaveProperty("readiness_probe");
});

it("is asked by path, connection or command, at a pace of its own", () => {
  const [container] = podOf(
    webService({
      probes: {
        startup: { kind: "exec", command: ["/app/ready"], periodSeconds: 10, failureThreshold: 30 },
        liveness: { kind: "http", path: "/alive", port: 9000, timeoutSeconds: 5 },
      },
    }),
  ).container;
  expect(container.startup_probe).toEqual({
    exec: { command: ["/app/ready"] },
    timeout_seconds: 2,
    success_threshold: 1,
    period_seconds: 10,
    failure_threshold: 30,
  });
  expect(container.liveness_probe).toMatchObject({
    http_get: { path: "/alive", port: "9000", scheme: "HTTP" },
    timeout_seconds: 5,
    period_seconds: 10,
    failure_threshold: 6,
  });
  expect(container.readiness_probe.http_get).toMatchObject({ path: "/healthz", port: "8080" });
});

it("refuses to ask a port that nobody has named", () => {
  const nameless = () => worker({ probes: { liveness: { kind: "tcp" } } });
  expect(nameless).toThrow(
    [
      "Container worker: 1 problem",
      "  - probes of worker: the container has no port of its own, and the probe names none. " +
        "Fix: give the probe a port, or ask by exec. [WORKLOAD_PROBE_PORT]",
    ].join("\n"),
  );
});

it("mounts scratch space to a bound, on disk or in memory", () => {
  const pod = podOf(worker({ volumes: [scratch, { ...scratch, name: "cache", mountPath: "/cache", memory: true }] }));
  expect(pod.volume.slice(1)).toEqual([
    { name: "work", empty_dir: { size_limit: "2Gi" } },
    { name: "cache", empty_dir: { size_limit: "2Gi", medium: "Memory" } },
  ]);
});

it("mounts a folder of the file system that all its pods share, and waits for nothing", () => {
  const shared = { kind: "shared", name: "images", mountPath: "/images", size: "10Gi" } as const;
  const stack = worker({ volumes: [shared, { ...shared, name: "fonts", mountPath: "/fonts", readOnly: true }] });
  expect(stack.named("kubernetes_persistent_volume_claim_v1", "worker_volume-images")).toMatchObject({
    metadata: { name: "worker.images", namespace: "storefront" },
    spec: {
      access_modes: ["ReadWriteMany"],
      storage_class_name: "efs",
      resources: { requests: { storage: "10Gi" } },
    },
    wait_until_bound: false,
  });
  expect(podOf(stack).volume.slice(1)).toEqual([
    { name: "images", persistent_volume_claim: { claim_name: "worker.images", read_only: false } },
    { name: "fonts", persistent_volume_claim: { claim_name: "worker.fonts", read_only: true } },
  ]);
  expect(podOf(stack).container[0].volume_mount).toContainEqual({
    name: "fonts",
    mount_path: "/fonts",
    read_only: true,
  });
});

it("finds its configuration files in a folder, as they were written", () => {
  const stack = worker({ files: { mountPath: "/etc/app", contents: { "app.conf": "a=${b}" } } });
  expect(stack.named("kubernetes_config_map_v1", "worker_files")).toMatchObject({
    metadata: { name: "worker-files" },
    data: { "app.conf": "a=$${b}" },
  });
  expect(podOf(stack).volume[1]).toEqual({ name: "config-files", config_map: { name: "worker-files" } });
  expect(podOf(stack).container[0].volume_mount[1]).toEqual({
    name: "config-files",
    mount_path: "/etc/app",
    read_only: true,
  });
});
