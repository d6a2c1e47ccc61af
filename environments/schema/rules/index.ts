import type { SectionRule } from "./section-rule";
import { alertTopicInRegion } from "./sections/alert-topic";
import { containersNamed, mountPathsDiffer, mountsKnown, probePorts, volumesNamed } from "./sections/app-containers";
import { calledOnPort, outsideNamed, rolloutMoves, secretsUsed, sharedVolumes } from "./sections/app-kinds";
import { metricsNamed, metricsServed, metricsTold } from "./sections/app-metrics";
import { databaseRoots } from "./sections/database-roots";
import { acmeReachable, signedAfterDelegation, signedInPartition } from "./sections/dns";
import { emulatorState } from "./sections/emulator-state";
import { endpointAndRunners } from "./sections/endpoint-and-runners";
import { endpointsWithoutNat } from "./sections/endpoints-without-nat";
import { subnetsDiffer, subnetsInZones } from "./sections/existing-subnets";
import { repeatedRegistries, secretsOfRegistries } from "./sections/image-caches";
import { internalAppsHaveNames } from "./sections/internal-apps";
import {
  calledByItself,
  knownBuckets,
  knownCaches,
  knownCallers,
  knownDatabases,
  knownExcludedTeams,
  knownQueues,
  knownTables,
  knownTeam,
} from "./sections/known-names";
import { readerNames, secretsTaken, settingsTaken } from "./sections/link-variables";
import { namesDiffer, namesFit, statesAside } from "./sections/names";
import {
  budgetsLetGo,
  budgetTimes,
  limitsHoldApps,
  oneArchitectureForApps,
  pinnedRelease,
  productionSpot,
} from "./sections/node-pools";
import { releaseOfSystem, releaseOfVersion } from "./sections/node-releases";
import { overlappingCidrs } from "./sections/overlapping-cidrs";
import { ownersKnown, usedByOwner } from "./sections/owners";
import { partitionOfPrincipals, partitionOfRegion, partitionOfState } from "./sections/partition";
import { pipelineIssuers, pipelineOfSomebody, pipelineSubject } from "./sections/pipelines";
import {
  exceptionsOfRestrictedPods,
  exceptionTeams,
  registriesOfImages,
  repeatedExceptions,
} from "./sections/policies";
import {
  productionApps,
  productionBackups,
  productionCaches,
  productionCapacity,
  productionClusterBackups,
  productionDatabases,
  productionDeletedBackups,
  productionDeletedObjects,
  productionFileBackups,
  productionProtection,
  productionRecovery,
  productionSnapshots,
  productionTables,
} from "./sections/production";
import { quotaHoldsApps } from "./sections/quota";
import { capacityRange, nodeRange, replicaRange } from "./sections/ranges";
import {
  repeatedApps,
  repeatedBuckets,
  repeatedCaches,
  repeatedDatabases,
  repeatedIndexes,
  repeatedNodePools,
  repeatedQueues,
  repeatedSubdomains,
  repeatedTables,
  repeatedTeams,
} from "./sections/repeated-names";
import { reservedAddresses } from "./sections/reserved-addresses";
import { reservedNamespaces } from "./sections/reserved-namespaces";
import { runtimeMonitoringInRegion } from "./sections/runtime-monitoring";
import { serverlessCapacity } from "./sections/serverless";
import { keyTypes, sortKeyDiffers } from "./sections/table-keys";
import { wafReachable } from "./sections/waf-reachable";
import { windowsApart } from "./sections/windows";
import { someNodesForApps, workersCarryApps } from "./sections/workers";
import { zonesInRegion } from "./sections/zones-in-region";

/** The rules that compare values, in the order of their findings. Those on single values hang on the schema's fields. */
export const sectionRules: readonly SectionRule[] = [
  partitionOfRegion,
  partitionOfState,
  partitionOfPrincipals,
  emulatorState,
  zonesInRegion,
  subnetsInZones,
  subnetsDiffer,
  overlappingCidrs,
  endpointsWithoutNat,
  endpointAndRunners,
  wafReachable,
  acmeReachable,
  signedAfterDelegation,
  signedInPartition,
  nodeRange,
  releaseOfSystem,
  releaseOfVersion,
  pinnedRelease,
  oneArchitectureForApps,
  budgetTimes,
  budgetsLetGo,
  replicaRange,
  capacityRange,
  serverlessCapacity,
  databaseRoots,
  windowsApart,
  keyTypes,
  sortKeyDiffers,
  productionDatabases,
  productionBackups,
  productionProtection,
  productionCaches,
  productionSnapshots,
  productionDeletedBackups,
  productionClusterBackups,
  productionFileBackups,
  productionApps,
  productionSpot,
  productionCapacity,
  productionDeletedObjects,
  productionRecovery,
  productionTables,
  repeatedTeams,
  repeatedApps,
  repeatedDatabases,
  repeatedCaches,
  repeatedNodePools,
  repeatedQueues,
  repeatedBuckets,
  repeatedTables,
  repeatedIndexes,
  repeatedSubdomains,
  internalAppsHaveNames,
  readerNames,
  reservedNamespaces,
  reservedAddresses,
  repeatedRegistries,
  secretsOfRegistries,
  runtimeMonitoringInRegion,
  alertTopicInRegion,
  knownTeam,
  knownExcludedTeams,
  knownDatabases,
  knownCaches,
  knownQueues,
  knownBuckets,
  knownTables,
  ownersKnown,
  usedByOwner,
  knownCallers,
  calledByItself,
  pipelineOfSomebody,
  pipelineSubject,
  pipelineIssuers,
  settingsTaken,
  someNodesForApps,
  secretsTaken,
  secretsUsed,
  containersNamed,
  volumesNamed,
  mountsKnown,
  mountPathsDiffer,
  sharedVolumes,
  probePorts,
  calledOnPort,
  outsideNamed,
  rolloutMoves,
  metricsServed,
  metricsTold,
  metricsNamed,
  workersCarryApps,
  limitsHoldApps,
  quotaHoldsApps,
  exceptionTeams,
  repeatedExceptions,
  exceptionsOfRestrictedPods,
  registriesOfImages,
  namesFit,
  namesDiffer,
  statesAside,
];
