import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { foundIn, leftText, outsideNamespaces } from "../../../cli/demo/left-in-cluster";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-left-in-cluster-"));
const cluster = { file: "/tmp/kind.yaml", server: "https://127.0.0.1:6443" };
const { signal } = new AbortController();
const { PATH } = process.env;

afterEach(() => {
  process.env.PATH = PATH;
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A kubectl that answers by a shell script. */
function withKubectl(script: string): void {
  fs.writeFileSync(path.join(folder, "kubectl"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:/usr/bin:/bin`;
}

it("asked for is what lies outside of namespaces: these take the rest with them", () => {
  const stack = path.join(folder, "stacks/apps");
  fs.mkdirSync(stack, { recursive: true });
  const resource = {
    aws_iam_role: { a: { name: "a" } },
    kubernetes_namespace_v1: { a: { metadata: { name: "shop" } } },
    kubernetes_role_v1: { a: { metadata: { name: "r", namespace: "shop" } } },
    kubernetes_cluster_role_v1: { a: { metadata: { name: "strata:auditor" } } },
  };
  fs.writeFileSync(path.join(stack, "cdk.tf.json"), JSON.stringify({ resource, terraform: {} }));
  expect(outsideNamespaces(folder, ["apps"])).toEqual([
    "namespaces/shop",
    "clusterroles.rbac.authorization.k8s.io/strata:auditor",
  ]);
});

it("what is there is found in the cluster that was named", async () => {
  withKubectl('[ "$2" = /tmp/kind.yaml ] && [ "$4" = namespaces/shop ] && echo namespace/shop');
  expect(await foundIn(cluster, ["namespaces/shop", "namespaces/other"], signal)).toEqual(["namespace/shop"]);
  withKubectl("true");
  expect(await foundIn(cluster, ["namespaces/shop"], signal)).toEqual([]);
});

it("nothing is known where kubectl is not let in, or is not there", async () => {
  withKubectl("exit 1");
  expect(await foundIn(cluster, ["namespaces/shop"], signal)).toBeUndefined();
  process.env.PATH = path.join(folder, "stacks");
  expect(await foundIn(cluster, ["namespaces/shop"], signal)).toBeUndefined();
});

it("says what is there, and the command that removes it", () =>
  expect(leftText(cluster, ["namespace/shop", "clusterrole.rbac.authorization.k8s.io/x"])).toBe(
    [
      "platform demo: https://127.0.0.1:6443 has what the demo would make, as one that was killed leaves it; nothing was made:",
      "  - namespace/shop",
      "  - clusterrole.rbac.authorization.k8s.io/x",
      "Fix: name another cluster, or remove them if nobody uses them:",
      "  kubectl --kubeconfig /tmp/kind.yaml delete namespace/shop clusterrole.rbac.authorization.k8s.io/x",
    ].join("\n"),
  ));
