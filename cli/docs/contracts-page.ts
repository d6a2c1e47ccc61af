import { type Contract, outputName } from "../../constructs/contracts/contract";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { identityContract } from "../../stacks/1-identity/contract";
import { managedInfrastructureContract } from "../../stacks/2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../../stacks/3-kubernetes-cluster/contract";
import { clusterServicesContract } from "../../stacks/4-cluster-services/contract";
import { appServicesContract } from "../../stacks/5-app-services/contract";
import { boundaries } from "../../stacks/boundaries";
import versions from "../../stacks/contract-versions.json";
import { cell, generatedBy, markdownTable, page } from "./markdown";

/** All contracts, in the order of their stacks. */
export const contracts: readonly Contract[] = [
  identityContract,
  managedInfrastructureContract,
  kubernetesClusterContract,
  clusterServicesContract,
  appServicesContract,
];

/** What each stack lets later ones know. */
export function contractsPage(): string {
  return page(
    "# Contracts",
    "",
    "What a later stack may know of an earlier one: outputs with fixed names, which it reads with its own credentials. Who",
    "reads a contract reads the whole state that it stands in, so that no field may carry a secret. A changed field is a new",
    `version; released ones stay as they are in \`stacks/contract-versions.json\`. ${generatedBy}`,
    ...contracts.flatMap(section),
    "",
    "## `apps`",
    "",
    "The last stack: nobody reads it.",
  );
}

function section({ stack, version, fields }: Contract): readonly string[] {
  const rows = Object.entries(fields).map(([name, { kind, meaning }]) => [
    `\`${name}\``,
    kind,
    `\`${outputName(name)}\``,
    `${sinceOf(stack, name)}`,
    cell(meaning),
  ]);
  return [
    "",
    `## \`${stack}\``,
    "",
    `Version ${version}, read by ${
      readersOf(stack)
        .map((one) => `\`${one}\``)
        .join(", ") || "nobody"
    }.`,
    "",
    ...markdownTable(["field", "kind", "output", "since version", "what it is"], rows),
  ];
}

function readersOf(stack: StackId): readonly StackId[] {
  return stackIds.filter((one) => (boundaries[one].reads as readonly StackId[]).includes(stack));
}

/** The version from which on a field has been there without a gap. */
function sinceOf(stack: StackId, field: string): string | undefined {
  const released = Object.entries((versions as Versions)[stack] ?? {}).sort(
    ([one], [other]) => Number(one) - Number(other),
  );
  const without = released.map(([, fields]) => field in fields).lastIndexOf(false);
  return released[without + 1]?.[0];
}

type Versions = Readonly<Partial<Record<StackId, Readonly<Record<string, Readonly<Record<string, string>>>>>>>;
