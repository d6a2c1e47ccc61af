import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree, stackOf } from "../finished-tree";

const output = /^\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\["([^"]+)"\])?\}$/;
const objectName = /^\$\{(kubernetes_\w+\.[\w-]+)\.(?:metadata(?:\[0\]|\.0)\.name|id)\}$/;

/** Elements by stack and address. */
const elements = oncePerTree(
  ({ stacks }) =>
    new Map<string, ResolvedElement>(
      stacks.flatMap(({ stack, elements }) =>
        elements.map((element) => [`${stack.id} ${element.address}`, element] as const),
      ),
    ),
);

/**
 * The name that an expression of `user` stands for, followed through contracts to the Kubernetes object that bears it.
 * What can't be followed stays as it is written.
 */
export function nameBehind(tree: FinishedTree, user: ResolvedElement, text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  return text.includes("${") ? followed(tree, stackOf(user), text) : text;
}

function followed(tree: FinishedTree, stack: string, text: string): string {
  const [, address] = objectName.exec(text) ?? [];
  if (address) {
    const element = elements(tree).get(`${stack} ${address}`);
    const name = metadataOf(element)?.name;
    return typeof name !== "string" ? text : name.includes("${") ? followed(tree, stack, name) : name;
  }
  const [, producer, name, key] = output.exec(text) ?? [];
  if (!producer) return text;
  const value = elements(tree).get(`${producer} output.${name}`)?.body.value;
  const found = key === undefined ? value : value?.[key];
  if (typeof found !== "string") return text;
  return found.includes("${") ? followed(tree, producer, found) : found;
}

function metadataOf(element: ResolvedElement | undefined) {
  const metadata = element?.body.metadata;
  return Array.isArray(metadata) ? metadata[0] : metadata;
}
