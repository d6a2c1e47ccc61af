/** Says on a terminal what takes its time; says nothing where nobody looks. */
export function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${what} …\n`);
}
