import { namesOf } from "../../constructs/names";
import { loadEnvironment } from "../../environments/load";
import { appPipelinesOf, controllersOf, issuersOf, pipelinesOf } from "../../stacks/1-identity/wiring";
import { validated } from "../environments/broken";

const demo = loadEnvironment("demo");
const subjects = (changes: Parameters<typeof validated>[0]) =>
  appPipelinesOf(validated(changes)).map(({ team, app, jobs }) => [team, app, jobs.map(({ subject }) => subject)]);

it("has a role for the driver of file systems only where there is one", () => {
  const files = { enabled: true, throughput: "elastic", backups: true } as const;
  expect(controllersOf(Object.assign({}, demo, { fileStorage: files }))).toContain("efs-csi");
  expect(controllersOf(Object.assign({}, demo, { fileStorage: { ...files, enabled: false } }))).not.toContain(
    "efs-csi",
  );
});

it("app teams' pipelines are those that the environment names, with their jobs", () => {
  expect(subjects({})).toEqual([
    ["fulfilment", undefined, ["repo:tideline-outdoor/fulfilment:ref:refs/heads/main"]],
    ["storefront", "web", ["repo:tideline-outdoor/web-shop:environment:demo"]],
  ]);
  expect(subjects({ "teams.1.pipeline": undefined, "apps.0.pipeline": undefined })).toEqual([]);
});

describe("issuers of tokens", () => {
  const issuers = (changes: Parameters<typeof validated>[0]) => {
    const environment = validated(changes);
    return issuersOf(pipelinesOf(environment, namesOf(environment)), appPipelinesOf(environment)).map(
      ({ id, host, provider }) => [id, host, provider],
    );
  };
  const github = ["github", "token.actions.githubusercontent.com"];
  const gitlab = { "teams.1.pipeline": { gitlab: { project: "tideline/fulfilment" } } };

  it("stand once, however many pipelines there are", () => expect(issuers({})).toEqual([[...github, "create"]]));

  it("exist for app teams where the environment has the same one", () => {
    expect(issuers({ "ci.github.provider": "existing" })).toEqual([[...github, "existing"]]);
  });

  it("are what any of the app teams says, where the environment has none", () => {
    expect(issuers({ ci: {}, "apps.0.pipeline.github.provider": "existing" })).toEqual([[...github, "existing"]]);
    expect(issuers({ ...gitlab, "teams.1.pipeline.gitlab.url": "https://gitlab.tideline.example" })).toEqual([
      [...github, "create"],
      ["gitlab", "gitlab.tideline.example", "create"],
    ]);
    expect(issuers(gitlab)).toContainEqual(["gitlab", "gitlab.com", "create"]);
  });
});
