import { Job } from "../../../constructs/workloads/job";
import { synthesize } from "../../support/synthesize";
import { job, podOf, scheduledJob, unknown } from "./support";

describe("a scheduled job", () => {
  const specOf = (...args: Parameters<typeof scheduledJob>) =>
    scheduledJob(...args).only("kubernetes_cron_job_v1").spec;

  it("runs by the clock, once at a time, and keeps the last runs", () => {
    expect(specOf()).toMatchObject({
      schedule: "15 3 * * *",
      timezone: "Etc/UTC",
      concurrency_policy: "Forbid",
      starting_deadline_seconds: 300,
      successful_jobs_history_limit: 3,
      failed_jobs_history_limit: 3,
      suspend: false,
    });
  });

  it("runs as it is told", () => {
    const spec = specOf({
      timeZone: "Europe/Berlin",
      concurrency: "Replace",
      startingDeadlineSeconds: 60,
      history: { successful: 1, failed: 5 },
      suspended: true,
      retries: 0,
      deadlineSeconds: 3600,
      parallelism: 2,
      completions: 6,
    });
    expect(spec).toMatchObject({
      timezone: "Europe/Berlin",
      concurrency_policy: "Replace",
      starting_deadline_seconds: 60,
      successful_jobs_history_limit: 1,
      failed_jobs_history_limit: 5,
      suspend: true,
      job_template: {
        spec: { backoff_limit: 0, active_deadline_seconds: 3600, parallelism: 2, completions: 6 },
      },
    });
  });

  it("ends, well or not", () => {
    expect(specOf().job_template.spec).toMatchObject({
      backoff_limit: 2,
      active_deadline_seconds: 600,
      completions: 1,
    });
    expect(podOf(scheduledJob()).restart_policy).toBe("Never");
  });
});

describe("a job", () => {
  const bodyOf = (...args: Parameters<typeof job>) => job(...args).only("kubernetes_job_v1");
  const nameOf = (...args: Parameters<typeof job>): string => bodyOf(...args).metadata.name;

  it("is waited for a little longer than it has", () => {
    expect(bodyOf({ deadlineSeconds: 900 })).toMatchObject({
      wait_for_completion: true,
      spec: { active_deadline_seconds: 900 },
      timeouts: { create: "960s", update: "960s" },
    });
    expect(bodyOf({ waited: false }).wait_for_completion).toBe(false);
  });

  it("is kept until another takes its place: what is tidied away would run again", () => {
    expect(bodyOf().spec).not.toHaveProperty("ttl_seconds_after_finished");
  });

  it("has the same name for the same content", () => {
    expect(nameOf()).toBe(nameOf());
    expect(nameOf()).toContain("migrate-${substr(sha256(");
  });

  it.each([
    ["image", { image: "registry.example/web@sha256:1" }],
    ["command", { command: ["migrate"] }],
    ["version of a secret", { secrets: [{ name: "stripe", version: "2", variables: { KEY: "k" } }] }],
    ["deadline", { deadlineSeconds: 20 }],
  ])("runs again when its %s changes", (_, change) => {
    expect(nameOf(change)).not.toBe(nameOf());
  });

  it("runs again when Terraform finds another value for a setting", () => {
    const stack = synthesize((scope) => {
      new Job(scope, "migrate", {
        name: "migrate",
        team: "storefront",
        namespace: "storefront",
        image: "registry.example/web:1",
        resources: { cpu: "250m", memory: "256Mi" },
        settings: { HOST: unknown(scope, "host") },
      });
    });
    expect(stack.only("kubernetes_job_v1").metadata.name).toContain("kubernetes_config_map_v1.migrate_settings.data");
  });

  it("does not depend on what else stands in its stack", () => {
    const beside = synthesize((scope) => {
      for (const one of ["a", "b"]) unknown(scope, one);
      new Job(scope, "migrate", {
        name: "migrate",
        team: "storefront",
        namespace: "storefront",
        image: "registry.example/web@sha256:0",
        resources: { cpu: "250m", memory: "256Mi" },
      });
    });
    expect(beside.only("kubernetes_job_v1").metadata.name).toBe(nameOf());
  });
});
