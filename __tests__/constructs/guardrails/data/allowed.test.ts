import { describeFinding } from "../../../../constructs/errors";
import { guardrailFindings } from "../../../../constructs/guardrails/check";
import { FinishedTree } from "../../../../constructs/guardrails/finished-tree";
import type { Environment } from "../../../../environments/schema/environment";
import { platform } from "../../../../main";
import { validated } from "../../../environments/broken";
import { inClosedNetwork, inExistingNetwork } from "../../../support/networks";
import { delegatedDemo, wholeDemo } from "../../../support/whole-demo";

/** All that the schema lets an environment do without that nobody depends on. */
const carefree = (): Environment =>
  validated({
    production: false,
    "databases.0.instances": 1,
    "databases.0.backupRetentionDays": 1,
    "databases.0.deletionProtection": false,
    "caches.0.replicas": 0,
    "caches.0.snapshotRetentionDays": 0,
    "tables.0.recoveryDays": 1,
    "tables.0.deletionProtection": false,
    "teamBuckets.0.deletedObjectDays": 1,
    "buckets.deletedBackupDays": 1,
    fileStorage: { enabled: true, backups: false },
    "dns.zone": { source: "create", delegated: true, deletable: true, dnssec: true },
    "dns.privateZone": { source: "create", domain: "internal.tideline.example", deletable: true },
    "network.nat": "single",
    "cluster.logRetentionDays": 1,
  });

it.each<[string, () => Environment]>([
  ["with all that there is", () => wholeDemo],
  ["with a delegated zone", () => delegatedDemo],
  ["in somebody else's VPC", inExistingNetwork],
  ["without NAT", inClosedNetwork],
  ["outside of production", carefree],
])("the platform %s breaks no rule that is not waived", (_, environment) => {
  const tree = new FinishedTree(platform({ environment: environment() }).resolveAll());
  expect(guardrailFindings(tree).map(describeFinding)).toEqual([]);
});
