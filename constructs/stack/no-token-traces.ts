import stackTrace = require("cdktf/lib/tokens/private/stack-trace");

/**
 * cdktf keeps an unlimited stack trace for every token, to show where a token was made that can't be resolved: half of
 * the time and most of the memory of a large synthesis. Our findings name construct paths instead.
 */
Object.assign(stackTrace, { captureStackTrace: () => [] });
