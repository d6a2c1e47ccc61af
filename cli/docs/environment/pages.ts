import { type Environment, sections } from "../../../environments/schema/environment";
import { sectionRules } from "../../../environments/schema/rules";
import type { SectionRule } from "../../../environments/schema/rules/section-rule";
import { noTemplate } from "../../../environments/schema/rules/values/template";
import { cell, generatedBy, markdownTable, page } from "../markdown";
import type { Pages } from "../pages";
import { type Condition, type Field, fieldsOf } from "./fields";
import { writtenSection } from "./sections";

const folder = "docs/reference/environment";

/** All fields of an environment, by section. */
export function environmentFields(): ReadonlyMap<keyof Environment, readonly Field[]> {
  const names = Object.keys(sections) as (keyof Environment)[];
  return new Map(names.map((name) => [name, fieldsOf(name, sections[name], writtenSection(name))]));
}

/** A page for each section of an environment, and one that leads to them. */
export function environmentPages(): Pages {
  const all = environmentFields();
  const pages = [...all].map(([name, fields]) => [`${folder}/${name}.md`, sectionPage(name, fields)] as const);
  return new Map([[`${folder}/README.md`, overview(all)], ...pages]);
}

function overview(all: ReadonlyMap<keyof Environment, readonly Field[]>): string {
  const rows = [...all].map(([name, [own]]) => [
    `[\`${name}\`](${name}.md)`,
    own?.default === undefined ? "yes" : "no",
    cell(own?.meaning ?? ""),
  ]);
  return page(
    "# The environment",
    "",
    "An environment is a file in `environments/` that default-exports `defineEnvironment({ … })`. Each of its sections has a",
    `page here, with every field, its default and the rules that it keeps. ${generatedBy}`,
    "",
    "A field without a default has to be there, if what it is a part of is. Whatever breaks a rule is told with its path, its",
    "value, the rule, a fix and the rule's code. Not repeated on the pages: a text holds neither `${` nor `%{`, which Terraform",
    `would evaluate, but in settings and files, which reach it escaped (\`${noTemplate.code}\`).`,
    "",
    ...markdownTable(["section", "has to be there", "what it is"], rows),
  );
}

function sectionPage(name: keyof Environment, fields: readonly Field[]): string {
  const [own, ...inner] = fields;
  const head = ["field", "type", "default", "meaning", "rules"];
  const rules = sectionRules.filter(({ needs }) => needs.includes(name));
  return page(
    `# \`${name}\``,
    "",
    `A section of the [environment](README.md). ${generatedBy}`,
    "",
    own?.meaning ?? "",
    "",
    ...(own?.type === "object" ? [`Default: ${defaultText(own)}.`, ""] : []),
    ...markdownTable(head, (own?.type === "object" ? inner : fields).map(rowOf)),
    ...(rules.length > 0 ? rulesAmong(name, rules) : []),
  );
}

function rowOf(field: Field): readonly string[] {
  const { path, type, meaning, rules, conditions } = field;
  const kept = rules
    .filter(({ code }) => code !== noTemplate.code)
    .map((one) => `${cell(one.states)} (\`${one.code}\`)`);
  const where = conditions.map(conditionText).join("");
  return [`\`${path}\``, cell(type), defaultText(field), `${where}${cell(meaning)}`, kept.join("<br>")];
}

function defaultText({ default: value, oneOf }: Field): string {
  if (oneOf) return `one of ${oneOf.map((one) => `\`${one}\``).join(", ")}`;
  if (value === undefined) return "required";
  const [written = "", effect] = value.split(/(?:^| )- /);
  return cell([written && `\`${written}\``, effect].filter(Boolean).join(": "));
}

function conditionText({ field, values }: Condition): string {
  return `Where \`${field.split(".").at(-1)}\` is ${values.map((one) => `\`"${one}"\``).join(" or ")}: `;
}

function rulesAmong(name: string, rules: readonly SectionRule[]): readonly string[] {
  const rows = rules.map(({ states, needs, code }) => [
    cell(states),
    needs
      .filter((one) => one !== name)
      .map((one) => `[\`${one}\`](${one}.md)`)
      .join(", "),
    `\`${code}\``,
  ]);
  return ["", "## Rules that compare", "", ...markdownTable(["what holds", "together with", "code"], rows)];
}
