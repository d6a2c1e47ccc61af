import { WebService } from "../../../constructs/workloads/web-service";
import { synthesize } from "../../support/synthesize";
import { plain, unknown, webService } from "./support";

const uncertified = {
  host: "www.example.com",
  ingressClassName: "alb",
  loadBalancerGroup: "strata-demo-storefront",
  loadBalancerAddresses: ["10.0.7.0/24"],
};
const publicAddress = { ...uncertified, certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1" };

const ingressOf = (...args: Parameters<typeof webService>) => webService(...args).only("kubernetes_ingress_v1");
const annotation = (name: string) => `alb.ingress.kubernetes.io/${name}`;

it("an app without a public address has no ingress", () => {
  expect(webService().all("kubernetes_ingress_v1")).toEqual({});
});

it("leads the host to the app's service", () => {
  expect(ingressOf({ publicAddress, port: 9090 }).spec).toEqual({
    ingress_class_name: "alb",
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

it("faces the internet over TLS, and leads plain HTTP over to it", () => {
  const { annotations } = ingressOf({ publicAddress }).metadata;
  expect(annotations).toMatchObject({
    [annotation("scheme")]: "internet-facing",
    [annotation("listen-ports")]: '[{"HTTP":80},{"HTTPS":443}]',
    [annotation("ssl-redirect")]: "443",
    [annotation("ssl-policy")]: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    [annotation("certificate-arn")]: publicAddress.certificateArn,
    [annotation("load-balancer-attributes")]: "routing.http.drop_invalid_header_fields.enabled=true",
  });
});

it("stays inside the VPC until there is a certificate", () => {
  const { metadata, spec } = ingressOf({ publicAddress: uncertified });
  expect(metadata.annotations).toMatchObject({
    [annotation("scheme")]: "internal",
    [annotation("listen-ports")]: '[{"HTTP":80}]',
  });
  expect(metadata.annotations).not.toHaveProperty([annotation("certificate-arn")]);
  expect(metadata.annotations).not.toHaveProperty([annotation("ssl-redirect")]);
  expect(spec).not.toHaveProperty("tls");
});

it("sends requests to the pods themselves, asks their health path, and lets them finish", () => {
  expect(ingressOf({ publicAddress, healthPath: "/ready" }).metadata.annotations).toMatchObject({
    [annotation("target-type")]: "ip",
    [annotation("healthcheck-path")]: "/ready",
    [annotation("success-codes")]: "200",
    [annotation("target-group-attributes")]: "deregistration_delay.timeout_seconds=30",
  });
});

it("shares the load balancer of its group", () => {
  expect(ingressOf({ publicAddress }).metadata.annotations[annotation("group.name")]).toBe("strata-demo-storefront");
});

it("takes a certificate that only Terraform knows", () => {
  const stack = synthesize((scope) => {
    const certificateArn = unknown(scope, "certificate");
    new WebService(scope, "web", { ...plain, publicAddress: { ...uncertified, certificateArn } });
  });
  expect(stack.only("kubernetes_ingress_v1").metadata.annotations).toMatchObject({
    [annotation("scheme")]: "internet-facing",
    [annotation("certificate-arn")]: `\${var.certificate}`,
  });
});
