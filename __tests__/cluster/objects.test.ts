import { groups } from "../../constructs/cluster/access-groups";
import { servedOf } from "../support/adapter-rules";
import { demo } from "../support/demo";
import { type KubernetesObject, kubernetesObjects } from "../support/kubernetes-objects";
import { releaseValues } from "../support/release-values";
import { describeUnless } from "../terraform/support/availability";
import { ApiServer, masters } from "./support/apiServer";
import { podsOf } from "./support/pods";
import { apiServerProblem } from "./support/programs";
import { Resources } from "./support/resources";

const applying = groups.deployer("apps", "apply");
const planning = ["cluster-services", "app-services", "apps"].map((id) => groups.deployer(id as "apps", "plan"));
const developing = groups.developers("storefront");

/** The objects of a stack, with a word in the place of what only Terraform or AWS knows. */
function objectsOf(...asked: Parameters<typeof kubernetesObjects>): readonly KubernetesObject[] {
  return kubernetesObjects(...asked).map((object) =>
    JSON.parse(JSON.stringify(object), (_, value) =>
      typeof value === "string" ? value.replace(/\$\{.*\}/s, "later") : value,
    ),
  );
}

/** Kinds that others refer to come first. */
const first = ["Namespace", "PriorityClass", "ServiceAccount", "ConfigMap", "ClusterRole", "Role"];
const inOrder = (objects: readonly KubernetesObject[]) => [...objects].sort((one, other) => rank(one) - rank(other));
const rank = ({ kind }: KubernetesObject) => (first.includes(kind) ? first.indexOf(kind) : first.length);

