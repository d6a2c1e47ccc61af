import { ClusterRoles } from "../../../constructs/identity/cluster-roles";
import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import { environmentOutput } from "../../support/demo";
import { synthesize } from "../../support/synthesize";
import { aws, names } from "./support/context";
import { decide } from "./support/iam";

const boundaryArn = names.boundaryArn("controllers");
const policyWith = (keyId: string): PolicyDocument => {
  const stack = synthesize((scope) => {
    const props = { names, ...aws, boundaryArn, keyId: () => keyId, cachedRegistries: [] };
    new ClusterRoles(scope, "cluster", props);
  });
  return JSON.parse(stack.named("aws_iam_policy", "cluster_control-plane_policy-secrets-key").policy);
};

const see = (documents: readonly PolicyDocument[], id: string, alias: string) =>
  decide(documents, {
    action: "kms:ListGrants",
    resource: names.arn("kms", `key/${id}`),
    context: { "kms:ResourceAliases": [alias] },
  });

it("sees the grants of the key of Secrets, which EKS asks for when it checks the cluster, and of no other key", () => {
  expect(see([policyWith("*")], "1", names.keyAlias("cluster"))).toBe("allowed");
  expect(see([policyWith("*")], "1", names.keyAlias("database"))).toBe("denied");
});

it("knows that key by its id once that is known, whatever its alias says", () => {
  expect(see([policyWith("1")], "1", "alias/moved")).toBe("allowed");
  expect(see([policyWith("1")], "2", names.keyAlias("cluster"))).toBe("denied");
});

it("is let in by the key's own policy", () => {
  const { policy } = environmentOutput("demo")["managed-infrastructure"].named("aws_kms_key", "keys_cluster_key");
  expect(see([JSON.parse(policy)], "1", names.keyAlias("cluster"))).toBe("allowed");
});
