import { policyNames } from "../../constructs/policies/policy-names";
import { environmentNames, loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { validated } from "../environments/broken";
import { Admission } from "../support/admission";
import { demo, outputOf, synthesizePlatform } from "../support/demo";
import { Graph } from "../support/graph";
import { kubernetesObjects } from "../support/kubernetes-objects";
import { policyObjects } from "../support/policy-objects";
import type { Body } from "../support/synthesize";
import { wholeDemo } from "../support/whole-demo";

const policiesOf = (environment: Environment) => policyObjects(synthesizePlatform({ environment }));
const named = (objects: readonly Body[], name: string) => objects.find(({ metadata }) => metadata.name === name);

describe.each([
  ...environmentNames().map((name) => [name, loadEnvironment(name)] as const),
  ["the demo with all that it leaves out", wholeDemo] as const,
])("in %s", (_, environment) => {
  const platformOf = () => outputOf(environment);

  it("every object of the apps passes the policies that are enforced there", () => {
    const policies = policyObjects(platformOf());
    const admission = new Admission(policies);
    const objects = kubernetesObjects(platformOf(), "apps");
    const refusals = objects.flatMap((object) => {
      return admission.refusals({ object }).map((line) => `${object.kind} ${object.metadata.name}: ${line}`);
    });
    expect(refusals).toEqual([]);
    // Each policy is enforced, and has looked at something; namespaces are another stack's.
    expect(
      policies.filter(({ kind, spec }) => kind === "ValidatingPolicy" && spec.validationActions[0] !== "Deny"),
    ).toEqual([]);
    const looked = new Set(objects.flatMap((object) => admission.verdicts({ object }).map(({ policy }) => policy)));
    expect([...looked].sort()).toEqual(policyNames.filter((name) => name !== "pod-security-stays").sort());
  });

  it("the stack that declares namespaces may change what the policies protect", () => {
    const admission = new Admission(policyObjects(platformOf()));
    const { name, aws } = environment;
    const role = `arn:aws:sts::${aws.accountId}:assumed-role/strata-${name}-kubernetes-cluster-apply`;
    const objects = kubernetesObjects(platformOf(), "kubernetes-cluster").filter(({ kind }) =>
      ["NetworkPolicy", "Namespace"].includes(kind),
    );
    for (const object of objects) {
      const changed = { ...object, metadata: { ...object.metadata, labels: {} }, spec: { policyTypes: [] } };
      const request = { operation: "UPDATE", oldObject: object, object: changed, user: `${role}/ci` } as const;
      expect(admission.refusals(request)).toEqual([]);
    }
    const changed = objects.flatMap((object) => {
      const request = { operation: "DELETE", object } as const;
      return admission.verdicts(request).map(({ outcome }) => outcome);
    });
    expect(new Set(changed)).toEqual(new Set(["refused"]));
  });
});

it("policies come after the engine that serves them, and go before it", () => {
  const graph = new Graph(demo()["cluster-services"]);
  expect([...graph.before("helm_release.policies")]).toContain("helm_release.kyverno_release");
});

it("an app by reference has its repository allowed, and a stated list leaves no other", () => {
  const image = { reference: `quay.io/prometheus/busybox:1.37@sha256:${"a".repeat(64)}` };
  const messageOf = (objects: readonly Body[]) => named(objects, "allowed-registries").spec.validations[0].message;
  expect(messageOf(policyObjects(demo()))).toMatch(
    /^take the image from 111122223333\.dkr\.ecr\.eu-central-1\.amazonaws\.com, or/,
  );
  expect(messageOf(policiesOf(validated({ "apps.0.image": image })))).toMatch(
    /^take the image from 111122223333\.dkr\.ecr\.eu-central-1\.amazonaws\.com, quay\.io\/prometheus\/busybox, or/,
  );
  const listed = validated({ "apps.0.image": image, "policies.allowedRegistries": ["quay.io"] });
  expect(messageOf(policiesOf(listed))).toMatch(/amazonaws\.com, quay\.io, or/);
});

describe("modes", () => {
  const specOf = (changes: Record<string, unknown>, name: string) => named(policiesOf(validated(changes)), name).spec;

  it("refuses by default, and when Kyverno does not answer", () => {
    expect(named(policyObjects(demo()), "no-mutable-tags").spec).toMatchObject({
      validationActions: ["Deny"],
      failurePolicy: "Fail",
    });
  });

  it("lets through and reports where it only audits, also when Kyverno does not answer", () => {
    expect(specOf({ "policies.mode": "audit" }, "no-mutable-tags")).toMatchObject({
      validationActions: ["Audit", "Warn"],
      failurePolicy: "Ignore",
    });
  });

  it("takes a policy's own mode before that of all", () => {
    const changes = { "policies.modes": { "no-mutable-tags": "audit" } };
    expect(specOf(changes, "no-mutable-tags").validationActions).toEqual(["Audit", "Warn"]);
    expect(specOf(changes, "restricted-pods").validationActions).toEqual(["Deny"]);
  });
});

describe("an exception", () => {
  const exception = { policy: "no-mutable-tags", team: "storefront", app: "legacy", reason: "until 2.0 is out" };
  const objects = () => policiesOf(validated({ "policies.exceptions": [exception] }));
  const legacy = (metadata: Body, image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/a/b:1") => {
    const [deployment] = kubernetesObjects(demo(), "apps").filter(({ kind }) => kind === "Deployment");
    const { template, ...spec } = deployment?.spec ?? {};
    const containers = template.spec.containers.map((container: Body) => ({ ...container, image }));
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { namespace: "storefront", ...metadata },
      spec: { ...spec, template: { ...template, spec: { ...template.spec, containers } } },
    };
  };
  const outcomes = (object: ReturnType<typeof legacy>) =>
    Object.fromEntries(new Admission(objects()).verdicts({ object }).map(({ policy, outcome }) => [policy, outcome]));

  it("stands with its reason in the one namespace that Kyverno takes exceptions from", () => {
    expect(named(objects(), "no-mutable-tags.storefront.legacy")).toMatchObject({
      kind: "PolicyException",
      spec: { properties: { reason: "until 2.0 is out" } },
    });
    const { namespace } = demo()["cluster-services"].named("helm_release", "policies");
    expect(namespace).toBe("cluster-services");
    const values = JSON.parse(demo()["cluster-services"].named("helm_release", "kyverno_release").values[0]);
    expect(values.features.policyExceptions).toEqual({ enabled: true, namespace: "cluster-services" });
  });

  it("is for one policy and one app, by name or by label", () => {
    expect(outcomes(legacy({ name: "legacy" }))).toMatchObject({
      "no-mutable-tags": "excepted",
      "restricted-pods": "allowed",
    });
    const labelled = { name: "legacy-7f9c", labels: { "app.kubernetes.io/name": "legacy" } };
    expect(outcomes(legacy(labelled))["no-mutable-tags"]).toBe("excepted");
    expect(outcomes(legacy({ name: "legacy" }, "nginx"))["allowed-registries"]).toBe("refused");
  });

  it("is for no other app, and no app of the same name in another team", () => {
    expect(outcomes(legacy({ name: "legacy-2" }))["no-mutable-tags"]).toBe("refused");
    expect(outcomes(legacy({ name: "legacy", namespace: "fulfilment" }))["no-mutable-tags"]).toBe("refused");
  });
});
