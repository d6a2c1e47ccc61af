import type { Environment } from "../../environments/schema/environment";
import { validated } from "../environments/broken";

/** Apps of a team: enough teams that none is out of the ordinary. */
const perTeam = 10;

/** The demo with so many web services, by teams of ten. */
export function withApps(count: number): Environment {
  const teams = Array.from({ length: Math.ceil(count / perTeam) }, (_, index) => `team-${index}`);
  const apps = Array.from({ length: count }, (_, index) => ({
    name: `app-${index}`,
    team: teams[Math.floor(index / perTeam)],
    image: { tag: "1.0.0" },
    replicas: { minimum: 2, maximum: 3 },
    // Little, so that the node pools of the demo hold them all.
    resources: { cpu: "10m", memory: "16Mi" },
    uses: { databases: [{ name: "orders", access: "read" }] },
  }));
  // What belongs to the demo's teams goes with them.
  const none = { queues: [], teamBuckets: [], tables: [] };
  return validated({
    ...none,
    apps,
    teams: teams.map((name) => ({ name, quota: { cpu: "24", memory: "48Gi", pods: 120 } })),
  });
}
