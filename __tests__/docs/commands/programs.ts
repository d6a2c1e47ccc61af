import fs from "node:fs";
import path from "node:path";
import { Script } from "node:vm";
import { environmentNames } from "../../../environments/load";
import { environmentOutput } from "../../support/demo";
import { type DocumentedCommand, pages, root } from "./pages";
import { isStack } from "./platform";

type Checked = string | undefined | Promise<string | undefined>;

/** Options of a command line, without values: `--out` of `--out=plan`. */
export const optionsIn = (words: readonly string[]): readonly string[] =>
  words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split("=")[0] ?? "");

/** Subcommands of Terraform that pages show, with the options that they take there. */
const terraformOptions: Readonly<Record<string, readonly string[]>> = {
  apply: ["-target"],
  "force-unlock": [],
  import: [],
  init: ["-input", "-migrate-state", "-reconfigure"],
  output: ["-raw", "-json"],
  plan: ["-out", "-target"],
  show: ["-json"],
  "state list": ["-state"],
  "state mv": ["-state", "-state-out"],
  "state pull": [],
  "state push": ["-force"],
  "state rm": [],
  version: [],
};

export function terraform({ words: [, ...words] }: DocumentedCommand): Checked {
  const [first = "", second = ""] = words.filter((word) => !word.startsWith("-"));
  const name = first === "state" ? `state ${second}` : first;
  const known = terraformOptions[name];
  if (!known) return `the docs use no terraform ${name}`;
  const unknown = optionsIn(words).filter((one) => !["-chdir", ...known].includes(one));
  return unknown.length > 0 ? `the docs use no terraform ${name} with ${unknown.join(", ")}` : undefined;
}

/** Verbs of kubectl 1.35 that change or show objects. https://kubernetes.io/docs/reference/kubectl/generated/ */
const kubectlVerbs = [
  ...["annotate", "api-resources", "apply", "auth", "cluster-info", "config", "cordon", "create", "debug", "delete"],
  ...[
    "describe",
    "drain",
    "edit",
    "events",
    "exec",
    "explain",
    "get",
    "label",
    "logs",
    "patch",
    "port-forward",
    "rollout",
  ],
  ...["run", "scale", "set", "taint", "top", "uncordon", "version", "wait"],
];

/** Namespaces of every EKS cluster, beside those that environments declare. */
const ofKubernetes = ["default", "kube-system", "kube-node-lease", "kube-public"];

export function kubectl({ words: [, ...words] }: DocumentedCommand): Checked {
  return wrongNamespace(words) ?? wrongVerb(words, kubectlVerbs);
}

/** https://velero.io/docs/v1.18/ */
const veleroVerbs = [
  "backup",
  "backup-location",
  "describe",
  "get",
  "restore",
  "schedule",
  "snapshot-location",
  "version",
];

export function velero({ words: [, ...words] }: DocumentedCommand): Checked {
  return wrongNamespace(words) ?? wrongVerb(words, veleroVerbs);
}

function wrongVerb(words: readonly string[], verbs: readonly string[]): string | undefined {
  const [verb = ""] = words.filter(
    (word, index) => !word.startsWith("-") && !/^(?:-n|--namespace|--context)$/.test(words[index - 1] ?? ""),
  );
  return verbs.includes(verb) ? undefined : `there is no verb ${verb}`;
}

function wrongNamespace(words: readonly string[]): string | undefined {
  const place = words.findIndex((word) => ["-n", "--namespace"].includes(word));
  const namespace = place === -1 ? "default" : (words[place + 1] ?? "");
  const clusters = environmentNames().map((name) => environmentOutput(name)["kubernetes-cluster"]);
  const all = clusters.flatMap((cluster) => Object.values(cluster.all("kubernetes_namespace_v1")));
  const declared = all.map(({ metadata }) => metadata.name);
  if (namespace.startsWith("<") || [...ofKubernetes, ...declared].includes(namespace)) return undefined;
  return `no environment has a namespace ${namespace}`;
}

/** Lines of JavaScript, which have to be some. */
export function node({ words: [, , script = ""] }: DocumentedCommand): Checked {
  try {
    new Script(script);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Programs that are packages of this repository, or that the page itself installs. */
export function npx({ words: [, name = ""], page }: DocumentedCommand): Checked {
  const isThere = fs.existsSync(path.join(root, "node_modules/.bin", name));
  return isThere || pages.get(page)?.includes("npm install") ? undefined : `no package brings ${name}`;
}

/** Stacks that a command of CDKTF names. */
export function unknownStacks(words: readonly string[]): readonly string[] {
  const named = words.filter((word) => !word.startsWith("-") && !/^[<$]/.test(word) && word !== "*");
  return named.filter((word) => !isStack(word));
}
