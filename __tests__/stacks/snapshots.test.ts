import { stackIds } from "../../constructs/stack/stack-id";
import { demo } from "../support/demo";

/** What changes with every release of cdktf or of a provider and says nothing about the platform. */
function scrub({ "//": _, terraform, ...json }: Record<string, unknown>): unknown {
  const { required_providers: __, ...rest } = terraform as Record<string, unknown>;
  return JSON.parse(JSON.stringify({ terraform: rest, ...json }), (key, value) => (key === "//" ? undefined : value));
}

it.each(stackIds)("%s of demo", (id) => {
  expect(scrub(demo()[id].json)).toMatchSnapshot();
});
