import { databaseNameOf } from "../../../constructs/data/database-name";

it.each([
  ["orders", "orders"],
  ["order-history", "order_history"],
  ["9lives", "db_9lives"],
  // Words of SQL, and databases that exist already.
  ["order", "order_db"],
  ["user", "user_db"],
  ["postgres", "postgres_db"],
  ["current-user", "current_user_db"],
])("%s becomes %s", (name, expected) => expect(databaseNameOf(name)).toBe(expected));

it("is no longer than PostgreSQL keeps", () => expect(databaseNameOf("a".repeat(80))).toHaveLength(63));
