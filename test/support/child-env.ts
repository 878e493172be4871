const { PATH = '', NODE_COMPILE_CACHE } = process.env;

/**
 * What every process that a test starts has of our own environment. A life begins in half the time when another has
 * compiled its files before it; vitest.config.ts says where those lie.
 */
export const childEnv = { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };
