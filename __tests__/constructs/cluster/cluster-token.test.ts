import { type PlatformStackId, stackIds, stacksBefore } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { outputOf } from "../../support/demo";

const demo = loadEnvironment("demo");
const output = outputOf({ ...demo, cluster: { ...demo.cluster, login: "token" } });
const inCluster = stackIds.filter((id) => !stacksBefore("kubernetes-cluster").includes(id));
const token = "${ephemeral.aws_eks_cluster_auth.cluster-token.token}";

const blocksOf = (id: PlatformStackId) =>
  output[id].json as unknown as {
    readonly ephemeral?: Readonly<Record<string, Readonly<Record<string, { readonly name: string }>>>>;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly provider: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  };

it.each(inCluster)("%s has one token for both providers, and no command", (id) => {
  const { ephemeral, data, provider } = blocksOf(id);
  expect(Object.keys(ephemeral?.aws_eks_cluster_auth ?? {})).toEqual(["cluster-token"]);
  expect(provider.kubernetes).toMatchObject([{ token }]);
  if (provider.helm) expect(provider.helm).toMatchObject([{ kubernetes: { token } }]);
  expect(JSON.stringify(provider)).not.toContain('"exec"');
  // It would keep the token in the state.
  expect(data).not.toHaveProperty("aws_eks_cluster_auth");
});

it("is none where nothing lies in the cluster", () => {
  for (const id of stackIds.slice(0, 2)) expect(blocksOf(id)).not.toHaveProperty("ephemeral");
});

it("is made after the add-ons where the cluster is made, and at once where it is there", () => {
  const nameIn = (id: PlatformStackId) => blocksOf(id).ephemeral?.aws_eks_cluster_auth?.["cluster-token"]?.name;
  expect(nameIn("apps")).toBe("strata-demo");
  const addOns = Object.keys(output["kubernetes-cluster"].all("aws_eks_addon")).filter((name) =>
    name.startsWith("controller-add-ons"),
  );
  expect(addOns.length).toBeGreaterThan(2);
  for (const name of addOns) expect(nameIn("kubernetes-cluster")).toContain(`aws_eks_addon.${name}.cluster_name`);
});

it("takes no right of AWS: it is signed, and nobody is asked", () => {
  const permissions = (of: typeof output) => inCluster.map((id) => of.file(`permissions/${id}.json`));
  expect(permissions(output)).toEqual(permissions(outputOf(demo)));
});

it("gives way to the kubeconfig of an emulator", () => {
  const emulator = {
    endpoint: "http://127.0.0.1:4566",
    cluster: { kubeconfig: "/tmp/kubeconfig" },
  };
  const { provider, ...others } = outputOf({ ...demo, emulator, cluster: { ...demo.cluster, login: "token" } }).apps
    .json as unknown as ReturnType<typeof blocksOf>;
  expect(provider.kubernetes).toMatchObject([{ config_path: "/tmp/kubeconfig" }]);
  expect(others).not.toHaveProperty("ephemeral");
});
