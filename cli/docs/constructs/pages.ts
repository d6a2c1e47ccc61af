import { cell, generatedBy, markdownTable, page } from "../markdown";
import type { Pages } from "../pages";
import { constructsIn, type DescribedConstruct, type DescribedType, typesIn } from "./described";
import type { Prop } from "./props";
import { publicConstructs } from "./public-constructs";

const folder = "docs/reference/constructs";

/** The constructs that are used on their own, by concern. */
export function describedConstructs(): ReadonlyMap<string, readonly DescribedConstruct[]> {
  return new Map(
    Object.entries(publicConstructs).map(([concern, files]) => [
      concern,
      files.flatMap((file) => constructsIn(`constructs/${concern}/${file}.ts`)),
    ]),
  );
}

/** A page for each concern, and one that leads to them. */
export function constructPages(): Pages {
  const all = describedConstructs();
  const pages = [...all].map(
    ([concern, constructs]) => [`${folder}/${concern}.md`, concernPage(concern, constructs)] as const,
  );
  return new Map([[`${folder}/README.md`, overview(all)], ...pages]);
}

function overview(all: ReadonlyMap<string, readonly DescribedConstruct[]>): string {
  const rows = [...all].map(([concern, constructs]) => [
    `[${concern}](${concern}.md)`,
    constructs.map(({ name }) => `[\`${name}\`](${concern}.md#${name.toLowerCase()})`).join(", "),
  ]);
  return page(
    "# Constructs",
    "",
    "The building blocks that the stacks are made of and that stand on their own, too. What they are made of in turn is beside",
    `them in \`constructs/\`. ${generatedBy}`,
    "",
    ...markdownTable(["concern", "constructs"], rows),
  );
}

function concernPage(concern: string, constructs: readonly DescribedConstruct[]): string {
  const types = typesIn(constructs.flatMap(({ props }) => props));
  return page(
    `# Constructs: ${concern}`,
    "",
    `Of the [constructs](README.md) that are used on their own. ${generatedBy}`,
    ...constructs.flatMap(constructSection),
    ...(types.length > 0 ? ["", "## Types", ...types.flatMap(typeSection)] : []),
  );
}

function constructSection({ name, file, meaning, props, gives }: DescribedConstruct): readonly string[] {
  const given = gives.map(({ name: field, type, comment }) => [`\`${field}\``, code(type), cell(comment?.text ?? "")]);
  return [
    "",
    `## ${name}`,
    "",
    cell(meaning),
    "",
    `\`import { ${name} } from "…/${file.replace(/\.ts$/, "")}"\``,
    "",
    ...propsTable(props),
    ...(given.length > 0 ? ["", "Gives:", "", ...markdownTable(["field", "type", "meaning"], given)] : []),
  ];
}

function typeSection({ name, meaning, props, written }: DescribedType): readonly string[] {
  const content = props.length > 0 ? propsTable(props) : [code(written)];
  return ["", `### ${name}`, "", ...(meaning ? [cell(meaning), ""] : []), ...content];
}

function propsTable(props: readonly Prop[]): readonly string[] {
  return markdownTable(["prop", "type", "default", "meaning"], props.map(rowOf));
}

function rowOf({ name, type, optional, comment }: Prop): readonly string[] {
  const said = comment?.default;
  const value = said?.startsWith("- ") ? cell(said.slice(2)) : said && code(said);
  return [`\`${name}\``, code(type), optional ? (value ?? "none") : "required", cell(comment?.text ?? "")];
}

function code(text: string): string {
  return `\`${text.replace(/\|/g, "\\|").replace(/`/g, "'")}\``;
}
