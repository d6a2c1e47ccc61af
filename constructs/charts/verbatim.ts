import { Fn } from "cdktf";

/**
 * A text that holds a placeholder `%{name}` of the installed program. Terraform would take it for a template directive,
 * and cdktf 0.21 escapes it neither in `Fn.yamlencode` nor in `Fn.rawString`, so Terraform joins it at plan time.
 */
export function percentPlaceholder(name: string, rest: string): string {
  return Fn.join("", ["%", `{${name}}`, rest]);
}
