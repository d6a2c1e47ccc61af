import { literal } from "../literal";
import { type Probes, probesOf } from "./probes";
import { type Resources, resourcesOf } from "./resources";
import { containerSecurity } from "./security";

/** A folder of a volume's in a container. */
export interface Mount {
  /** Name of the volume. */
  readonly volume: string;
  readonly path: string;
  /** @default false */
  readonly readOnly?: boolean;
}

/** An environment variable whose value stands in a Secret. */
export interface SecretVariable {
  readonly variable: string;
  readonly secretName: string;
  readonly key: string;
}

interface ContainerPort {
  readonly name: string;
  readonly number: number;
}

export interface ContainerProps {
  readonly name: string;
  /** Full reference of the image, with a digest or a tag that never moves. */
  readonly image: string;
  /** @default - the image's own */
  readonly command?: readonly string[];
  /** @default - the image's own */
  readonly args?: readonly string[];
  readonly resources: Resources;
  /** Port that the container listens on, and its name. @default - none */
  readonly port?: ContainerPort;
  /** Another one, for those who ask for its metrics. @default - none */
  readonly metricsPort?: number;
  /** @default - none */
  readonly probes?: Probes;
  /** ConfigMap whose entries become environment variables. @default - none */
  readonly settingsName?: string;
  /** Environment variables by name, as they are. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly secretVariables?: readonly SecretVariable[];
  readonly mounts: readonly Mount[];
  /** What happens before the container is told to stop. @default - nothing */
  readonly lifecycle?: { preStop: { exec: { command: string[] } }[] };
}

/** One container by the profile `restricted`, as the provider takes it. */
export function containerOf(props: ContainerProps) {
  const { name, image, command, args, resources, port, probes = {}, settingsName, mounts, lifecycle } = props;
  const env = variablesOf(props);
  const ports = portsOf(props);
  return {
    name,
    image,
    imagePullPolicy: "IfNotPresent",
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    ...(ports.length > 0 && { port: ports }),
    ...(settingsName !== undefined && { envFrom: [{ configMapRef: { name: settingsName } }] }),
    ...(env.length > 0 && { env }),
    resources: resourcesOf(resources),
    securityContext: containerSecurity,
    volumeMount: mounts.map(mountOf),
    terminationMessagePolicy: "FallbackToLogsOnError",
    ...probesOf(name, probes, port?.number),
    ...(lifecycle && { lifecycle }),
  };
}

function portsOf({ port, metricsPort }: ContainerProps) {
  const ports: readonly ContainerPort[] = [
    ...(port ? [port] : []),
    ...(metricsPort === undefined ? [] : [{ name: "metrics", number: metricsPort }]),
  ];
  return ports.map(({ name, number }) => ({ name, containerPort: number, protocol: "TCP" }));
}

function variablesOf({ variables = {}, secretVariables = [] }: ContainerProps) {
  return [
    ...Object.entries(variables).map(([name, value]) => ({ name, value: literal(value) })),
    ...secretVariables.map(({ variable, secretName, key }) => {
      return { name: variable, valueFrom: { secretKeyRef: { name: secretName, key } } };
    }),
  ];
}

function mountOf({ volume, path, readOnly }: Mount) {
  return { name: volume, mountPath: path, ...(readOnly && { readOnly }) };
}
