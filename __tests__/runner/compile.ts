import vm from "node:vm";

/** Contexts in whose names suites are compiled. They run in the worker's own, for which Node has no object to pass. */
export const standIns = new WeakSet<vm.Context>();

interface Compiled {
  readonly code: string;
  readonly names: string;
  readonly run: ReturnType<typeof vm.compileFunction>;
}

const compiled = new Map<string, Compiled>();

/**
 * Lets Jest compile in the worker's own context, and each file once: a module is evaluated anew for every suite, but from
 * the same code, which V8 need not parse and optimize again.
 */
export function compileInOneContext(): void {
  const { compileFunction } = vm;
  vm.compileFunction = (code, params = [], options = {}) => {
    const { parsingContext, ...others } = options;
    if (!parsingContext || !standIns.has(parsingContext)) return compileFunction(code, params, options);
    const { filename = "" } = others;
    const names = params.join();
    const known = compiled.get(filename);
    if (known?.code === code && known.names === names) return known.run;
    const run = compileFunction(code, params, others);
    compiled.set(filename, { code, names, run });
    return run;
  };
}
