import { type DeclaredType, declaredAs } from "../../constructs/cluster/kinds";
import type { StackId } from "../../constructs/stack/stack-id";
import { runChild } from "../child";
import { CommandError } from "../command";
import { apartFromAccounts } from "../emulator/apart-from-accounts";
import type { NamedCluster } from "./kubeconfig";
import { blocksIn } from "./stack-run";

/**
 * What the stacks make in the cluster that is in no namespace, namespaces among it, as `kubectl` names it. All else goes
 * with its namespace.
 */
export function outsideNamespaces(output: string, stacks: readonly StackId[]): readonly string[] {
  return blocksIn(output, stacks).flatMap(({ type, block }) => {
    const { namespace, name } = (block as { metadata?: { namespace?: string; name?: string } }).metadata ?? {};
    if (!Object.hasOwn(declaredAs, type) || namespace !== undefined || name === undefined) return [];
    const { group, resource } = declaredAs[type as DeclaredType];
    return [`${group ? `${resource}.${group}` : resource}/${name}`];
  });
}

/** Which of these objects are in the cluster; undefined where `kubectl` is not there or is not let in. */
export async function foundIn(
  { file }: NamedCluster,
  objects: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const args = ["--kubeconfig", file, "get", ...objects, "--ignore-not-found", "--output", "name"];
  const options = { cwd: process.cwd(), env: apartFromAccounts(process.env), signal };
  try {
    const { status, stdout } = await runChild("kubectl", [...args, "--request-timeout", "10s"], options);
    return status === 0 ? stdout.split("\n").filter(Boolean) : undefined;
  } catch (error) {
    if (!(error instanceof CommandError) || signal.aborted) throw error;
    return undefined;
  }
}

/** Why the demo does not begin in a cluster that has these. */
export function leftText({ file, server }: NamedCluster, found: readonly string[]): string {
  return [
    `platform demo: ${server} has what the demo would make, as one that was killed leaves it; nothing was made:`,
    ...found.map((one) => `  - ${one}`),
    "Fix: name another cluster, or remove them if nobody uses them:",
    `  kubectl --kubeconfig ${file} delete ${found.join(" ")}`,
  ].join("\n");
}

export const notLookedText =
  "kubectl is not there, or the cluster does not let it in, so nobody has looked for what an earlier demo may have left there.";
