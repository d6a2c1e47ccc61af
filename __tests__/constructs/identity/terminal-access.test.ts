import { type TerminalAccess, terminalAccess } from "../../../constructs/identity/terminal-access";

const access: TerminalAccess = { rootAdministrators: ["root"], operators: ["operator"], pipeline: true };
const alone = { ...access, pipeline: false };

it.each([
  ["identity is for root administrators", access, "identity", "plan", ["root"]],
  ["identity is for root administrators", alone, "identity", "apply", ["root"]],
  ["operators plan", access, "apps", "plan", ["root", "operator"]],
  ["operators plan for reviews", access, "apps", "review", ["root", "operator"]],
  ["a pipeline applies, and operators don't", access, "apps", "apply", ["root"]],
  ["without a pipeline operators apply", alone, "apps", "apply", ["root", "operator"]],
] as const)("%s: %#", (_, given, stack, action, expected) => {
  expect(terminalAccess(given, stack, action)).toEqual(expected);
});