describeUnless(apiServerProblem(), "the objects of the demo at a real API server", () => {
  const platform = demo();
  let server: ApiServer;
  let resources: Resources;

  async function create(group: string, object: KubernetesObject, query = ""): Promise<void> {
    const collection = await resources.collectionOf(object);
    const { status, body } = await server.call(group, "POST", `${collection}${query}`, object);
    if (status !== 201)
      throw new Error(`${object.kind} ${object.metadata.name} as ${group}: ${status} ${body.message}`);
  }

  beforeAll(async () => {
    server = await ApiServer.start([applying, ...planning, developing]);
    resources = new Resources(server);
    for (const object of inOrder(objectsOf(platform, "kubernetes-cluster"))) await create(masters, object);
  });

  it.each(["cluster-services", "app-services"] as const)("takes those of %s as they are", async (id) => {
    for (const object of inOrder(objectsOf(platform, id))) await create(masters, object);
  });

  it("takes those of apps from the apply role of apps", async () => {
    const objects = inOrder(objectsOf(platform, "apps"));
    expect(objects.length).toBeGreaterThan(20);
    for (const object of objects) await create(applying, object);
  });

  // What the API server has taken, held against what the release would serve.
  it("has autoscalers that follow metrics which the adapter serves", async () => {
    const { body } = await server.call(masters, "GET", "/apis/autoscaling/v2/horizontalpodautoscalers");
    const followed: readonly { readonly namespace: string; readonly name: string }[] = body.items.flatMap(
      ({ metadata, spec }: KubernetesObject) =>
        spec.metrics.flatMap(({ pods }: { pods?: { metric: { name: string } } }) =>
          pods ? [{ namespace: metadata.namespace, name: pods.metric.name }] : [],
        ),
    );
    expect(followed).toEqual([{ namespace: "fulfilment", name: "dispatch_orders_in_hand" }]);
    const { custom } = releaseValues(platform["cluster-services"], "prometheus-adapter").rules;
    for (const { namespace, name } of followed) {
      const [served] = servedOf(custom, { name, labels: { job: "apps", namespace, pod: "dispatch-1" } });
      expect(served?.name).toBe(name);
    }
  });

  it("takes what the adapter may, and lets it do no more", async () => {
    const account = "system:serviceaccount:cluster-services:prometheus-adapter";
    for (const object of releaseValues(platform["cluster-services"], "prometheus-adapter").extraManifests)
      await create(masters, object);
    const may = async (verb: string, resource: string, group = "") => {
      const resourceAttributes = { verb, resource, group, namespace: "storefront" };
      const review = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", metadata: {} };
      const { body } = await server.call(masters, "POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
        ...review,
        spec: { user: account, resourceAttributes },
      });
      return body.status.allowed;
    };
    expect(await may("list", "pods")).toBe(true);
    for (const resource of ["configmaps", "secrets", "services"]) expect(await may("list", resource)).toBe(false);
    for (const verb of ["get", "delete"]) expect(await may(verb, "pods")).toBe(false);
    expect(await may("create", "subjectaccessreviews", "authorization.k8s.io")).toBe(true);
    expect(await may("get", "pods", "custom.metrics.k8s.io")).toBe(false);
  });

  it("lets Kubernetes' autoscaler ask for metrics, and no developer", async () => {
    const metrics = { verb: "get", group: "custom.metrics.k8s.io", resource: "pods", namespace: "storefront" };
    const may = async (who: object) => {
      const { body } = await server.call(masters, "POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SubjectAccessReview",
        metadata: {},
        spec: { ...who, resourceAttributes: metrics },
      });
      return body.status.allowed;
    };
    expect(await may({ user: "system:serviceaccount:kube-system:horizontal-pod-autoscaler" })).toBe(true);
    expect(await may({ user: "somebody", groups: [developing, "system:authenticated"] })).toBe(false);
  });

  it("shows them to the plan role of apps", async () => {
    for (const object of objectsOf(platform, "apps")) {
      const target = `${await resources.collectionOf(object)}/${object.metadata.name}`;
      expect([target, (await server.call(groups.deployer("apps", "plan"), "GET", target)).status]).toEqual([
        target,
        200,
      ]);
    }
  });

  // What the controllers would make of the objects, with the quotas as their controller would have filled them in.
  it("admits their pods: security, limits and quotas", async () => {
    await server.fillQuotas();
    const pods = objectsOf(platform, "apps").flatMap(podsOf);
    expect(pods.length).toBeGreaterThan(4);
    for (const pod of pods) await create(masters, pod, "?dryRun=All");
  });

  it("refuses a pod that pod security does not allow", async () => {
    const [pod] = objectsOf(platform, "apps").flatMap(podsOf);
    const asRoot = structuredClone(pod) as KubernetesObject;
    asRoot.spec.containers[0].securityContext.runAsNonRoot = false;
    await expect(create(masters, asRoot, "?dryRun=All")).rejects.toThrow(/violates PodSecurity "restricted/);
  });

  it.each([...planning, applying, developing])("shows no Secret to %s", async (group) => {
    for (const target of ["/api/v1/secrets", "/api/v1/namespaces/storefront/secrets"]) {
      expect((await server.call(group, "GET", target)).status).toBe(403);
    }
  });

  it("lets the apply role of apps into the teams' namespaces only, and not to their limits", async () => {
    const map = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" } };
    const at = async (method: string, target: string, body?: unknown) =>
      (await server.call(applying, method, target, body)).status;
    expect(await at("POST", "/api/v1/namespaces/storefront/configmaps?dryRun=All", map)).toBe(201);
    expect(await at("POST", "/api/v1/namespaces/kube-system/configmaps?dryRun=All", map)).toBe(403);
    expect(await at("POST", "/api/v1/namespaces/cluster-services/configmaps?dryRun=All", map)).toBe(403);
    expect(await at("DELETE", "/api/v1/namespaces/storefront?dryRun=All")).toBe(403);
    expect(await at("GET", "/apis/rbac.authorization.k8s.io/v1/namespaces/storefront/roles")).toBe(403);
    const quotas = "/api/v1/namespaces/storefront/resourcequotas";
    const [quota] = (await server.call(masters, "GET", quotas)).body.items;
    expect(await at("DELETE", `${quotas}/${quota.metadata.name}?dryRun=All`)).toBe(403);
  });
});
