import type { Rule } from "../rule";
import { customObjects } from "./releases";

export const customObjectSecret: Rule = {
  id: "custom-object-secret",
  title: "No Secret is among the custom objects that Helm installs",
  severity: "critical",
  sources: ["CIS Amazon EKS Benchmark 4.4", "Helm: storage backends"],
  waivable: false,
  check: (tree) =>
    customObjects(tree).flatMap((release) =>
      release.installed
        .filter(({ kind }) => kind === "Secret")
        .map(({ metadata }) => ({
          place: release.node.path,
          construct: release,
          value: metadata.name,
          problem: "a Secret is installed by Helm, which keeps it in the release, where plan roles read it",
          fix: "store the value in Secrets Manager, and let an ExternalSecret bring it into the cluster",
        })),
    ),
};
