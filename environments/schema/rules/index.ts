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
import { releaseOfSystem, releaseOfVersion } from "./sections/node-releases";
import { overlappingCidrs } from "./sections/overlapping-cidrs";
import { partitionOfPrincipals, partitionOfRegion, partitionOfState } from "./sections/partition";
import { pipelineIssuers, pipelineOfSomebody, pipelineSubject } from "./sections/pipelines";
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
  repeatedSubdomains,
  repeatedTeams,
} from "./sections/repeated-names";
import { reservedAddresses } from "./sections/reserved-addresses";
import { reservedNamespaces } from "./sections/reserved-namespaces";
import { runtimeMonitoringInRegion } from "./sections/runtime-monitoring";
import { someWorkers, workersCarryApps } from "./sections/workers";
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
  repeatedTeams,
  repeatedApps,
  repeatedDatabases,
  repeatedCaches,
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
  someWorkers,
  workersCarryApps,
  quotaHoldsApps,
  namesFit,
  namesDiffer,
];
