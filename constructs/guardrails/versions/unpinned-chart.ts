import type { ResolvedElement } from "../../stack/resolved-tree";
import { chartOf, chartReleases } from "../charts/releases";
import { at } from "../finished-tree";
import { isExpression, isOn } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { isExactVersion } from "./exact-version";

export const unpinnedChart: Rule = {
  id: "unpinned-chart",
  title: "A chart comes in one version, over a connection that nobody can change",
  severity: "high",
  sources: ["Helm: Charts, versioning", "Crosswalk playbooks: what was tested is what runs"],
  check: (tree) => chartReleases(tree).flatMap((release) => [...ofVersion(release), ...ofTransport(release)]),
};

function ofVersion(release: ResolvedElement): readonly Violation[] {
  if (isPinnedChart(release)) return [];
  const { version, devel } = release.body;
  return [
    {
      ...at(release, isExactVersion(version) ? "devel" : "version"),
      value: isExactVersion(version) ? devel : (version ?? chartOf(release)),
      problem: "another apply may install another version, and nobody has looked at that one",
      fix: "add the chart to constructs/charts/catalogue.ts in one exact version such as 3.13.1, and install it from there",
    },
  ];
}

function ofTransport(release: ResolvedElement): readonly Violation[] {
  const { repository, chart } = release.body;
  const [place, address] =
    [["repository", repository] as const, ["chart", chart] as const].find(([, text]) => /^http:/i.test(`${text}`)) ??
    [];
  if (place === undefined) return [];
  return [
    {
      ...at(release, place),
      value: address,
      problem: "the chart comes over plain HTTP: whoever sits in between installs what he likes into the cluster",
      fix: "use the https:// or oci:// address of the repository, or the environment's mirror",
    },
  ];
}

/** Whether the same version comes each time. A chart of the checkout has that of its commit, an address often its own. */
export function isPinnedChart({ body }: ResolvedElement): boolean {
  const { chart, version, devel } = body;
  if (isOn(devel)) return false;
  if (isExactVersion(version) || isExpression(version)) return true;
  return version === undefined && (/^\.{0,2}\//.test(`${chart}`) || /[-:/]v?\d+\.\d+\.\d+[^/]*$/.test(`${chart}`));
}
