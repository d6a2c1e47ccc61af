import { valueRule } from "../value-rule";

const host = "(?:[a-z0-9-]+(?:\\.[a-z0-9-]+)+(?::\\d+)?|[a-z0-9-]+:\\d+)";
const folder = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const source = new RegExp(`^${host}(?:/${folder})*$`);

/** https://github.com/distribution/reference */
export const imageSource = valueRule<string>({
  code: "ENV_IMAGE_SOURCE",
  states: "a registry is a host name, or one with a folder or repository, in lower case and without tag or last slash",
  fix: "write it as in quay.io, or quay.io/tools",
  allows: (value) => source.test(value),
});
