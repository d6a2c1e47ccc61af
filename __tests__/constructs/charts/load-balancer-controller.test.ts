import { loadBalancerController } from "../../../constructs/charts/load-balancer-controller";
import { at, charts } from "./all-charts";

const chart = charts["aws-load-balancer-controller"];

it("gets cluster, region and VPC by value, since the metadata service is out of a pod's reach", () => {
  expect(chart.values).toMatchObject({ clusterName: "strata-demo", region: "eu-central-1", vpcId: "vpc-1" });
});

it("leaves its webhook's certificate to cert-manager, so that the release holds no key", () => {
  expect(at(chart, "enableCertManager")).toBe(true);
});

it("refuses a wrong Ingress, and never stops a pod or a Service from being created", () => {
  // The chart spells this value so.
  expect(at(chart, "webhookConfig")).toMatchObject({ ingressValdationFailurePolicy: "Fail" });
  expect(at(chart, "podMutatorWebhookConfig")).toEqual({ failurePolicy: "Ignore" });
  expect(at(chart, "serviceMutatorWebhookConfig")).toEqual({ failurePolicy: "Ignore" });
});

it("makes load balancers by the platform's classes alone, internal ones where none says otherwise", () => {
  expect(chart.values).toMatchObject({
    createIngressClassResource: false,
    ingressClassParams: { create: false },
    controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false } },
    disableIngressClassAnnotation: true,
    disableIngressGroupNameAnnotation: true,
    defaultTargetType: "ip",
    defaultLoadBalancerScheme: "internal",
  });
});

it("lets no annotation set the tag by which a stack knows its own", () => {
  expect(at(chart, "externalManagedTags")).toEqual(["strata:stack"]);
});

it("takes a given backend security group and tags, and else leaves both to the controller", () => {
  const given = loadBalancerController({
    clusterName: "strata-demo",
    region: "eu-central-1",
    vpcId: "vpc-1",
    backendSecurityGroupId: "sg-1",
    tags: { "strata:environment": "demo" },
  });
  expect(given.values).toMatchObject({ backendSecurityGroup: "sg-1", defaultTags: { "strata:environment": "demo" } });
  expect(chart.values).not.toHaveProperty("backendSecurityGroup");
  expect(chart.values).not.toHaveProperty("defaultTags");
});

const protections = ({ values }: { readonly values: object }) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => /shield|waf/i.test(key)));

it("leaves Shield and classic WAF alone, which its role has no rights to", () => {
  expect(protections(chart)).toEqual({ enableShield: false, enableWaf: false });
});

it("leaves WAF alone, too, where it could not reach it", () => {
  const isolated = loadBalancerController({
    clusterName: "strata-demo",
    region: "eu-central-1",
    vpcId: "vpc-1",
    internet: false,
  });
  expect(protections(isolated)).toEqual({ enableShield: false, enableWaf: false, enableWafv2: false });
});
