import type { InitContainer, SideCar, WorkloadProps } from "../workload-props";
import type { ContainerProps, Mount } from "./container";
import { type PodVolume, temporaryFiles } from "./volumes";

/** The app's own container, of which the others take what they don't have themselves. */
export type OwnContainer = Omit<WorkloadProps, "volumes"> & Omit<ContainerProps, "resources">;

/** A container with the place of its temporary files, which it shares with no other. */
export interface PlacedContainer {
  readonly container: ContainerProps;
  readonly temporary: PodVolume;
}

/** The app's own container and those beside it, which drain for as long as it does. */
export function containersOf(own: OwnContainer, sideCars: readonly SideCar[]): readonly PlacedContainer[] {
  const { name, image, command, args, resources, port, metricsPort } = own;
  const { probes, settingsName, secretVariables, mounts, lifecycle } = own;
  const runs = { name, image, command, args, resources, port, metricsPort, probes, lifecycle };
  const app = { ...runs, settingsName, secretVariables, mounts };
  return [
    placed(app, "tmp"),
    ...sideCars.map(({ port: number, mounts: seen = [], ...sideCar }) => {
      const listens = number === undefined ? undefined : { name: "side-car", number };
      return placed(
        { ...sideCar, port: listens, mounts: mountsNamed(own.mounts, seen), lifecycle },
        `tmp-${sideCar.name}`,
      );
    }),
  ];
}

/** They have the app's settings and secrets, since what they prepare is the app's. */
export function initContainersOf(
  own: OwnContainer,
  initContainers: readonly InitContainer[],
): readonly PlacedContainer[] {
  const { settingsName, secretVariables } = own;
  return initContainers.map(({ mounts: seen = [], image = own.image, resources = own.resources, ...init }) =>
    placed(
      { ...init, image, resources, settingsName, secretVariables, mounts: mountsNamed(own.mounts, seen) },
      `tmp-${init.name}`,
    ),
  );
}

function mountsNamed(mounts: readonly Mount[], volumes: readonly string[]): readonly Mount[] {
  return mounts.filter(({ volume }) => volumes.includes(volume));
}

function placed(container: ContainerProps, volume: string): PlacedContainer {
  const { path, sizeLimit } = temporaryFiles;
  return {
    container: { ...container, mounts: [{ volume, path }, ...container.mounts] },
    temporary: { kind: "scratch", name: volume, sizeLimit },
  };
}
