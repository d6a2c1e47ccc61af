import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { PinnedChart } from "../../constructs/charts/catalogue";
import { type Ended, runChild } from "../child";
import { CommandError } from "../command";
import type { Installation } from "./installations";

/** The `helm` on the PATH. It renders, and asks no cluster. */
export class Helm {
  constructor(
    /** Folder for what is fetched and handed over; whoever made it removes it. */
    private readonly scratch: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Says so where there is no Helm at all, before anything else is done. */
  async check(): Promise<void> {
    const missing = "there is no helm on the PATH; install Helm 3, as https://helm.sh/docs/intro/install/ says";
    const { status } = await this.run("version", "--short").catch((error: unknown) => {
      if (error instanceof CommandError && error.message.includes("no helm on the PATH")) throw refused(missing);
      throw error;
    });
    if (status !== 0) throw refused(missing);
  }

  /** Fetches a chart from its repository, and gives the folder that it is in. */
  async pull({ repository, chart, version }: PinnedChart): Promise<string> {
    const from = repository.startsWith("oci://") ? [`${repository}/${chart}`] : [chart, "--repo", repository];
    const ended = await this.run("pull", ...from, "--version", version, "--untar", "--untardir", this.scratch);
    if (ended.status !== 0) throw failed(`${chart} ${version} can't be had from ${repository}`, ended);
    return path.join(this.scratch, chart);
  }

  /**
   * All objects of an installation as YAML, hooks and definitions included, unless the installation leaves these out.
   *
   * @param apiVersions what the cluster serves beside Kubernetes itself, since charts ask for it
   */
  async template(
    folder: string,
    { chart, kubernetes, environment }: Installation,
    apiVersions: readonly string[],
  ): Promise<string> {
    const values = path.join(this.scratch, `${environment}-${chart.name}-values.json`);
    fs.writeFileSync(values, JSON.stringify(chart.values));
    const ended = await this.run(
      ...["template", chart.name, folder, "--namespace", chart.namespace, "--values", values],
      chart.skipCrds ? "--skip-crds" : "--include-crds",
      ...["--kube-version", kubernetes, ...apiVersions.flatMap((one) => ["--api-versions", one])],
    );
    if (ended.status !== 0) throw failed(`${chart.chart} ${chart.version} can't be rendered for ${environment}`, ended);
    return ended.stdout;
  }

  private run(...args: readonly string[]): Promise<Ended> {
    return runChild("helm", args, { cwd: this.scratch, env: process.env, signal: this.signal });
  }
}

function refused(problem: string): CommandError {
  return new CommandError(`platform charts record: ${problem}`);
}

function failed(what: string, { stdout, stderr }: Ended): CommandError {
  const said = stripVTControlCharacters(stderr.trim() || stdout.trim());
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return refused([`${what}:`, ...lines.slice(0, 15)].join("\n"));
}
