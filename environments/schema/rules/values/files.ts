import { entryRule, valueRule } from "../value-rule";

const reserved = ["/tmp", "/proc", "/sys", "/dev"];

/** A volume hides what the image has below its path. */
export const mountPath = valueRule<string>({
  code: "ENV_MOUNT_PATH",
  states: "a mount path is absolute, without a slash at its end, and neither the root nor /tmp, /proc, /sys or /dev",
  fix: "write it as in /etc/app",
  allows: (value) => /^(\/[A-Za-z0-9._-]+)+$/.test(value) && !value.split("/").includes("..") && !isReserved(value),
});

function isReserved(path: string): boolean {
  return reserved.some((one) => path === one || path.startsWith(`${one}/`));
}

type Files = Readonly<Record<string, string>>;

/** https://kubernetes.io/docs/concepts/configuration/configmap/: the keys of a ConfigMap. */
export const fileName = entryRule<Files>({
  code: "ENV_CONFIG_FILE_NAME",
  states: "the name of a file has up to 200 letters, digits, dots, underscores and hyphens",
  fix: "write it as in app.yaml",
  offenders: (files) =>
    Object.keys(files).filter((name) => !/^[A-Za-z0-9._-]{1,200}$/.test(name) || name === "." || name.startsWith("..")),
});

/** etcd takes objects of up to 1.5 MiB, Kubernetes ConfigMaps of up to 1 MiB. */
export const filesSize = valueRule<Files>({
  code: "ENV_FILES_SIZE",
  states: "the configuration files of an app have up to 512 KiB together",
  fix: "put what is larger into the image, a bucket or a volume",
  allows: (files) => Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0) <= 512 * 1024,
});
