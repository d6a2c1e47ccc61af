import { type Breach, sectionRule } from "../section-rule";

/** https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html */
export const sharedVolumes = sectionRule({
  code: "ENV_VOLUME_SHARED",
  states: "an app has shared volumes where the environment has file storage",
  needs: ["fileStorage", "apps"],
  breaches: ({ fileStorage, apps }) =>
    fileStorage.enabled
      ? []
      : apps.flatMap(({ volumes }, index) =>
          volumes.flatMap(({ kind }, position): Breach[] =>
            kind === "shared"
              ? [{ path: ["apps", index, "volumes", position, "kind"], fix: "write fileStorage: { enabled: true }" }]
              : [],
          ),
        ),
});

export const secretsUsed = sectionRule({
  code: "ENV_SECRET_UNUSED",
  states: "a secret of an app stands once, and becomes a variable or a file",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap(({ secrets }, index) =>
      secrets.flatMap(({ name, variables, files }, position): Breach[] => {
        const path = ["apps", index, "secrets", position, "name"];
        const first = secrets.findIndex((other) => other.name === name);
        if (first !== position) return [{ path, fix: `add to secrets[${first}], and leave this one out` }];
        const used = Object.keys(variables).length + Object.keys(files?.contents ?? {}).length;
        return used > 0 ? [] : [{ path, fix: "add variables or files, or leave it out" }];
      }),
    ),
});

export const calledOnPort = sectionRule({
  code: "ENV_APP_CALLED_PORT",
  states: "an app that others call has a port",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index): Breach[] =>
      app.kind === "daemon-service" && app.calledBy.length > 0 && app.port === undefined
        ? [{ path: ["apps", index, "calledBy"], fix: "add the port, as in port: 8080, or leave calledBy out" }]
        : [],
    ),
});

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable: both can't be 0. */
export const rolloutMoves = sectionRule({
  code: "ENV_ROLLOUT_STUCK",
  states: "a rollout may have a pod too many or one too few",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index): Breach[] => {
      if (!("rollout" in app) || app.rollout.kind !== "rolling") return [];
      const { maxSurge, maxUnavailable } = app.rollout;
      return isNone(maxSurge) && isNone(maxUnavailable)
        ? [{ path: ["apps", index, "rollout", "maxSurge"], fix: 'write "1" or more for one of the two' }]
        : [];
    }),
});

export const outsideNamed = sectionRule({
  code: "ENV_OUTSIDE_REPEATED",
  states: "whoever an app calls outside has a name of its own",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap(({ outside }, index) =>
      outside.flatMap(({ name }, position): Breach[] =>
        outside.findIndex((other) => other.name === name) === position
          ? []
          : [{ path: ["apps", index, "outside", position, "name"], fix: "choose another name" }],
      ),
    ),
});

function isNone(share: string): boolean {
  return Number.parseInt(share, 10) === 0;
}
