import { portOf } from "../../apps/pods";
import type { App } from "../../environment";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

/** A pod's containers bear names of their own, and the app's container that of the app. */
export const containersNamed = sectionRule({
  code: "ENV_CONTAINER_REPEATED",
  states: "every container of an app has a name of its own, and none that of the app, which its own container bears",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index) => {
      const taken = new Set([app.name]);
      return otherContainers(app).flatMap(({ path, name }): Breach[] => {
        if (!taken.has(name)) {
          taken.add(name);
          return [];
        }
        return [{ path: ["apps", index, ...path, "name"], fix: "choose another name" }];
      });
    }),
});

export const mountsKnown = sectionRule({
  code: "ENV_MOUNT_UNKNOWN",
  states: "a container mounts volumes of its app",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index) => {
      const known = volumesOf(app).map(({ name }) => name);
      return otherContainers(app).flatMap(({ path, mounts }) =>
        mounts.flatMap((name, position): Breach[] => {
          if (known.includes(name)) return [];
          const choice = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
          return [
            {
              path: ["apps", index, ...path, "mounts", position],
              problem: `the app has no volume of this name; ${choice}`,
              fix: known.length === 0 ? "declare it, or leave it out" : "choose one of those, or declare it",
            },
          ];
        }),
      );
    }),
});

/** Temporary files, configuration and secrets lie in volumes as well. */
export const volumesNamed = sectionRule({
  code: "ENV_VOLUME_REPEATED",
  states: "every volume of an app has a name of its own, and none of tmp, tmp-…, config-files and secret-…",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index) => {
      const named = ownVolumes(app);
      return named.flatMap(({ name, path }, position): Breach[] => {
        const free = !/^(tmp(-.*)?|config-files|secret-.*)$/.test(name);
        const first = named.findIndex((other) => other.name === name);
        return free && first === position
          ? []
          : [{ path: ["apps", index, ...path, "name"], fix: "choose another name" }];
      });
    }),
});

export const mountPathsDiffer = sectionRule({
  code: "ENV_MOUNT_PATH_TAKEN",
  states: "no two volumes of an app are mounted at one path, or one below the other",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index) => {
      const volumes = volumesOf(app);
      return volumes.flatMap(({ path, mountPath }, position): Breach[] => {
        const other = volumes.slice(0, position).find((one) => overlap(one.mountPath, mountPath));
        if (!other) return [];
        return [
          {
            path: ["apps", index, ...path, "mountPath"],
            problem: `${other.name} is mounted at ${other.mountPath}, and one of the two would hide the other`,
            fix: "choose another path",
          },
        ];
      });
    }),
});

/** What neither answers on a port of its own nor names one can't be asked by path or connection. */
export const probePorts = sectionRule({
  code: "ENV_PROBE_PORT",
  states: "a probe by path or connection names a port where its container has none",
  needs: ["apps"],
  breaches: ({ apps }) =>
    apps.flatMap((app, index) =>
      probedContainers(app).flatMap(({ path, port, probes }) =>
        (["startup", "readiness", "liveness"] as const).flatMap((name): Breach[] => {
          const probe = probes[name];
          if (!probe || probe.kind === "exec" || (probe.port ?? port) !== undefined) return [];
          return [{ path: ["apps", index, ...path, "probes", name], fix: "add a port, or ask by exec" }];
        }),
      ),
    ),
});

function otherContainers(app: App) {
  const sideCars = "sideCars" in app ? app.sideCars : [];
  return [
    ...app.initContainers.map(({ name, mounts }, index) => ({ path: ["initContainers", index], name, mounts })),
    ...sideCars.map(({ name, mounts }, index) => ({ path: ["sideCars", index], name, mounts })),
  ];
}

function probedContainers(app: App) {
  const sideCars = "sideCars" in app ? app.sideCars : [];
  return [
    ...("probes" in app ? [{ path: [] as Path, port: portOf(app), probes: app.probes }] : []),
    ...sideCars.map(({ port, probes }, index) => ({ path: ["sideCars", index] as Path, port, probes })),
  ];
}

interface Mounted {
  readonly path: Path;
  readonly name: string;
  readonly mountPath: string;
}

function ownVolumes(app: App): readonly Mounted[] {
  const storage = app.kind === "stateful-service" ? app.storage : [];
  const at =
    (section: string) =>
    ({ name, mountPath }: Omit<Mounted, "path">, index: number) => {
      return { path: [section, index], name, mountPath };
    };
  return [...app.volumes.map(at("volumes")), ...storage.map(at("storage"))];
}

function volumesOf(app: App): readonly Mounted[] {
  return [
    ...ownVolumes(app),
    ...(app.files ? [{ path: ["files"], name: "config-files", mountPath: app.files.mountPath }] : []),
    ...app.secrets.flatMap(({ name, files }, index) =>
      files ? [{ path: ["secrets", index, "files"], name: `secret-${name}`, mountPath: files.mountPath }] : [],
    ),
  ];
}

function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}
