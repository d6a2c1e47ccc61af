import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { clusterOf, reachable } from "../../../cli/demo/kubeconfig";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-kubeconfig-"));
const written = (text: string) => {
  const file = path.join(folder, "config");
  fs.writeFileSync(file, text);
  return file;
};
const config = (current: string) => `
current-context: ${current}
contexts:
  - { name: kind, context: { cluster: here, user: me } }
clusters:
  - { name: there, cluster: { server: "https://203.0.113.7:6443" } }
  - { name: here, cluster: { server: "https://127.0.0.1:6443" } }
`;

afterAll(() => fs.rmSync(folder, { recursive: true }));

it("leads where the current context leads", () => {
  const file = written(config("kind"));
  expect(clusterOf(path.relative(process.cwd(), file))).toEqual({ file, server: "https://127.0.0.1:6443" });
});

it.each([
  ["another context", config("minikube")],
  ["nothing", ""],
])("is refused where it holds %s", (_, text) => {
  const file = written(text);
  expect(() => clusterOf(file)).toThrow(
    `platform demo: ${file} has no current context that leads to a cluster; kubectl config use-context <name> chooses one.`,
  );
});

it("is refused where it is no file, or no YAML", () => {
  expect(() => clusterOf("/nowhere/config")).toThrow(
    "platform demo: --kubeconfig /nowhere/config can't be read: there is no such file; name a file as kubectl config view --raw prints it.",
  );
  expect(() => clusterOf(written("{"))).toThrow(/can't be read: unexpected end of the stream/);
});

describe("the cluster", () => {
  const { signal } = new AbortController();

  it("is there whatever it answers", async () => {
    const server = http.createServer((_, answer) => answer.writeHead(401).end()).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await expect(reachable({ file: "", server: `http://127.0.0.1:${port}` }, signal)).resolves.toBeUndefined();
    server.close();
  });

  it("is not there where nobody answers", () =>
    expect(reachable({ file: "", server: "https://127.0.0.1:1" }, signal)).rejects.toThrow(
      "platform demo: no Kubernetes API answers at https://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1; start it, or leave --kubeconfig out.",
    ));
});
