import { demo } from "./demo";
import { kubernetesObjects } from "./kubernetes-objects";

const objectOf = (stack: "apps" | "kubernetes-cluster", kind: string, name: string) =>
  kubernetesObjects(demo(), stack).find((object) => object.kind === kind && object.metadata.name === name);

it("turns blocks into the API's lists and objects, and texts into its numbers", () => {
  const deployment = objectOf("apps", "Deployment", "catalog");
  expect(deployment).toMatchObject({
    apiVersion: "apps/v1",
    metadata: { namespace: "storefront", labels: { "strata/team": "storefront" } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { "app.kubernetes.io/name": "catalog" } },
      strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
    },
  });
  expect(deployment).not.toHaveProperty("lifecycle");
  const { containers, securityContext, volumes } = deployment?.spec.template.spec ?? {};
  expect(securityContext).toMatchObject({ runAsUser: 10001, runAsNonRoot: true });
  expect(volumes).toEqual([{ name: "tmp", emptyDir: { sizeLimit: "256Mi" } }]);
  expect(containers).toMatchObject([
    {
      image: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/strata-demo/storefront/catalog:2.14.0",
      envFrom: [{ configMapRef: { name: "catalog-settings" } }],
      ports: [{ containerPort: 8080 }],
      livenessProbe: { tcpSocket: { port: 8080 } },
      readinessProbe: { httpGet: { path: "/healthz", port: 8080 } },
      lifecycle: { preStop: { exec: { command: ["sleep", "20"] } } },
      resources: { requests: { cpu: "250m", memory: "512Mi" } },
    },
  ]);
});

it("follows namespaces into the stack that declares them", () => {
  expect(objectOf("kubernetes-cluster", "NetworkPolicy", "default-deny")).toEqual({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "default-deny", namespace: expect.stringMatching(/^[a-z-]+$/) },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
});

it("keeps backends and peers as they are nested", () => {
  expect(objectOf("apps", "Ingress", "web")?.spec.rules[0].http.paths).toEqual([
    { path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 8080 } } } },
  ]);
  expect(objectOf("apps", "NetworkPolicy", "catalog.from-storefront--web")?.spec.ingress).toEqual([
    {
      from: [
        {
          podSelector: { matchLabels: { "app.kubernetes.io/name": "web" } },
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "storefront" } },
        },
      ],
      ports: [{ port: 8080, protocol: "TCP" }],
    },
  ]);
});
