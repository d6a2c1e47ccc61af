import { type Check, ok, problem, skipped } from "../check";
import { versionIn } from "../version";

export const helm: Check = {
  id: "helm",
  states: "Helm is one that npx platform charts record can use; Terraform brings its own",
  async run({ programs }) {
    const ended = await programs.run("helm", ["version", "--short"]);
    if (ended === undefined) return [skipped("not there, and only npx platform charts record needs it")];
    const version = versionIn(ended.stdout);
    if (ended.status === 0 && version?.[0] === 3) return [ok(version.join("."))];
    const fix = "install Helm 3, with which the charts were recorded: https://helm.sh/docs/intro/install/";
    return [
      problem(version ? `${version.join(".")} is no Helm 3` : "helm version says nothing that is a version", fix),
    ];
  },
};
