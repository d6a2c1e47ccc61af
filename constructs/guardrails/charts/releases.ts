import { CustomObjects } from "../../charts/custom-objects";
import type { ResolvedElement } from "../../stack/resolved-tree";
import type { FinishedTree } from "../finished-tree";

/** Releases of charts from elsewhere: those of the repository's own chart render what they are given. */
export function chartReleases(tree: FinishedTree): readonly ResolvedElement[] {
  return tree.resources("helm_release").filter(({ construct }) => !(construct instanceof CustomObjects));
}

/** Releases of the chart in the repository. */
export function customObjects(tree: FinishedTree): readonly CustomObjects[] {
  return tree
    .resources("helm_release")
    .flatMap(({ construct }) => (construct instanceof CustomObjects ? [construct] : []));
}

/** Chart and version of a release, for messages. */
export function chartOf({ body }: ResolvedElement): string {
  return [body.chart, body.version].filter(Boolean).join(" ");
}
