import demo from "../environments/demo";
import type { Environment } from "../environments/schema/environment";
import { validateEnvironment } from "../environments/schema/validate";

const appsPerTeam = 10;

/**
 * The demo's platform with this many apps instead of its own: teams of ten, of which six serve the web, two work through
 * what is asked of them, and two run by the clock. Half of the apps use what others use too: database, cache, queue.
 */
export function withApps(count: number): Environment {
  const teams = Array.from({ length: Math.ceil(count / appsPerTeam) }, (_, team) => ({
    name: teamName(team),
    quota: { cpu: "64", memory: "128Gi", pods: 400 },
  }));
  const apps = Array.from({ length: count }, (_, index) => app(index));
  const queue = { name: "tasks", team: teamName(0) };
  const base = { ...demo, queues: [queue], teamBuckets: [], tables: [], teams, apps };
  return validateEnvironment(base, `bench: ${count} apps`, "demo");
}

const teamName = (team: number) => `team-${String(team).padStart(2, "0")}`;

function app(index: number) {
  const team = teamName(Math.floor(index / appsPerTeam));
  const place = index % appsPerTeam;
  const name = `app-${place}`;
  const image = { tag: `1.${index}.0` };
  const settings = { LOG_LEVEL: "info" };
  const uses = index % 2 === 0 ? { databases: ["orders"], caches: ["sessions"] } : {};
  if (place >= 8) return { kind: "scheduled-job" as const, name, team, image, schedule: "30 5 * * *", settings, uses };
  if (place >= 6) return { kind: "worker" as const, name, team, image, settings, uses };
  const calledBy = place === 0 ? [] : [`${team}/app-0`];
  const subdomain = place === 0 ? { subdomain: team } : {};
  return { name, team, image, settings, uses, calledBy, ...subdomain };
}
