// chartjs-node-canvas asks for "canvas" (cairo, compiled at install); this answers with the prebuilt
// Skia canvas in its node-canvas form, so that nobody needs a compiler and worker threads do not crash.
module.exports = require('@napi-rs/canvas/node-canvas');
