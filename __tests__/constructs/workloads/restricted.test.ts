import { restrictedViolations } from "./restricted";
import { containerOf, podOf, webService } from "./support";

const pod = () => structuredClone(podOf(webService()));

it("a web service's pod keeps the restricted profile", () => {
  expect(restrictedViolations(pod())).toEqual([]);
});

it.each([
  ["host_network", { host_network: true }],
  ["host_pid", { host_pid: true }],
  ["volume host_path", { volume: [{ name: "logs", host_path: { path: "/var/log" } }] }],
  ["run_as_user of the pod", { security_context: { run_as_user: "0" } }],
])("the checker sees %s on a pod", (violation, change) => {
  expect(restrictedViolations({ ...pod(), ...change })).toEqual([violation]);
});

it.each([
  ["privileged", { privileged: true }],
  ["allow_privilege_escalation", { allow_privilege_escalation: undefined }],
  ["run_as_non_root", { run_as_non_root: undefined }],
  ["run_as_user", { run_as_user: "0" }],
  ["seccomp_profile", { seccomp_profile: { type: "Unconfined" } }],
  ["capabilities.drop", { capabilities: { drop: ["NET_RAW"] } }],
  ["capabilities.add", { capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }],
])("the checker sees %s on a container", (violation, change) => {
  const changed = pod();
  Object.assign(changed.container[0].security_context, change);
  expect(restrictedViolations(changed)).toEqual([`web: ${violation}`]);
});

it("the checker sees a container without any security context", () => {
  const changed = pod();
  delete changed.container[0].security_context;
  delete changed.security_context;
  expect(restrictedViolations(changed)).toEqual([
    "web: allow_privilege_escalation",
    "web: run_as_non_root",
    "web: seccomp_profile",
    "web: capabilities.drop",
  ]);
});

it("beyond the profile, files can be written below /tmp only, and to a bound", () => {
  const stack = webService();
  expect(containerOf(stack).security_context).toMatchObject({
    read_only_root_filesystem: true,
    run_as_user: "10001",
    run_as_group: "10001",
  });
  expect(containerOf(stack).volume_mount).toEqual([{ name: "tmp", mount_path: "/tmp" }]);
  expect(podOf(stack).volume).toEqual([{ name: "tmp", empty_dir: { size_limit: "256Mi" } }]);
});
