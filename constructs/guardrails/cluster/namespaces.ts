import { systemNamespaces } from "../../charts/namespaces";
import { type FinishedTree, oncePerTree } from "../finished-tree";
import { type DeclaredObject, declared, type Kind } from "../kubernetes/objects";

/** Whether the platform's own controllers run there: they take what they need, and some reach their node. */
export function isPlatforms(namespace: string): boolean {
  return (systemNamespaces as readonly string[]).includes(namespace);
}

/** Objects of a kind by the namespace that they lie in. */
export function inNamespace(tree: FinishedTree, kind: Kind, namespace: string): readonly DeclaredObject[] {
  return byNamespace(tree)(kind).get(namespace) ?? [];
}

const byNamespace = oncePerTree((tree) => {
  const known = new Map<Kind, ReadonlyMap<string, readonly DeclaredObject[]>>();
  return (kind: Kind) => {
    const found = known.get(kind) ?? grouped(declared(tree, kind));
    known.set(kind, found);
    return found;
  };
});

function grouped(objects: readonly DeclaredObject[]): ReadonlyMap<string, readonly DeclaredObject[]> {
  const groups = new Map<string, DeclaredObject[]>();
  for (const object of objects) {
    const group = groups.get(object.namespace);
    if (group) group.push(object);
    else groups.set(object.namespace, [object]);
  }
  return groups;
}
