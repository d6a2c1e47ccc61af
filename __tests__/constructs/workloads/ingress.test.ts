import { webService } from "./support";

const publicAddress = {
  host: "www.example.com",
  ingressClassName: "public-storefront",
  loadBalancerAddresses: ["10.0.7.0/24"],
  encrypted: true,
};

const ingressOf = (...args: Parameters<typeof webService>) => webService(...args).only("kubernetes_ingress_v1");
const annotation = (name: string) => `alb.ingress.kubernetes.io/${name}`;

it("an app without a public address has no ingress", () => {
  expect(webService().all("kubernetes_ingress_v1")).toEqual({});
});

it("leads the host to the app's service", () => {
  expect(ingressOf({ publicAddress, port: 9090 }).spec).toEqual({
    ingress_class_name: "public-storefront",
    rule: [
      {
        host: "www.example.com",
        http: {
          path: [{ path: "/", path_type: "Prefix", backend: { service: { name: "web", port: { number: 9090 } } } }],
        },
      },
    ],
    tls: [{ hosts: ["www.example.com"] }],
  });
});

it("listens to TLS, and to plain HTTP for the class to lead it over", () => {
  const { annotations } = ingressOf({ publicAddress }).metadata;
  expect(annotations[annotation("listen-ports")]).toBe('[{"HTTP":80},{"HTTPS":443}]');
});

it("listens to plain HTTP alone until the class has a certificate", () => {
  const { metadata, spec } = ingressOf({ publicAddress: { ...publicAddress, encrypted: false } });
  expect(metadata.annotations[annotation("listen-ports")]).toBe('[{"HTTP":80}]');
  expect(spec).not.toHaveProperty("tls");
});

it("leaves to its class what the class says", () => {
  const said = [
    "scheme",
    "target-type",
    "group.name",
    "certificate-arn",
    "ssl-policy",
    "ssl-redirect",
    "wafv2-acl-arn",
  ];
  const names = Object.keys(ingressOf({ publicAddress }).metadata.annotations);
  expect(names.filter((name) => [...said, "load-balancer-attributes"].map(annotation).includes(name))).toEqual([]);
});

it("sends requests to the pods themselves, asks their health path, and lets them finish", () => {
  expect(ingressOf({ publicAddress, healthPath: "/ready" }).metadata.annotations).toMatchObject({
    [annotation("healthcheck-path")]: "/ready",
    [annotation("success-codes")]: "200",
    [annotation("target-group-attributes")]: "deregistration_delay.timeout_seconds=30",
  });
});
