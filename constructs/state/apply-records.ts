/**
 * Where the records of a state's applies lie: what begins so, beside the state itself. `state`: the state's own name, a key
 * in its bucket or a file's path.
 */
export function recordsBeside(state: string): string {
  return `${state}.applies/`;
}
