import type { SectionRule } from "./section-rule";
import { endpointAndRunners } from "./sections/endpoint-and-runners";
import { endpointsWithoutNat } from "./sections/endpoints-without-nat";
import { subnetsDiffer, subnetsInZones } from "./sections/existing-subnets";
import { repeatedRegistries, secretsOfRegistries } from "./sections/image-caches";
import {
  calledByItself,
  knownCaches,
  knownCallers,
  knownDatabases,
  knownExcludedTeams,
  knownTeam,
} from "./sections/known-names";
import { readerNames, settingsTaken } from "./sections/link-variables";
import { namesDiffer, namesFit } from "./sections/names";
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
  productionClusterBackups,
  productionDatabases,
  productionDeletedBackups,
  productionFileBackups,
  productionProtection,
  productionSnapshots,
} from "./sections/production";
import { quotaHoldsApps } from "./sections/quota";
import { nodeRange, replicaRange } from "./sections/ranges";
import {
  repeatedApps,
  repeatedCaches,
  repeatedDatabases,
  repeatedNodePools,
  repeatedSubdomains,
  repeatedTeams,
} from "./sections/repeated-names";
import { reservedAddresses } from "./sections/reserved-addresses";
import { reservedNamespaces } from "./sections/reserved-namespaces";
import { runtimeMonitoringInRegion } from "./sections/runtime-monitoring";
import { someNodesForApps, workersCarryApps } from "./sections/workers";
import { zonesInRegion } from "./sections/zones-in-region";

/** The rules that compare values, in the order of their findings. Those on single values hang on the schema's fields. */
export const sectionRules: readonly SectionRule[] = [
  partitionOfRegion,
  partitionOfState,
  partitionOfPrincipals,
  zonesInRegion,
  subnetsInZones,
  subnetsDiffer,
  overlappingCidrs,
  endpointsWithoutNat,
  endpointAndRunners,
  nodeRange,
  releaseOfSystem,
  releaseOfVersion,
  pinnedRelease,
  oneArchitectureForApps,
  budgetTimes,
  budgetsLetGo,
  replicaRange,
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
  repeatedTeams,
  repeatedApps,
  repeatedDatabases,
  repeatedCaches,
  repeatedNodePools,
  repeatedSubdomains,
  readerNames,
  reservedNamespaces,
  reservedAddresses,
  repeatedRegistries,
  secretsOfRegistries,
  runtimeMonitoringInRegion,
  knownTeam,
  knownExcludedTeams,
  knownDatabases,
  knownCaches,
  knownCallers,
  calledByItself,
  pipelineOfSomebody,
  pipelineSubject,
  pipelineIssuers,
  settingsTaken,
  someNodesForApps,
  workersCarryApps,
  limitsHoldApps,
  quotaHoldsApps,
  exceptionTeams,
  repeatedExceptions,
  exceptionsOfRestrictedPods,
  registriesOfImages,
  namesFit,
  namesDiffer,
];
