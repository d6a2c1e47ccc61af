type Properties = ReadonlyMap<PropertyKey, PropertyDescriptor>;

/** Remembers the properties of the global object, and gives back what restores them, but for new ones that are `kept`. */
export function rememberGlobals(global: object): (kept: ReadonlySet<PropertyKey>) => void {
  const before = propertiesOf(global);
  return (kept) => {
    const now = propertiesOf(global);
    const added = [...now.keys()].filter((key) => !before.has(key) && !kept.has(key));
    // What can't be deleted is Jest's own, and Jest sets it anew.
    for (const key of added) Reflect.deleteProperty(global, key);
    const changed = [...before].filter(([key, { value, get }]) => {
      return value !== now.get(key)?.value || get !== now.get(key)?.get;
    });
    for (const [key, property] of changed) Object.defineProperty(global, key, property);
  };
}

function propertiesOf(object: object): Properties {
  return new Map(
    Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor]),
  );
}

/** What tests of a command line are likely to change of the process. */
type Changed = Pick<NodeJS.Process, "env" | "exit" | "exitCode">;

/** The same of a process. */
export function rememberProcess(process: Changed): () => void {
  const { exit, exitCode } = process;
  const env = { ...process.env };
  return () => {
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
    Object.assign(process.env, env);
    Object.assign(process, { exit, exitCode });
  };
}
