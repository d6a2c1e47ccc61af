/** A volume of a pod, as the provider takes it. What a stateful set claims for each pod is none of these. */
export type PodVolume =
  | { readonly kind: "scratch"; readonly name: string; readonly sizeLimit: string; readonly memory?: boolean }
  | { readonly kind: "claim"; readonly name: string; readonly claimName: string; readonly readOnly?: boolean }
  | { readonly kind: "config-map"; readonly name: string; readonly mapName: string }
  | {
      readonly kind: "secret";
      readonly name: string;
      readonly secretName: string;
      /** Keys of the Secret, by the name of the file that each becomes. */
      readonly files: Readonly<Record<string, string>>;
    };

/** Space for temporary files, the only place of a container that can be written to. */
export const temporaryFiles = { path: "/tmp", sizeLimit: "256Mi" };

/** For the pod's own user and group alone. */
const readableByOwner = "0440";

export function volumeOf(volume: PodVolume) {
  const { name } = volume;
  switch (volume.kind) {
    case "scratch":
      return { name, emptyDir: { sizeLimit: volume.sizeLimit, ...(volume.memory && { medium: "Memory" }) } };
    case "claim":
      return { name, persistentVolumeClaim: { claimName: volume.claimName, readOnly: volume.readOnly ?? false } };
    case "config-map":
      return { name, configMap: { name: volume.mapName } };
    case "secret": {
      const items = Object.entries(volume.files).map(([path, key]) => ({ key, path }));
      return { name, secret: { secretName: volume.secretName, defaultMode: readableByOwner, items } };
    }
  }
}
