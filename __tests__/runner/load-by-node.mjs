/** A Jest transform: in the place of a package's file stands what Node's own loader has of it, loaded once per worker. */
export default {
  process: (_, filename) => ({ code: `module.exports = loadByNode(${JSON.stringify(filename)});` }),
};
