import fs from "node:fs";
import path from "node:path";
import { secretStores } from "../../constructs/charts/secret-stores";
import { externalSecretKind } from "../../constructs/cluster/kinds";
import { namesOf } from "../../constructs/names";
import { loadEnvironment } from "../../environments/load";

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/secrets.md"), "utf8");
const names = namesOf(loadEnvironment("demo"));
const [, command = ""] = /```sh\n([\s\S]*?)```/.exec(page) ?? [];
const [, object = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];

it("puts the secret below the team's path, under the key that the team's role may use", () => {
  expect(command).toContain(`--name ${names.secretPath("storefront")}stripe `);
  expect(command).toContain(`--kms-key-id ${names.keyAlias("secrets")} `);
  expect(page).toContain(`\`${names.parameterPath("storefront")}stripe\``);
});

it("asks for it in ten lines, in the team's namespace, through a store that is there, by what follows the path", () => {
  expect(object.trim().split("\n").length).toBeLessThanOrEqual(10);
  expect(object).toContain(`apiVersion: ${externalSecretKind.group}/v1`);
  expect(object).toContain(`namespace: ${names.teamNamespace("storefront")} `);
  expect(object).toContain(`kind: SecretStore, name: ${secretStores.secretsManager} `);
  expect(object).toContain("remoteRef: { key: stripe,");
  expect(page).toContain(`the store is \`${secretStores.parameterStore}\``);
});
