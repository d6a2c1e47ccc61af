import type { Fields } from "../kubernetes/objects";
import { isOn } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { allPods, type Container, containersOf, type Pods } from "./pods";

export const hostAccess: Rule = {
  id: "host-access",
  title: "No pod reaches its node: not its network, processes, folders or devices",
  severity: "critical",
  sources: [
    "CIS Amazon EKS Benchmark 4.2.1 to 4.2.4",
    "Kubernetes: Pod Security Standards, baseline",
    "EKS best practices, security: Pod Security",
  ],
  check: (tree) =>
    allPods(tree).flatMap((pods) => [
      ...ofPod(pods),
      ...containersOf(pods).flatMap((container) => ofContainer(container)),
    ]),
};

const shared = {
  hostNetwork:
    "the pod is on the network of its node: no network policy holds for it, and it reads the node's credentials",
  hostPID: "the pod sees the processes of its node, with their environment",
  hostIPC: "the pod shares memory with the processes of its node",
} as const;

function ofPod({ spec, at }: Pods): readonly Violation[] {
  const volumes: readonly Fields[] = spec.volumes ?? [];
  return [
    ...Object.entries(shared)
      .filter(([field]) => isOn(spec[field]))
      .map(([field, problem]) => ({ ...at(field), value: true, problem, fix: `leave ${field} out` })),
    ...volumes.flatMap(({ hostPath }, index) => {
      if (!hostPath) return [];
      return [
        {
          ...at(`volumes[${index}].hostPath`),
          value: hostPath.path,
          problem: "the pod mounts a folder of its node",
          fix: "use an emptyDir, a claim or a ConfigMap in its place",
        },
      ];
    }),
  ];
}

function ofContainer({ fields, at }: Container): readonly Violation[] {
  const { privileged, capabilities = {} } = fields.securityContext ?? {};
  const added: readonly string[] = capabilities.add ?? [];
  const refused = added.filter((one) => one !== "NET_BIND_SERVICE");
  const ports: readonly Fields[] = fields.ports ?? [];
  const hostPorts = ports.map(({ hostPort }) => Number(hostPort ?? 0)).filter((port) => port > 0);
  return [
    ...(isOn(privileged)
      ? [
          {
            ...at("securityContext.privileged"),
            value: true,
            problem: `the container ${fields.name} may do on the node whatever root may`,
            fix: "leave privileged out",
          },
        ]
      : []),
    ...(refused.length > 0
      ? [
          {
            ...at("securityContext.capabilities.add"),
            value: refused,
            problem: `the container ${fields.name} gets rights of root on the node`,
            fix: "add none, or NET_BIND_SERVICE alone",
          },
        ]
      : []),
    ...(hostPorts.length > 0
      ? [
          {
            ...at("ports"),
            value: hostPorts,
            problem: `the container ${fields.name} listens on the address of its node, past all network policies`,
            fix: "leave hostPort out, and let a Service lead to the pod",
          },
        ]
      : []),
  ];
}
