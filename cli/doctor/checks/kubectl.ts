import { type Check, ok, skipped, warning } from "../check";
import { versionIn } from "../version";

export const kubectl: Check = {
  id: "kubectl",
  states: "kubectl is at most one minor version away from the cluster's, as Kubernetes supports it",
  async run({ programs, app }) {
    const ended = await programs.run("kubectl", ["version", "--client", "-o", "json"]);
    if (ended === undefined || ended.status !== 0) return [skipped("not there, and only people need it")];
    const version = versionIn(/"gitVersion": *"([^"]+)"/.exec(ended.stdout)?.[1] ?? "");
    if (version === undefined) return [skipped("it does not say its version")];
    const { version: cluster } = app.environment.cluster;
    const away = Math.abs((version[1] ?? 0) - Number(cluster.split(".")[1]));
    const text = `${version.join(".")}, for a cluster of ${cluster}`;
    // https://kubernetes.io/releases/version-skew-policy/#kubectl
    return [
      away <= 1 ? ok(text) : warning(text, `install kubectl ${cluster}: more than one version away is not supported`),
    ];
  },
};
