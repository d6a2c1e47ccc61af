import { exemptNamespaces } from "../../../constructs/policies/exempt-namespaces";
import { policyNames } from "../../../constructs/policies/policy-names";
import { Admission } from "../../support/admission";
import { badRequests, enforced, policies } from "./cases/all";
import { goodRequests } from "./cases/good";
import { pod, service } from "./cases/objects";

const admission = new Admission(enforced);

it.each(badRequests.map((request) => [`${request.policy} refuses ${request.title}`, request] as const))(
  "%s",
  (_, { policy, message, ...request }) => {
    const refusals = admission.refusals(request).filter((line) => line.startsWith(policy));
    expect(refusals).toEqual([`${policy}: ${message}`]);
  },
);

it.each(goodRequests.map((request) => [request.title, request] as const))("nothing refuses %s", (_, request) => {
  expect(admission.verdicts(request)).not.toEqual([]);
  expect(admission.refusals(request)).toEqual([]);
});

it("each policy has its name, its sentence and objects that it refuses", () => {
  expect(policies.map(({ name }) => name)).toEqual(policyNames);
  for (const { name, states, validations } of policies) {
    expect(states).not.toBe("");
    const messages = new Set(badRequests.filter(({ policy }) => policy === name).map(({ message }) => message));
    // Each validation of each policy is there for a case.
    for (const { message } of validations) {
      expect([name, [...messages].filter((one) => one.endsWith(message))]).not.toEqual([name, []]);
    }
  }
});

it.each(exemptNamespaces)("no policy looks into %s", (namespace) => {
  const requests = [pod({ hostNetwork: true }), service({ type: "NodePort" })].map((object) => {
    return { ...object, metadata: { ...object.metadata, namespace } };
  });
  for (const object of requests) expect(admission.verdicts({ object })).toEqual([]);
});

it("looks into every other namespace, whoever made it", () => {
  const object = pod({ hostNetwork: true }, { namespace: "somebody" });
  expect(admission.refusals({ object })).toHaveLength(1);
});
