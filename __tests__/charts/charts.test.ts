import fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { safeLoadAll } from "js-yaml";
import { pulledCharts, unpackedCharts } from "../../cli/charts/chart-folders";
import { Helm } from "../../cli/charts/helm";
import type { Installation } from "../../cli/charts/installations";
import { manifestsIn } from "../../cli/charts/manifests";
import { secretsIn } from "../../cli/charts/secrets";
import { commands } from "../../cli/commands/commands";
import { dispatch } from "../../cli/dispatch";
import { catalogue } from "../../constructs/charts/catalogue";
import { adapterRules } from "../../constructs/charts/prometheus-adapter/rules";
import { installations } from "../support/recorded";
import { run } from "../terraform/support/processes";
import { scratchFolder } from "../terraform/support/scratch";
import { toolEnvironment } from "../terraform/support/toolEnvironment";
import { chartsFolder, describeWithCharts } from "./support/charts";

describeWithCharts("the pinned charts, as Helm renders them", () => {
  const helm = () => new Helm(scratchFolder("helm"), new AbortController().signal);
  const sources = () => (chartsFolder === undefined ? pulledCharts(helm()) : unpackedCharts(chartsFolder));
  const inDemo = (chart: string): Installation => {
    const found = installations().find((one) => one.environment === "demo" && one.chart.chart === chart);
    if (!found) throw new Error(`the demo installs no ${chart}`);
    return found;
  };
  const given = (installation: Installation, values: Readonly<Record<string, unknown>>): Installation => {
    const { chart } = installation;
    return { ...installation, chart: { ...chart, values: { ...chart.values, ...values } } };
  };

  it("bring what is recorded: npx platform charts record", async () => {
    const folder = chartsFolder === undefined ? [] : ["--charts", chartsFolder];
    expect(await dispatch(commands, ["charts", "record", "--check", ...folder], {})).toEqual({
      output: "constructs/charts/recorded is up to date.\n",
      error: "",
      exitCode: 0,
    });
  });

  it("are seen to render a Secret when they are told to make a key", async () => {
    const installation = inDemo("aws-load-balancer-controller");
    const { folder } = await sources()(installation.chart);
    const secrets = async (values: Readonly<Record<string, unknown>>) =>
      secretsIn(manifestsIn(await helm().template(folder, given(installation, values), [])), "app-services");
    expect(await secrets({})).toEqual([]);
    expect(await secrets({ enableCertManager: false })).toEqual([
      { namespace: "app-services", name: "aws-load-balancer-tls", keys: ["ca.crt", "tls.crt", "tls.key"] },
    ]);
  });

  it("hand prometheus-adapter its rules, and its APIs to the API server", async () => {
    const { chart, ...installation } = inDemo("prometheus-adapter");
    const { folder } = await sources()(chart);
    const manifests = manifestsIn(await helm().template(folder, { ...installation, chart }, []));
    const config = manifests.find(({ kind }) => kind === "ConfigMap")?.data["config.yaml"];
    // Numbers and texts as the adapter reads them.
    expect(safeLoadAll(config, null, { json: true })).toEqual([
      { rules: adapterRules.custom, externalRules: adapterRules.external },
    ]);
    const apis = manifests.filter(({ kind }) => kind === "APIService");
    expect(apis.map(({ spec }) => [spec.group, spec.service.name, spec.caBundle])).toEqual([
      ["custom.metrics.k8s.io", "prometheus-adapter", undefined],
      ["external.metrics.k8s.io", "prometheus-adapter", undefined],
    ]);
    const service = manifests.find(({ kind }) => kind === "Service");
    const deployment = manifests.find(({ kind }) => kind === "Deployment");
    // Where the API server goes to, and the network policy lets it.
    expect(service?.spec.ports).toMatchObject([{ port: 443, targetPort: "https" }]);
    expect(deployment?.spec.template.spec.containers[0].ports).toEqual([{ containerPort: 6443, name: "https" }]);
  });

  it("refuse values that their schema does not know", async () => {
    const installation = given(inDemo("cert-manager"), { replicas: 2 });
    const { folder } = await sources()(installation.chart);
    await expect(helm().template(folder, installation, [])).rejects.toThrow(
      /cert-manager v[\d.]+ can't be rendered for demo:\nError: values don't meet the specifications[\s\S]*replicas/,
    );
  });

  it("are fetched from a repository by its index", async () => {
    const { version } = catalogue["metrics-server"];
    const { folder } = await sources()(catalogue["metrics-server"]);
    const repository = scratchFolder("repository");
    const options = { cwd: repository, env: toolEnvironment({}) };
    for (const args of [
      ["package", folder],
      ["repo", "index", "."],
    ]) {
      expect((await run("helm", args, options)).code).toBe(0);
    }
    const server = await served(repository);
    const { port } = server.address() as AddressInfo;
    try {
      const chart = { chart: "metrics-server", version, repository: `http://127.0.0.1:${port}` };
      const source = await pulledCharts(helm())(chart);
      expect(source).toMatchObject({ name: "metrics-server", version });
      expect(fs.existsSync(path.join(source.folder, "templates/deployment.yaml"))).toBe(true);
    } finally {
      server.close();
    }
  });
});

/** Serves a folder's files on the loopback. */
function served(folder: string): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    const file = path.join(folder, path.basename(url));
    if (fs.existsSync(file)) response.end(fs.readFileSync(file));
    else response.writeHead(404).end();
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
