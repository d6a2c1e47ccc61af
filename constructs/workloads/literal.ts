import { Token } from "cdktf";

/** Terraform would evaluate `${…}` and `%{…}` in a text that was meant as it stands. */
export function literal(value: string): string {
  return Token.isUnresolved(value) ? value : value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
