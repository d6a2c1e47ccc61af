import { type IngressClassOptions, ingressClass } from "../../../constructs/charts/ingress-classes";

const plain: IngressClassOptions = {
  name: "public-storefront",
  namespace: "storefront",
  scheme: "internet-facing",
  subnetIds: ["subnet-1", "subnet-2"],
  inboundCidrs: ["0.0.0.0/0"],
  tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1",
  accessLogBucket: "strata-demo-111122223333-access-logs",
  webAclName: "strata-demo",
  tags: { "strata:team": "storefront" },
};

// biome-ignore lint/suspicious/noExplicitAny: a tree of plain values
const specOf = (changes: Partial<IngressClassOptions> = {}): any => ingressClass({ ...plain, ...changes })[0]?.spec;
const attributes = (list: readonly { readonly key: string; readonly value: string }[]) =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]));

it("is a class of the controller, with parameters of the same name", () => {
  const [params, classed] = ingressClass(plain);
  expect(params).toMatchObject({ apiVersion: "elbv2.k8s.aws/v1beta1", kind: "IngressClassParams" });
  expect(classed).toEqual({
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: "public-storefront" },
    spec: {
      controller: "ingress.k8s.aws/alb",
      parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: params?.metadata.name },
    },
  });
});

it("is for one namespace, whose Ingresses share a load balancer with each other and with nobody else", () => {
  expect(specOf()).toMatchObject({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "storefront" } },
    group: { name: "public-storefront" },
  });
});

it("says where the load balancer stands and who reaches it", () => {
  expect(specOf()).toMatchObject({
    scheme: "internet-facing",
    subnets: { ids: ["subnet-1", "subnet-2"] },
    inboundCIDRs: ["0.0.0.0/0"],
    targetType: "ip",
  });
});

it("serves TLS with the domain's certificate, and leads plain HTTP over to it", () => {
  expect(specOf()).toMatchObject({
    certificateArn: [plain.certificateArn],
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    sslRedirectPort: "443",
  });
});

it("leads nothing over to TLS that is not there yet", () => {
  const spec = specOf({ certificateArn: undefined });
  expect(spec).not.toHaveProperty("certificateArn");
  expect(spec).not.toHaveProperty("sslRedirectPort");
});

it("names its web ACL, since an annotation wins over an ARN", () => {
  expect(specOf().wafv2AclName).toBe("strata-demo");
  expect(specOf()).not.toHaveProperty("wafv2AclArn");
  expect(specOf({ webAclName: undefined })).not.toHaveProperty("wafv2AclName");
});

it("logs who asked for what, drops what is no HTTP, and lets nobody past a firewall that is silent", () => {
  expect(attributes(specOf().loadBalancerAttributes)).toMatchObject({
    "access_logs.s3.enabled": "true",
    "access_logs.s3.bucket": plain.accessLogBucket,
    // The prefix that the bucket's policy lets load balancers write to.
    "access_logs.s3.prefix": "load-balancers",
    "routing.http.drop_invalid_header_fields.enabled": "true",
    "routing.http.desync_mitigation_mode": "defensive",
    "waf.fail_open.enabled": "false",
    "deletion_protection.enabled": "false",
  });
});

it("tells browsers to stay with TLS, and nobody what serves them", () => {
  const [listener] = specOf().listeners;
  expect(listener).toMatchObject({ protocol: "HTTPS", port: 443 });
  expect(attributes(listener.listenerAttributes)).toEqual({
    "routing.http.response.server.enabled": "false",
    "routing.http.response.strict_transport_security.header_value": "max-age=31536000",
  });
});
