import type { AppPeer } from "../../constructs/workloads/network-policy";
import type { CalledApp } from "../../constructs/workloads/workload-props";
import { callersOf, portOf } from "../../environments/schema/apps/pods";
import type { App } from "../../environments/schema/environment";
import type { Upstream } from "./upstream";

/** Who calls whom, from both ends. */
export class Peers {
  private readonly apps: ReadonlyMap<string, App>;
  private readonly callees: ReadonlyMap<string, readonly App[]>;

  constructor(
    apps: readonly App[],
    private readonly kubernetes: Upstream["kubernetes"],
  ) {
    this.apps = new Map(apps.map((app) => [keyOf(app), app]));
    this.callees = calleesByCaller(apps);
  }

  /** An app as others see it. */
  peerOf({ team, name }: App): AppPeer {
    return { team, name, namespace: this.kubernetes.teamNamespaces.at(team) };
  }

  callersOf(app: App): readonly AppPeer[] {
    return callersOf(app)
      .flatMap((key) => this.apps.get(key) ?? [])
      .map((caller) => this.peerOf(caller));
  }

  calledBy(app: App): readonly CalledApp[] {
    return (this.callees.get(keyOf(app)) ?? []).flatMap((callee) => {
      const port = portOf(callee);
      return port === undefined ? [] : [{ ...this.peerOf(callee), port }];
    });
  }
}

export function keyOf({ team, name }: Pick<App, "team" | "name">): string {
  return `${team}/${name}`;
}

/** The inverse of `calledBy`: the apps that each app calls. */
function calleesByCaller(apps: readonly App[]): ReadonlyMap<string, readonly App[]> {
  const callees = new Map<string, App[]>();
  for (const app of apps) {
    for (const caller of callersOf(app)) {
      const known = callees.get(caller) ?? [];
      known.push(app);
      callees.set(caller, known);
    }
  }
  return callees;
}
