/** Where the parts of the pod find each other's files. */
export const folders = { credentials: "/credentials", files: "/files", temporary: "/tmp" } as const;

const secret = `${folders.credentials}/master.json`;

/** Of the image with the AWS CLI: the secret goes into memory that the pod's containers share, and nowhere else. */
export const fetchSecret = [
  "umask 077",
  `aws secretsmanager get-secret-value --secret-id "$SECRET_ARN" --query SecretString --output text > ${secret}`,
].join("\n");

/** Of the image with psql. All or nothing: a run that fails leaves the database as it was. */
export const bringUsersToOrder = [
  `value() { awk -v key="$1" -f ${folders.files}/value.awk ${secret}; }`,
  "PGUSER=$(value username)",
  "PGPASSWORD=$(value password)",
  "export PGUSER PGPASSWORD",
  `exec psql --no-psqlrc --quiet --single-transaction --set ON_ERROR_STOP=1 --file ${folders.files}/users.sql`,
].join("\n");

/** Value of one key of a flat JSON object, since the image of psql brings nothing else that reads JSON. */
export const valueOfKey = `function number(digits,    i, n) {
  for (i = 1; i <= length(digits); i++) n = n * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
  return n
}
{ text = text $0 "\\n" }
END {
  if (!match(text, "\\"" key "\\"[ \\t\\n]*:[ \\t\\n]*\\"")) exit 1
  text = substr(text, RSTART + RLENGTH)
  while ((c = substr(text, 1, 1)) != "\\"") {
    if (c == "") exit 1
    taken = 1
    if (c == "\\\\") {
      c = substr(text, 2, 1)
      taken = 2
      if (c == "u") {
        c = sprintf("%c", number(substr(text, 3, 4)))
        taken = 6
      }
    }
    value = value c
    text = substr(text, taken + 1)
  }
  printf "%s", value
}
`;
