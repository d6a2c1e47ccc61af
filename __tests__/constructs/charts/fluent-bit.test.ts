import { App, Fn, TerraformLocal, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { fluentBit } from "../../../constructs/charts/fluent-bit";
import { systemNamespaces } from "../../../constructs/charts/namespaces";
import { at, charts } from "./all-charts";

const chart = charts["fluent-bit"];

/** The sections of one part of the pipeline, keys in lower case as fluent-bit reads them. */
function sections(part: "service" | "inputs" | "filters" | "outputs"): readonly Record<string, string>[] {
  const blocks = String(at(chart, `config.${part}`))
    .split(/^\[[A-Z]+\]$/m)
    .slice(1);
  return blocks.map((block) =>
    Object.fromEntries(
      block
        .split("\n")
        .map((line) => line.trim().match(/^(\S+)\s+(.*)$/))
        .flatMap((match) => (match ? [[match[1]?.toLowerCase(), match[2]]] : [])),
    ),
  );
}

describe("the pipeline", () => {
  const [application, system, node] = sections("inputs");

  it("reads each container's file in one stream alone: the platform's namespaces in the second", () => {
    expect(application).toMatchObject({ tag: "application.*", path: "/var/log/containers/*.log" });
    expect(system).toMatchObject({ tag: "system.*", path: application?.exclude_path });
    expect(system?.path?.split(",")).toEqual(systemNamespaces.map((name) => `/var/log/containers/*_${name}_*.log`));
    expect(systemNamespaces).toEqual(["kube-system", "cluster-services", "node-agents", "app-services"]);
  });

  it("joins lines as docker and containerd write them, and remembers per stream where it was", () => {
    for (const input of [application, system]) expect(input).toMatchObject({ "multiline.parser": "docker, cri" });
    expect(application?.db).not.toBe(system?.db);
    expect(application?.db).toMatch(/^\/var\/lib\/fluent-bit\//);
  });

  it("adds the pod's metadata, and leaves applications no way to forge it or to hide", () => {
    expect(sections("filters").slice(2)).toEqual(
      ["application", "system"].map((stream) =>
        expect.objectContaining({
          name: "kubernetes",
          match: `${stream}.*`,
          kube_tag_prefix: `${stream}.var.log.containers.`,
          merge_log_key: "log_processed",
          "k8s-logging.exclude": "Off",
        }),
      ),
    );
  });

  it("makes one record of a stack trace before anything else, since what is joined starts anew", () => {
    expect(sections("filters").slice(0, 2)).toEqual(
      ["application", "system"].map((stream) => ({
        name: "multiline",
        match: `${stream}.*`,
        "multiline.key_content": "log",
        "multiline.parser": "java, python, go",
        buffer: "On",
        flush_ms: "2000",
        emitter_name: `${stream}_joined`,
        "emitter_storage.type": "filesystem",
      })),
    );
  });

  it("reads what kubelet, containerd and kernel write into the node's journal", () => {
    expect(node).toMatchObject({ name: "systemd", tag: "node", path: "/var/log/journal", systemd_filter_type: "Or" });
    expect(String(at(chart, "config.inputs")).match(/Systemd_Filter \S+/g)).toEqual([
      "Systemd_Filter _SYSTEMD_UNIT=kubelet.service",
      "Systemd_Filter _SYSTEMD_UNIT=containerd.service",
      "Systemd_Filter _TRANSPORT=kernel",
    ]);
    // Names of fields are those that the stream is named by.
    expect(node).toMatchObject({ strip_underscores: "On", lowercase: "On", db: "/var/lib/fluent-bit/node.db" });
  });

  it("writes each stream to its own log group, and creates none", () => {
    const common = { name: "cloudwatch_logs", region: "eu-central-1", auto_create_group: "false" };
    expect(sections("outputs")).toMatchObject([
      { ...common, match: "application.*", alias: "application", log_group_name: "/strata/demo/applications" },
      { ...common, match: "system.*", alias: "system", log_group_name: "/strata/demo/system" },
      {
        ...common,
        match: "node",
        alias: "node",
        log_group_name: "/strata/demo/nodes",
        log_stream_template: "$hostname",
      },
    ]);
  });

  it("holds no double braces, which Helm would evaluate", () => {
    expect(JSON.stringify(at(chart, "config"))).not.toContain("{{");
  });
});

it("mounts the node's logs for reading and only its own folder for writing", () => {
  expect(at(chart, "daemonSetVolumes")).toEqual([
    { name: "varlog", hostPath: { path: "/var/log", type: "Directory" } },
    { name: "state", hostPath: { path: "/var/lib/fluent-bit", type: "DirectoryOrCreate" } },
  ]);
  expect(at(chart, "daemonSetVolumeMounts")).toEqual([
    { name: "varlog", mountPath: "/var/log", readOnly: true },
    { name: "state", mountPath: "/var/lib/fluent-bit" },
  ]);
});

it("is root without any of root's powers", () => {
  expect(at(chart, "securityContext")).toMatchObject({
    runAsUser: 0,
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  });
});

it("runs on every node, whatever its taints", () => {
  expect(at(chart, "tolerations")).toEqual([{ operator: "Exists" }]);
  expect(at(chart, "nodeSelector")).toBeUndefined();
});

it("brings no test pod with a moving tag", () => {
  expect(at(chart, "testFramework")).toEqual({ enabled: false });
});

it("carries names of log groups that only Terraform knows", () => {
  const stack = new TerraformStack(Testing.stubVersion(new App()), "stack");
  const group = new TerraformLocal(stack, "group", "later").asString;
  const { values } = fluentBit({
    region: "eu-central-1",
    applicationLogGroup: group,
    systemLogGroup: group,
    nodeLogGroup: group,
  });
  new TerraformOutput(stack, "values", { value: Fn.yamlencode(values) });
  expect(Testing.synth(stack).match(/log_group_name \$\{local\.group\}/g)).toHaveLength(3);
});
