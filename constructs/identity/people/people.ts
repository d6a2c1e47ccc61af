import { Construct } from "constructs";
import type { Names, PeopleRole } from "../../names";
import { type Policies, policyDocument } from "../policy-document";
import { PlatformRole, type WidePolicy } from "../role";
import { peopleTrust } from "../trust/people-trust";
import { auditor, databaseAdministrator, developer, operator, type PeopleContext, settings } from "./permissions";

export interface PeopleProps extends PeopleContext {
  readonly names: Names;
  readonly partition: string;
  /** ARNs of the boundaries: people's, and that of whoever breaks the glass. */
  readonly boundaryArns: Readonly<Record<"people" | "break-glass", string>>;
  /** Who may take a role, by patterns of their ARNs. A role that nobody may take is not made. */
  readonly principals: Readonly<Record<PeopleRole, readonly string[]>>;
  /** Teams and who develops for them. */
  readonly teams: readonly { readonly name: string; readonly developers: readonly string[] }[];
}

interface Person {
  readonly description: string;
  /** Longest session, in hours. */
  readonly hours: number;
  readonly policies?: (context: PeopleContext) => Policies;
  readonly awsManagedPolicies?: readonly WidePolicy[];
}

const people: Readonly<Record<PeopleRole, Person>> = {
  // All that its boundary leaves, for an hour: what is broken is not known beforehand.
  "break-glass": {
    description: "Emergencies: all of this environment but identities and states.",
    hours: 1,
    awsManagedPolicies: [
      {
        name: "PowerUserAccess",
        reason:
          "what is broken is not known beforehand; the boundary leaves this environment, and no identity or state",
      },
    ],
  },
  operator: {
    description: "Looks after what runs: settings, metrics, logs.",
    hours: 4,
    policies: (context) => ({ permissions: operator(context) }),
  },
  "database-administrator": {
    description: "Looks after the datastores and nothing else.",
    hours: 4,
    policies: (context) => ({ permissions: databaseAdministrator(context) }),
  },
  auditor: {
    description: "Reads settings: no secrets, no data, no logs.",
    hours: 4,
    policies: () => ({ permissions: auditor() }),
  },
};

/** People's roles. What they may do inside the cluster is a matter of access entries. */
export class People extends Construct {
  /** By role, as far as somebody may take it. */
  readonly roleArns: Readonly<Record<string, string>>;
  /** By team, as far as the team names developers. */
  readonly developerRoleArns: Readonly<Record<string, string>>;
  private readonly roles: ReadonlyMap<PeopleRole, PlatformRole>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PeopleProps,
  ) {
    super(scope, id);
    const wanted = (Object.keys(people) as PeopleRole[]).filter((role) => props.principals[role].length > 0);
    const teams = props.teams.filter(({ developers }) => developers.length > 0);
    this.roles = new Map(wanted.map((role) => [role, this.person(role)]));
    this.roleArns = Object.fromEntries([...this.roles].map(([role, { arn }]) => [role, arn]));
    this.developerRoleArns = Object.fromEntries(teams.map((team) => [team.name, this.developer(team).arn]));
  }

  /** Lets those who look after the whole platform see its settings: what these are is known once all stacks are. */
  grantSettings(reads: readonly string[]): void {
    for (const role of ["operator", "auditor"] as const) this.roles.get(role)?.grant({ settings: settings(reads) });
  }

  private person(role: PeopleRole): PlatformRole {
    const { names, principals, boundaryArns, partition } = this.props;
    const { description, hours, policies, awsManagedPolicies } = people[role];
    return new PlatformRole(this, role, {
      name: names.personRole(role),
      path: names.personPath(role),
      description,
      trust: policyDocument(...peopleTrust(principals[role])),
      boundaryArn: boundaryArns[role === "break-glass" ? role : "people"],
      maxSessionHours: hours,
      policies: policies?.(this.props),
      awsManagedPolicies,
      partition,
    });
  }

  private developer({ name, developers }: PeopleProps["teams"][number]): PlatformRole {
    const { names, boundaryArns, partition } = this.props;
    return new PlatformRole(this, `developer-${name}`, {
      name: names.developerRole(name),
      path: names.teamRolePath("people", name),
      description: `Develops the apps of team ${name}.`,
      trust: policyDocument(...peopleTrust(developers)),
      boundaryArn: boundaryArns.people,
      maxSessionHours: 8,
      policies: { permissions: developer(this.props, name) },
      partition,
    });
  }
}
