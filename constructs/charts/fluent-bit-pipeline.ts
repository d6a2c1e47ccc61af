import type { FluentBitOptions } from "./fluent-bit";
import { systemNamespaces } from "./namespaces";

/** Folder on the node that survives the pod: how far each file has been read, and what could not be sent yet. */
export const stateFolder = "/var/lib/fluent-bit";

type Stream = "application" | "system";

/** Runtimes whose stack traces become one record each, by the names of the parsers that fluent-bit brings. */
const stackTraces = ["java", "python", "go"];

/**
 * The pipeline in fluent-bit's classic format, as the chart's `config` takes it. Two streams of containers never meet,
 * told apart by the namespace in the name of a container's log file (`<pod>_<namespace>_<container>-<id>.log`; names of
 * pods and namespaces have no underscore, so a pod's name can't pretend). A third is what the node itself writes down.
 *
 * Keys: fluent/fluent-bit-docs (tail, systemd, multiline, kubernetes, cloudwatch, buffering) and the sources of
 * fluent-bit 5.1.1. The chart passes these texts through Helm's `tpl`, so they hold no double braces.
 */
export function pipeline({ region, applicationLogGroup, systemLogGroup, nodeLogGroup }: FluentBitOptions) {
  return {
    service,
    inputs: [
      input("application", ["Path /var/log/containers/*.log", `Exclude_Path ${systemFiles}`]),
      input("system", [`Path ${systemFiles}`]),
      nodeInput,
    ].join("\n"),
    // The joined records start from the beginning once more: only the first filter is not run twice.
    filters: [joined("application"), joined("system"), filter("application"), filter("system")].join("\n"),
    outputs: [
      output("application", applicationLogGroup, region, byContainer),
      output("system", systemLogGroup, region, byContainer),
      output("node", nodeLogGroup, region, byNode),
    ].join("\n"),
  };
}

const systemFiles = systemNamespaces.map((namespace) => `/var/log/containers/*_${namespace}_*.log`).join(",");

const service = section("SERVICE", [
  "Daemon Off",
  "Flush 5",
  "Grace 20",
  "Log_Level info",
  "Parsers_File /fluent-bit/etc/parsers.conf",
  "Parsers_File /fluent-bit/etc/conf/custom_parsers.conf",
  // What the chart's probes ask. A pod that can't deliver is not ready, so an update stops before the next node.
  "HTTP_Server On",
  "HTTP_Listen 0.0.0.0",
  "HTTP_Port 2020",
  "Health_Check On",
  `storage.path ${stateFolder}/buffer`,
  // Chunks have about 2 MB: this and the rest stay below the memory limit.
  "storage.max_chunks_up 32",
  "storage.backlog.mem_limit 16M",
]);

function input(stream: Stream, files: readonly string[]): string {
  return section("INPUT", [
    "Name tail",
    `Tag ${stream}.*`,
    ...files,
    "multiline.parser docker, cri",
    `DB ${stateFolder}/${stream}.db`,
    "DB.locking true",
    // What was written before this pod came counts too; the database keeps it from being read twice.
    "Read_from_Head On",
    "Refresh_Interval 10",
    "Rotate_Wait 30",
    "Skip_Long_Lines On",
    "storage.type filesystem",
  ]);
}

/**
 * The kubelet, containerd and the kernel, from the journal of AL2023 and Bottlerocket, which survives the node's restart:
 * it lies in `/var/log/journal`, not in `/run/log/journal`.
 * Bottlerocket writes it without keyed hashes and compact files, so that an older libsystemd reads it:
 * bottlerocket-os/bottlerocket-core-kit at `v3.1.1`, packages/systemd (journald.conf, systemd-journald.conf); on AL2023
 * the package systemd makes the folder: amazonlinux/amazon-linux-2023, issue 616.
 */
const nodeInput = section("INPUT", [
  "Name systemd",
  "Tag node",
  "Path /var/log/journal",
  "Systemd_Filter _SYSTEMD_UNIT=kubelet.service",
  "Systemd_Filter _SYSTEMD_UNIT=containerd.service",
  "Systemd_Filter _TRANSPORT=kernel",
  "Systemd_Filter_Type Or",
  `DB ${stateFolder}/node.db`,
  // Why a node came up badly stands at the beginning.
  "Read_From_Tail Off",
  "Strip_Underscores On",
  "Lowercase On",
  "storage.type filesystem",
]);

/** Lines of one stack trace become one record. It waits for more lines, so what is left of a trace comes two seconds late. */
function joined(stream: Stream): string {
  return section("FILTER", [
    "Name multiline",
    `Match ${stream}.*`,
    "multiline.key_content log",
    `multiline.parser ${stackTraces.join(", ")}`,
    // A trace may come in two pieces of the file.
    "buffer On",
    "flush_ms 2000",
    `emitter_name ${stream}_joined`,
    "emitter_storage.type filesystem",
  ]);
}

function filter(stream: Stream): string {
  return section("FILTER", [
    "Name kubernetes",
    `Match ${stream}.*`,
    `Kube_Tag_Prefix ${stream}.var.log.containers.`,
    "Merge_Log On",
    // Under a key of its own, so that an application can't write the fields that say where a record comes from.
    "Merge_Log_Key log_processed",
    "Keep_Log Off",
    // No pod hides its output, or has it read differently, by an annotation.
    "K8S-Logging.Parser Off",
    "K8S-Logging.Exclude Off",
    "Labels On",
    "Annotations Off",
    // By default a pod whose description exceeds 32 kB loses its metadata.
    "Buffer_Size 0",
  ]);
}

/** The tag follows, and with it pod, namespace and container. */
const byContainer = ["log_stream_prefix fluent-bit-"];
/** The journal names its host; the prefix stands in where a template is not met. */
const byNode = ["log_stream_prefix fluent-bit-", "log_stream_template $hostname"];

function output(stream: Stream | "node", logGroup: string, region: string, streams: readonly string[]): string {
  return section("OUTPUT", [
    "Name cloudwatch_logs",
    `Match ${stream === "node" ? stream : `${stream}.*`}`,
    // What metrics and alerts call it.
    `Alias ${stream}`,
    `region ${region}`,
    `log_group_name ${logGroup}`,
    ...streams,
    // Groups have an owner, a key and a retention: one that is missing is an error.
    "auto_create_group false",
    // Through a long outage the oldest records go, once this much waits on the node's disk.
    "Retry_Limit no_limits",
    "storage.total_limit_size 512M",
  ]);
}

function section(name: string, lines: readonly string[]): string {
  return [`[${name}]`, ...lines.map((line) => `    ${line}`), ""].join("\n");
}
