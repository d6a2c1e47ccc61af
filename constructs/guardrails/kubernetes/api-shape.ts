import { blocks } from "../provider-values";

// biome-ignore lint/suspicious/noExplicitAny: blocks have as many shapes as the provider has types
type Block = any;

/** Blocks that may stand there more than once, by the name that the API gives their list. */
const lists: Readonly<Record<string, string>> = {
  container: "containers",
  egress: "egress",
  from: "from",
  ingress: "ingress",
  init_container: "initContainers",
  limit: "limits",
  match_expression: "matchExpressions",
  match_expressions: "matchExpressions",
  port: "ports",
  ports: "ports",
  preferred_during_scheduling_ignored_during_execution: "preferredDuringSchedulingIgnoredDuringExecution",
  required_during_scheduling_ignored_during_execution: "requiredDuringSchedulingIgnoredDuringExecution",
  rule: "rules",
  subject: "subjects",
  sysctl: "sysctls",
  to: "to",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_claim_template: "volumeClaimTemplates",
  webhook: "webhooks",
};

/** Fields whose own names do not follow from Terraform's. */
const renamed: Readonly<Record<string, string>> = {
  host_ipc: "hostIPC",
  host_pid: "hostPID",
  non_resource_urls: "nonResourceURLs",
};

/** Maps whose keys are somebody's words, and blocks that no rule looks at and that only take time. */
const asWritten = new Set([
  "env",
  "env_from",
  "lifecycle",
  "toleration",
  "volume_mount",
  "annotations",
  "binary_data",
  "data",
  "default",
  "default_request",
  "hard",
  "labels",
  "limits",
  "match_labels",
  "node_selector",
  "requests",
]);

const camelCase = new Map<string, string>();

/** A block of the kubernetes provider with the names and the nesting that the Kubernetes API has. */
export function asApi(block: Block): Block {
  const shaped: Record<string, Block> = {};
  for (const key of Object.keys(block)) {
    const value = block[key];
    if (value === null || value === undefined) continue;
    if (typeof value !== "object" || asWritten.has(key)) shaped[nameOf(key)] = value;
    else if (key in lists) shaped[lists[key] as string] = blocks(value).filter(isBlock).map(asApi);
    else shaped[nameOf(key)] = single(value);
  }
  return shaped;
}

/** A block that stands once is written as itself or as a list of one; a list of words stays one. */
function single(value: Block): Block {
  if (!Array.isArray(value)) return asApi(value);
  const [first] = value;
  return isBlock(first) ? asApi(first) : value;
}

function isBlock(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function nameOf(key: string): string {
  const known = camelCase.get(key);
  if (known !== undefined) return known;
  const name = renamed[key] ?? key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  camelCase.set(key, name);
  return name;
}

const terraformNames = new Map([
  ...Object.entries(lists).map(([block, list]) => [list, block] as const),
  ...Object.entries(renamed).map(([block, field]) => [field, block] as const),
]);

/** The path of an argument as the provider has it, such as `spec.template.spec.container[0].security_context`. */
export function terraformPath(path: string): string {
  return path.replace(/[A-Za-z]+/g, (name) => {
    return terraformNames.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  });
}
