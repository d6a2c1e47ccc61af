import { environmentNames } from "../../environments/load";
import { badRequests, enforced } from "../constructs/policies/cases/all";
import type { Bad, Good } from "../constructs/policies/cases/case";
import { goodRequests } from "../constructs/policies/cases/good";
import { validated } from "../environments/broken";
import { environmentOutput, type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import { kubernetesObjects } from "../support/kubernetes-objects";
import { policyObjects } from "../support/policy-objects";
import { describeWithKyverno, kyvernoApply } from "./support/kyverno";

/** Each in a namespace of its own, by which it is found. */
const apart = <Case extends Bad | Good>(cases: readonly Case[], word: string): readonly Case[] =>
  cases
    .filter(({ operation = "CREATE" }) => operation !== "UPDATE")
    .map((one, index) => {
      const metadata = { ...one.object.metadata, namespace: `${word}-${index}` };
      return { ...one, object: { ...one.object, metadata } };
    });

const bad = apart(badRequests, "bad");
const good = apart(goodRequests, "good");

/** Requests that differ in their objects only are asked together. */
const together = <Case extends Bad | Good>(cases: readonly Case[]): readonly (readonly Case[])[] => {
  const keyOf = ({ operation = "CREATE", user = "" }: Case) => `${operation} ${user}`;
  return [...new Set(cases.map(keyOf))].map((key) => cases.filter((one) => keyOf(one) === key));
};

async function outcomes<Case extends Bad | Good>(cases: readonly Case[]) {
  const asked = together(cases).map(async (group) => {
    const { operation = "CREATE", user } = group[0] ?? {};
    if (operation === "UPDATE") throw new Error("the command knows no state before an update");
    const outcomesOf = await kyvernoApply({
      policies: enforced,
      objects: group.map(({ object }) => object),
      operation,
      user,
    });
    return group.map((one) => ({ one, results: outcomesOf(one.object) }));
  });
  const answered = new Map((await Promise.all(asked)).flat().map(({ one, results }) => [one, results]));
  return cases.map((one) => ({ one, results: answered.get(one) ?? [] }));
}

describeWithKyverno("Kyverno itself", () => {
  it("refuses the bad objects, with the same words", async () => {
    const said = (await outcomes(bad)).map(({ one: { policy, title }, results }) => {
      const refused = results.filter(({ result, policy: by }) => result !== "pass" && by === policy);
      return [policy, title, refused.map(({ result, message }) => `${result}: ${message}`)];
    });
    expect(said).toEqual(bad.map(({ policy, title, message }) => [policy, title, [`fail: ${message}`]]));
  });

  it("refuses none of the good objects", async () => {
    const said = (await outcomes(good)).map(({ one: { title }, results }) => {
      return [title, results.length > 0, results.filter(({ result }) => result !== "pass")];
    });
    expect(said).toEqual(good.map(({ title }) => [title, true, []]));
  });

  it.each([
    ...environmentNames().map((name) => [name, () => environmentOutput(name)] as const),
    ["the demo with an exception", demoWithException] as const,
  ])("refuses no object of the apps of %s", async (_, platformOf) => {
    const objects = kubernetesObjects(platformOf(), "apps");
    const outcomesOf = await kyvernoApply({ policies: policyObjects(platformOf()), objects });
    const refused = objects.flatMap((object) => {
      return outcomesOf(object)
        .filter(({ result }) => !["pass", "skip"].includes(result))
        .map(({ policy, message }) => `${object.kind} ${object.metadata.name} ${policy}: ${message}`);
    });
    expect(refused).toEqual([]);
    const looked = objects.filter((object) => outcomesOf(object).length > 0).map(({ kind }) => kind);
    expect(looked).toEqual(expect.arrayContaining(["Deployment", "NetworkPolicy", "Service"]));
  });

  it("skips what an exception names, and nothing else", async () => {
    const platform = demoWithException();
    const objects = kubernetesObjects(platform, "apps").filter(({ kind }) => kind === "Deployment");
    const outcomesOf = await kyvernoApply({ policies: policyObjects(platform), objects });
    const skipped = objects.flatMap((object) => {
      const results = outcomesOf(object).filter(({ result }) => result === "skip");
      return results.map(({ policy }) => `${object.metadata.namespace}/${object.metadata.name} ${policy}`);
    });
    expect(skipped).toEqual(["storefront/catalog no-mutable-tags"]);
  });
});

function demoWithException(): SynthesizedPlatform {
  const exception = { policy: "no-mutable-tags", team: "storefront", app: "catalog", reason: "until 2.0 is out" };
  return synthesizePlatform({ environment: validated({ "policies.exceptions": [exception] }) });
}
