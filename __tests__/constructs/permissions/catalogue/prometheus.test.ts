import { prometheus } from "../../../../constructs/permissions/catalogue/prometheus";
import { lintOf, tags, unlimited, verdictOn } from "./storage-needs";

const workspace = "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1";
const can = (action: string, resource: string, context = {}) =>
  verdictOn(prometheus, { action: `aps:${action}`, resource, context });

it("agrees with AWS's service authorization data", async () => expect(await lintOf(prometheus)).toEqual([]));

it("writes on no more than AWS lets nobody narrow", () => {
  expect(unlimited(prometheus)).toMatchObject({ "aps:CreateWorkspace": true });
});

it("makes a workspace in its own name", () => {
  expect(can("CreateWorkspace", "*", tags("RequestTag", "cluster-services"))).toBe("allowed");
  expect(can("CreateWorkspace", "*", tags("RequestTag", "apps"))).toBe("denied");
});

it.each(["DeleteWorkspace", "UpdateWorkspaceAlias", "CreateAlertManagerDefinition", "UpdateLoggingConfiguration"])(
  "is for the workspace that it made: %s",
  (verb) => {
    expect(can(verb, workspace, tags("ResourceTag", "cluster-services"))).toBe("allowed");
    expect(can(verb, workspace, tags("ResourceTag", "apps"))).toBe("denied");
    expect(can(verb, workspace)).toBe("denied");
  },
);

it("takes over no workspace that bears somebody's tags", () => {
  const own = tags("RequestTag", "cluster-services");
  expect(can("TagResource", workspace, own)).toBe("allowed");
  expect(can("TagResource", workspace, { ...own, ...tags("ResourceTag", "apps") })).toBe("denied");
});

it("reads no metric and writes none", () => {
  for (const verb of ["QueryMetrics", "RemoteWrite", "GetSeries"]) {
    expect(can(verb, workspace, tags("ResourceTag", "cluster-services"))).toBe("denied");
  }
});
