import { Construct } from "constructs";
import { type AppNeeds, appPolicies, type DatabaseId } from "./app-permissions";
import type { KeyUser } from "./key-use";
import { PlatformRole } from "./role";
import { podTrust } from "./trust/pod-trust";

export interface AppRolesProps extends KeyUser {
  readonly accountId: string;
  readonly partition: string;
  /** ARN of the boundary of apps. */
  readonly boundaryArn: string;
  readonly apps: readonly AppNeeds[];
  /** @default - no id is known: apps sign in by the name of their user alone */
  readonly databaseId?: DatabaseId;
}

/**
 * One role for each app, for its service account (named as the app) in its team's namespace. An app that calls nothing
 * in AWS has one as well: an empty role is what keeps its pods from ever needing the node's.
 */
export class AppRoles extends Construct {
  /** By `<team>/<app>`. */
  readonly arns: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: AppRolesProps) {
    super(scope, id);
    const { names, accountId, partition, boundaryArn, apps, databaseId = () => "*" } = props;
    const arns = apps.map((app) => {
      const { team, name } = app;
      const role = new PlatformRole(this, `${team}-${name}`, {
        name: names.appRole(team, name),
        path: names.teamRolePath("apps", team),
        description: `What the app ${name} of team ${team} does in AWS.`,
        trust: podTrust({
          accountId,
          clusterArn: names.clusterArn,
          namespace: names.teamNamespace(team),
          serviceAccount: name,
        }),
        boundaryArn,
        policies: appPolicies(props, app, databaseId),
        shorter: `let the app ${team}/${name} use fewer of them, or make two apps of it`,
        partition,
      });
      return [`${team}/${name}`, role.arn];
    });
    this.arns = Object.fromEntries(arns);
  }
}
