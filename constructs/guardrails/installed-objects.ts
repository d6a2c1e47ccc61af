import type { CustomObject } from "../charts/custom-objects";
import type { ResolvedElement } from "../stack/resolved-tree";
import { resolveIn } from "../stack/resolved-tree";
import { customObjects } from "./charts/releases";
import { type FinishedTree, oncePerTree } from "./finished-tree";
import type { Arguments } from "./provider-values";
import type { Violation } from "./rule";

/** An object of the cluster that a release of the repository's own chart installs. */
export interface InstalledObject {
  readonly object: CustomObject;
  /** Its `spec`, as Terraform gets it. */
  readonly spec: Arguments;
  /** The release, which references are followed from. */
  readonly release: ResolvedElement;
}

const byKind = oncePerTree((tree) => {
  const found = new Map<string, Omit<InstalledObject, "spec">[]>();
  const releases = new Map(tree.resources("helm_release").map((release) => [release.construct, release]));
  for (const construct of customObjects(tree)) {
    const release = releases.get(construct);
    for (const object of release ? construct.installed : []) {
      found.set(object.kind, [...(found.get(object.kind) ?? []), { object, release: release as ResolvedElement }]);
    }
  }
  return found;
});

/** Objects of a kind, each with its tokens resolved: only what a rule looks at. */
export function installedObjects(tree: FinishedTree, kind: string): readonly InstalledObject[] {
  return (byKind(tree).get(kind) ?? []).map((one) => ({
    ...one,
    spec: resolveIn(one.release.construct, one.object.spec ?? one.object, false),
  }));
}

/** Place and owner of a violation in an object. `field`: path within its `spec`. */
export function inObject({ object, release }: InstalledObject, field?: string): Pick<Violation, "construct" | "place"> {
  const { path } = release.construct.node;
  const name = `${object.kind} ${object.metadata.name}`;
  return { construct: release.construct, place: `${path} (${field === undefined ? name : `${name}: spec.${field}`})` };
}
