/** Of AdminJS we use its page, its lists and its records; the rest of it is not reachable. */
export { default as AdminJS, Router } from 'adminjs';
