import fs from "node:fs";
import path from "node:path";

/**
 * Where a program of Kubernetes' lies: in the folder that `KUBEBUILDER_ASSETS` names, as `setup-envtest use -p env`
 * prints it, else on the PATH. https://book.kubebuilder.io/reference/envtest
 */
export function programFile(name: string): string | undefined {
  const { KUBEBUILDER_ASSETS: assets, PATH: searched = "" } = process.env;
  return [...(assets ? [assets] : []), ...searched.split(path.delimiter)]
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
}

/** Why no API server can be started here; undefined where one can. */
export function apiServerProblem(): string | undefined {
  const missing = ["etcd", "kube-apiserver"].filter((name) => programFile(name) === undefined);
  if (missing.length === 0) return undefined;
  return `there is no ${missing.join(" and no ")}, neither in KUBEBUILDER_ASSETS nor on the PATH`;
}
