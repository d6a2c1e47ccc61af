import { entryRule, type ValueRule, valueRule } from "../value-rule";

const start = /[$%]\{/;

const words = {
  code: "ENV_TEMPLATE",
  states: "a text holds neither ${ nor %{, which Terraform would evaluate instead of taking it as it stands",
  fix: "leave ${ and %{ out",
};

/**
 * Also keeps CDKTF's own tokens out, which are written so.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates
 */
export const noTemplate = valueRule<string>({ ...words, allows: (value) => !start.test(value) });

/** The same of texts by name: of the names as well. */
export const noTemplates: ValueRule<Readonly<Record<string, string>>> = entryRule({
  ...words,
  offenders: (texts) => Object.entries(texts).flatMap(([name, value]) => (start.test(name + value) ? [name] : [])),
});
