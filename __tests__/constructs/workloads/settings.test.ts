import { WebService } from "../../../constructs/workloads/web-service";
import { synthesize } from "../../support/synthesize";
import { containerOf, deploymentOf, plain, unknown, webService } from "./support";

const orders = {
  name: "orders",
  endpoint: "writer.example",
  readerEndpoint: "reader.example",
  database: "shop",
  user: "test_web",
  addresses: ["10.0.1.0/24"],
};
const userSessions = {
  name: "user-sessions",
  endpoint: "cache.example",
  user: "strata-web",
  addresses: ["10.0.1.0/24"],
};

const settingsOf = (...args: Parameters<typeof webService>) => webService(...args).only("kubernetes_config_map_v1");

it("hands settings over as environment variables", () => {
  const stack = webService({ settings: { LOG_LEVEL: "info" } });
  expect(stack.only("kubernetes_config_map_v1")).toMatchObject({
    metadata: { name: "web-settings", namespace: "storefront" },
    data: { LOG_LEVEL: "info" },
  });
  expect(containerOf(stack).env_from).toEqual([{ config_map_ref: { name: "web-settings" } }]);
  expect(containerOf(stack)).not.toHaveProperty("env");
});

it("tells an app where its databases and caches are, and no secret", () => {
  expect(settingsOf({ databases: [orders], caches: [userSessions] }).data).toEqual({
    DATABASE_ORDERS_HOST: "writer.example",
    DATABASE_ORDERS_READER_HOST: "reader.example",
    DATABASE_ORDERS_PORT: "5432",
    DATABASE_ORDERS_NAME: "shop",
    DATABASE_ORDERS_USER: "test_web",
    CACHE_USER_SESSIONS_HOST: "cache.example",
    CACHE_USER_SESSIONS_PORT: "6379",
    CACHE_USER_SESSIONS_USER: "strata-web",
  });
});

it("rolls the pods when what is in the map changes, whoever changes it", () => {
  expect(deploymentOf(webService()).spec.template.metadata.annotations).toEqual({
    "strata/settings-hash": `\${sha256(jsonencode(kubernetes_config_map_v1.web_settings.data))}`,
  });
});

it("a change of one app's settings touches that app's map alone", () => {
  const two = (level: string) =>
    synthesize((stack) => {
      new WebService(stack, "web", { ...plain, settings: { LOG_LEVEL: level } });
      new WebService(stack, "cart", { ...plain, name: "cart", settings: { LOG_LEVEL: "info" } });
    });
  const [before, after] = [two("info"), two("debug")];
  expect(after.all("kubernetes_deployment_v1")).toEqual(before.all("kubernetes_deployment_v1"));
  expect(after.named("kubernetes_config_map_v1", "cart_settings")).toEqual(
    before.named("kubernetes_config_map_v1", "cart_settings"),
  );
  expect(after.named("kubernetes_config_map_v1", "web_settings")).not.toEqual(
    before.named("kubernetes_config_map_v1", "web_settings"),
  );
  const hashes = Object.values(after.all("kubernetes_deployment_v1")).map(
    ({ spec }) => spec.template.metadata.annotations["strata/settings-hash"],
  );
  expect(hashes).toEqual(
    ["cart", "web"].map((app) => `\${sha256(jsonencode(kubernetes_config_map_v1.${app}_settings.data))}`),
  );
});

it("keeps a setting that looks like a Terraform expression as it was written", () => {
  expect(settingsOf({ settings: { GREETING: "Hello ${name}, %{if}" } }).data.GREETING).toBe("Hello $${name}, %%{if}");
});

it("keeps a value that only Terraform knows", () => {
  const stack = synthesize((scope) => {
    new WebService(scope, "web", { ...plain, settings: { ENDPOINT: unknown(scope, "endpoint") } });
  });
  expect(stack.only("kubernetes_config_map_v1").data.ENDPOINT).toBe(`\${var.endpoint}`);
});

it("refuses a setting that a link sets too", () => {
  const taken = () => webService({ settings: { DATABASE_ORDERS_HOST: "elsewhere" }, databases: [orders] });
  expect(taken).toThrow(
    [
      "Workload test/web: 1 problem",
      "  - test/web settings.DATABASE_ORDERS_HOST: a datastore that the app uses sets this variable. " +
        "Fix: rename the setting, or leave it out and use that value. [WORKLOAD_SETTING_TAKEN]",
    ].join("\n"),
  );
});
