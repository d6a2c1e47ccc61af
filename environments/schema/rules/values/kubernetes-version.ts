import { kubernetesVersions } from "../../data/kubernetes-versions";
import { valueRule } from "../value-rule";

const choices = kubernetesVersions.map(({ version, supportedUntil }) =>
  supportedUntil ? `${version} (until ${supportedUntil})` : version,
);

export const supportedVersion = valueRule<string>({
  code: "ENV_KUBERNETES_VERSION",
  states: `a cluster runs a minor version in EKS standard support: ${choices.join(", ")}`,
  fix: `write "${kubernetesVersions[1]?.version}", or add a newer one to environments/schema/data/kubernetes-versions.ts`,
  allows: (value) => kubernetesVersions.some(({ version }) => version === value),
});
