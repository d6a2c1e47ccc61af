import type { Good } from "./case";
import { goodImages } from "./images";
import { goodNamespaces } from "./namespaces";
import { container, controllers, debuggerOf, pod, podOf, service } from "./objects";

const onPod = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "Localhost", localhostProfile: "p" } };
const leftToPod = container({ securityContext: { runAsNonRoot: undefined, seccompProfile: undefined } });
const old = pod({ hostNetwork: true, containers: [{ name: "old", image: "nginx" }] });
const volumes = [
  { name: "a", emptyDir: {} },
  { name: "b", configMap: { name: "b" } },
  { name: "c", persistentVolumeClaim: { claimName: "c" } },
  { name: "d" },
];

export const goodRequests: readonly Good[] = [
  { title: "a pod", object: pod() },
  { title: "a pod that states for its containers", object: pod({ securityContext: onPod, containers: [leftToPod] }) },
  {
    title: "a pod with volumes, ports, probes and a capability",
    object: pod({
      volumes,
      securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] },
      containers: [
        container({
          ports: [{ containerPort: 8080 }],
          livenessProbe: { httpGet: { path: "/", port: 8080 } },
          lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
          securityContext: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
        }),
      ],
    }),
  },
  {
    title: "limits alone, which are requests too",
    object: podOf({ resources: { limits: { cpu: "1", memory: "1Gi" } } }),
  },
  {
    title: "a container for debugging, which can't have requests",
    operation: "UPDATE",
    subresource: "ephemeralcontainers",
    oldObject: pod(),
    object: pod({ ephemeralContainers: [debuggerOf({})] }),
  },
  ...controllers({ containers: [container()], initContainers: [container({ name: "side" })] }).map((object): Good => {
    return { title: `a ${object.kind}`, object };
  }),
  {
    title: "the metadata of a pod that was there before the policies",
    operation: "UPDATE",
    oldObject: { ...old, metadata: { ...old.metadata, finalizers: ["batch.kubernetes.io/job-tracking"] } },
    object: old,
    user: "system:serviceaccount:kube-system:job-controller",
  },
  ...goodImages.map(([title, image]): Good => ({ title, object: podOf({ image }) })),
  { title: "a service inside the cluster", object: service({}) },
  { title: "a service without an address", object: service({ type: "ClusterIP", clusterIP: "None" }) },
  { title: "a name for another service", object: service({ type: "ExternalName", externalName: "db.example" }) },
  ...goodNamespaces,
];
