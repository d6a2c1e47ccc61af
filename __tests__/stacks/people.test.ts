import { loadEnvironment } from "../../environments/load";
import { listedPeople } from "../../stacks/people";
import { synthesizePlatform } from "../support/demo";

const environment = loadEnvironment("demo");
const nobody = { breakGlass: [], operators: [], databaseAdministrators: [], auditors: [] };

it("the cluster asks identity for the people's roles that identity makes, whoever is listed", () => {
  const teams = environment.teams.map((team, index) => (index === 0 ? { ...team, developers: [] } : team));
  const output = synthesizePlatform({ environment: { ...environment, people: nobody, teams } });
  const made = Object.keys(output.identity.json.output?.people_role_arns.value ?? {});
  expect(made).toEqual([]);
  const conditions = JSON.stringify(output["kubernetes-cluster"].data("terraform_remote_state").identity.lifecycle);
  expect(conditions).not.toContain("people_role_arns");
  expect(conditions).not.toContain(`key in [\\"${teams[0]?.name}\\"`);
  expect(Object.keys(output.identity.json.output?.developer_role_arns.value)).toEqual([teams[1]?.name]);
});

it("lists a role as soon as one may take it", () => {
  expect(listedPeople({ people: nobody })).toEqual([]);
  expect(listedPeople({ people: { ...nobody, auditors: ["arn:aws:iam::111122223333:role/x"] } })).toEqual(["auditor"]);
});
