import { administration, reading } from "../encryption/key-statements";
import { allow, type PolicyDocument, policyDocument, type Statement } from "../identity/policy-document";
import { throughS3 } from "./state";
import type { GuardedState } from "./state-policies";

/**
 * A key's policy is where rights on it begin: what it does not give, no identity policy can. It names the account alone,
 * which always exists, narrowed to ARNs; the identity policies of those have to allow it as well.
 */
export function keyPolicy(state: GuardedState): PolicyDocument {
  const { plan, apply, review, readers, rootAdministrators } = state.users;
  const both = ["kms:Decrypt", "kms:GenerateDataKey"];
  return policyDocument(
    administration(state, rootAdministrators),
    reading(state),
    through(state, "State", both, [plan, apply, ...rootAdministrators]),
    through(state, "Reads", ["kms:Decrypt"], [review, ...readers]),
  );
}

function through(
  state: GuardedState,
  sid: string,
  actions: readonly string[],
  principals: readonly string[],
): Statement {
  const { partition, accountId } = state;
  const conditions = {
    ArnLike: { "aws:PrincipalArn": principals },
    StringEquals: { "kms:ViaService": throughS3(state) },
  };
  // In the policy of a key, the resource is that key.
  return {
    ...allow(sid, actions, "*", conditions),
    Principal: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
  };
}
