import type { Table } from "../../environment";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html */
export const keyTypes = sectionRule({
  code: "ENV_TABLE_KEY_TYPES",
  states: "an attribute has one type in all keys of its table",
  needs: ["tables"],
  *breaches({ tables }): Iterable<Breach> {
    for (const [index, table] of tables.entries()) {
      const attributes = keysOf(table).flatMap(({ path, partitionKey, sortKey }) => [
        { path: [...path, "partitionKey", "type"], ...partitionKey },
        ...(sortKey ? [{ path: [...path, "sortKey", "type"], ...sortKey }] : []),
      ]);
      for (const { path, name, type } of attributes) {
        const first = attributes.find((attribute) => attribute.name === name);
        if (first && first.type !== type) {
          yield {
            path: ["tables", index, ...path],
            problem: `${name} is of type ${first.type} in an earlier key of this table`,
            fix: `write "${first.type}", or name another attribute`,
          };
        }
      }
    }
  },
});

export const sortKeyDiffers = sectionRule({
  code: "ENV_TABLE_SORT_KEY",
  states: "the sort key is another attribute than the partition key",
  needs: ["tables"],
  *breaches({ tables }): Iterable<Breach> {
    for (const [index, table] of tables.entries()) {
      for (const { path, partitionKey, sortKey } of keysOf(table)) {
        if (sortKey?.name !== partitionKey.name) continue;
        yield {
          path: ["tables", index, ...path, "sortKey", "name"],
          fix: "name another attribute, or leave sortKey out",
        };
      }
    }
  },
});

type Key = Pick<Table, "partitionKey" | "sortKey">;

/** The key of the table and those of its indexes. */
function keysOf(table: Table): readonly (Key & { readonly path: Path })[] {
  return [
    { path: [], ...table },
    ...table.indexes.map((index, position) => ({ path: ["indexes", position], ...index })),
  ];
}
