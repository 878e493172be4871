/** The part of a pino logger this room uses. */
export interface BrokerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export const silentLog: BrokerLog = { info: () => {}, warn: () => {} };
