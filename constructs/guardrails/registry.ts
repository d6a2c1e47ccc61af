import { chartNotRecorded } from "./charts/chart-not-recorded";
import { chartRendersSecret } from "./charts/chart-renders-secret";
import { customObjectSecret } from "./charts/custom-object-secret";
import { backwardDependency } from "./contracts/backward-dependency";
import { changedBackend } from "./contracts/changed-backend";
import { changedRead } from "./contracts/changed-read";
import { danglingReference } from "./contracts/dangling-reference";
import { foreignProvider } from "./contracts/foreign-provider";
import { handMadeRead } from "./contracts/hand-made-read";
import { ignoredDependency } from "./contracts/ignored-dependency";
import { nativeReference } from "./contracts/native-reference";
import { unknownOutput } from "./contracts/unknown-output";
import { wholeState } from "./contracts/whole-state";
import { administratorPolicy } from "./identity/administrator-policy";
import { oidcAudience } from "./identity/oidc-audience";
import { oidcSubject } from "./identity/oidc-subject";
import { openTrust } from "./identity/open-trust";
import { podTrustNarrow } from "./identity/pod-trust";
import { policyUnreadable } from "./identity/policy-unreadable";
import { roleBoundary } from "./identity/role-boundary";
import { wildcardAction } from "./identity/wildcard-action";
import { wildcardResource } from "./identity/wildcard-resource";
import { iamOutsideIdentity } from "./placement/iam-outside-identity";
import { missingTags } from "./placement/missing-tags";
import { nameTooLong } from "./placement/name-too-long";
import { providerNotAllowed } from "./placement/provider-not-allowed";
import { provisioner } from "./placement/provisioner";
import { typeNotAllowed } from "./placement/type-not-allowed";
import type { Rule } from "./rule";
import { secretArgument } from "./secrets/secret-argument";
import { secretText } from "./secrets/secret-text";
import { secretType } from "./secrets/secret-type";
import { waiverDate } from "./waivers/waiver-date";
import { waiverInUse } from "./waivers/waiver-in-use";
import { waiverOfKnownRule } from "./waivers/waiver-of-known-rule";
import { waiverReason } from "./waivers/waiver-reason";
import { waiverTwice } from "./waivers/waiver-twice";

const ids = () => rules.map(({ id }) => id);

/** Every rule, in the order in which they are documented. A rule that is not listed here is never asked. */
export const rules: readonly Rule[] = [
  // What stacks know of each other
  nativeReference,
  danglingReference,
  foreignProvider,
  unknownOutput,
  wholeState,
  changedBackend,
  changedRead,
  handMadeRead,
  backwardDependency,
  ignoredDependency,

  // What a stack is for
  iamOutsideIdentity,
  typeNotAllowed,
  providerNotAllowed,
  provisioner,
  missingTags,
  nameTooLong,

  // Roles and policies
  roleBoundary,
  policyUnreadable,
  wildcardAction,
  wildcardResource,
  administratorPolicy,
  openTrust,
  oidcSubject,
  oidcAudience,
  podTrustNarrow,

  // Secrets
  secretType,
  secretArgument,
  secretText,
  customObjectSecret,

  // Charts
  chartNotRecorded(),
  chartRendersSecret(),

  // Waivers: the last looks at what all others found
  waiverReason,
  waiverTwice,
  waiverDate,
  waiverOfKnownRule(ids),
  waiverInUse(ids),
];
