import { type FinishedTree, oncePerTree } from "../finished-tree";
import { declared, type Fields } from "../kubernetes/objects";
import { type Container, containersOf, type Pods } from "./pods";
import { SelectorIndex } from "./selection";

/** The ports of its pods that each Service leads to. */
const callers = oncePerTree((tree) => {
  const index = new SelectorIndex<readonly string[]>();
  for (const { namespace, fields } of declared(tree, "Service")) {
    const { selector, ports = [] } = fields.spec ?? {};
    // Without a selector somebody else writes down who answers.
    if (!selector || Object.keys(selector).length === 0) continue;
    const led = ports.map(({ port, targetPort }: Fields) => `${targetPort ?? port}`);
    index.add(namespace, { matchLabels: selector }, led);
  }
  return index;
});

/**
 * Containers that answer somebody: those with a port to which a Service leads. Where none names that port, or no Service
 * is declared beside the pods, it is the app's own container, the first, if it listens at all.
 */
export function servingContainers(tree: FinishedTree, pods: Pods): readonly Container[] {
  const lasting = containersOf(pods).filter(({ init }) => !init);
  const own = lasting.slice(0, 1);
  const found = callers(tree).choosing(pods.namespace, pods.labels);
  if (found.length === 0) return own.filter(({ fields }) => listens(fields));
  const called = new Set(found.flat());
  const answering = lasting.filter(({ fields }) => portsOf(fields).some((port) => called.has(port)));
  return answering.length > 0 ? answering : own;
}

/** Whether somebody may call it. Who asks for its figures misses nothing when they are away for a while. */
function listens({ ports = [] }: Fields): boolean {
  return ports.some(({ name }: Fields) => name !== "metrics");
}

/** Numbers and names of its ports. */
function portsOf({ ports = [] }: Fields): readonly string[] {
  return ports.flatMap(({ containerPort, name }: Fields) => [`${containerPort}`, ...(name ? [name as string] : [])]);
}
