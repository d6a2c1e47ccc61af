import { chartNotRecorded } from "./charts/chart-not-recorded";
import { chartRendersSecret } from "./charts/chart-renders-secret";
import { customObjectSecret } from "./charts/custom-object-secret";
import { anonymousAccess } from "./cluster/anonymous-access";
import { clusterAdmin } from "./cluster/cluster-admin";
import { clusterSecrets } from "./cluster/cluster-secrets";
import { escalatingRbac } from "./cluster/escalating-rbac";
import { namespaceLimits } from "./cluster/namespace-limits";
import { namespacePodSecurity } from "./cluster/namespace-pod-security";
import { openNetworkPolicy } from "./cluster/open-network-policy";
import { quotaExceeded } from "./cluster/quota-exceeded";
import { webhookScope } from "./cluster/webhook-scope";
import { wildcardRbac } from "./cluster/wildcard-rbac";
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
import { backupRetention } from "./data/backup-retention";
import { controlPlaneLogs } from "./data/control-plane-logs";
import { deletionProtection } from "./data/deletion-protection";
import { encryptionAtRest } from "./data/encryption-at-rest";
import { finalSnapshot } from "./data/final-snapshot";
import { ignoredSetting } from "./data/ignored-setting";
import { keyDeletion } from "./data/key-deletion";
import { keyPurpose } from "./data/key-purpose";
import { keyRotation } from "./data/key-rotation";
import { logRetention } from "./data/log-retention";
import { singleZone } from "./data/single-zone";
import { undeclaredLogGroup } from "./data/undeclared-log-group";
import { defaultSecurityGroup } from "./exposure/default-security-group";
import { openNetworkAcl } from "./exposure/open-network-acl";
import { openSecurityGroup } from "./exposure/open-security-group";
import { privateSubnetRoute } from "./exposure/private-subnet-route";
import { publicBucket } from "./exposure/public-bucket";
import { publicEndpoint } from "./exposure/public-endpoint";
import { publicIp } from "./exposure/public-ip";
import { publicPolicy } from "./exposure/public-policy";
import { publicService } from "./exposure/public-service";
import { unencryptedTransport } from "./exposure/unencrypted-transport";
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
import { hostAccess } from "./pods/host-access";
import { podBudget } from "./pods/pod-budget";
import { podProbes } from "./pods/pod-probes";
import { podResources } from "./pods/pod-resources";
import { podSecurityContext } from "./pods/pod-security-context";
import { podSpread } from "./pods/pod-spread";
import { podVolumes } from "./pods/pod-volumes";
import { serviceAccountToken } from "./pods/service-account-token";
import { singleReplica } from "./pods/single-replica";
import type { Rule } from "./rule";
import { secretArgument } from "./secrets/secret-argument";
import { secretText } from "./secrets/secret-text";
import { secretType } from "./secrets/secret-type";
import { addOnVersion } from "./versions/add-on-version";
import { extendedSupport } from "./versions/extended-support";
import { kubernetesVersion } from "./versions/kubernetes-version";
import { mutableRepository } from "./versions/mutable-repository";
import { unpinnedAddOn } from "./versions/unpinned-add-on";
import { unpinnedChart } from "./versions/unpinned-chart";
import { unpinnedImage } from "./versions/unpinned-image";
import { unpinnedLaunchTemplate } from "./versions/unpinned-launch-template";
import { unpinnedMachineImage } from "./versions/unpinned-machine-image";
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

  // Versions
  unpinnedImage,
  mutableRepository,
  unpinnedChart,
  unpinnedAddOn,
  addOnVersion,
  unpinnedMachineImage,
  unpinnedLaunchTemplate,
  kubernetesVersion,
  extendedSupport,

  // Pods
  podResources,
  podProbes,
  podSecurityContext,
  hostAccess,
  podVolumes,
  podSpread,
  podBudget,
  singleReplica,
  serviceAccountToken,

  // The cluster's own objects
  clusterAdmin,
  anonymousAccess,
  wildcardRbac,
  escalatingRbac,
  clusterSecrets,
  namespaceLimits,
  namespacePodSecurity,
  quotaExceeded,
  openNetworkPolicy,
  webhookScope,

  // Exposure
  openSecurityGroup,
  defaultSecurityGroup,
  publicEndpoint,
  publicIp,
  publicBucket,
  publicPolicy,
  privateSubnetRoute,
  openNetworkAcl,
  publicService,
  unencryptedTransport,

  // Data
  encryptionAtRest,
  keyPurpose,
  keyRotation,
  keyDeletion,
  deletionProtection,
  finalSnapshot,
  backupRetention,
  singleZone,
  logRetention,
  undeclaredLogGroup,
  controlPlaneLogs,
  ignoredSetting,

  // Waivers: the last looks at what all others found
  waiverReason,
  waiverTwice,
  waiverDate,
  waiverOfKnownRule(ids),
  waiverInUse(ids),
];
