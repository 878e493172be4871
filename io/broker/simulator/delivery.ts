import type { WebSocket } from 'ws';
import { spoilText } from './spoil.ts';
import type { World } from './world.ts';

/** A lone answer that waits for a second one to overtake it leaves after this long anyway. */
const OUT_OF_ORDER_MS = 50;

export interface Delivery {
  /** A frame nobody asked for, or the acknowledgement of one that was. */
  push(frame: object): void;
  /** An event of a stream, with the faults that concern streams. */
  event(frame: object): void;
  /** The answer to a call, with whatever fault is on. */
  answer(frame: { readonly request_id: unknown; readonly [field: string]: unknown }): void;
}

/** The way out of one socket. */
export function createDelivery(ws: WebSocket, world: World): Delivery {
  const { faults } = world;
  let framesSent = 0;
  let held: { text: string; timer: NodeJS.Timeout } | null = null;

  function write(text: string): void {
    if (ws.readyState !== ws.OPEN) return;
    const { dropAfterFrames } = faults.current;
    if (dropAfterFrames !== null && framesSent >= dropAfterFrames) {
      ws.terminate();
      return;
    }
    framesSent += 1;
    ws.send(text);
  }

  function writeInOrder(text: string): void {
    if (held) {
      clearTimeout(held.timer);
      const earlier = held.text;
      held = null;
      write(text);
      write(earlier);
    } else if (faults.current.outOfOrder) {
      const timer = setTimeout(() => {
        held = null;
        write(text);
      }, OUT_OF_ORDER_MS);
      held = { text, timer };
    } else write(text);
  }

  return {
    push: (frame) => write(JSON.stringify(frame)),
    event(frame) {
      if (faults.current.silentStreams) return;
      const text = JSON.stringify(frame);
      writeInOrder(text);
      if (faults.current.duplicateAnswers) writeInOrder(text);
    },
    answer(frame) {
      const { numericIds, unknownEvents, duplicateAnswers, delayMs } = faults.current;
      const text = JSON.stringify(numericIds ? { ...frame, request_id: Number(frame.request_id) } : frame);
      const spoiling = faults.takeSpoiling();
      const send = () => {
        if (unknownEvents)
          write(JSON.stringify({ name: 'weather-changed', microserviceName: 'sky', msg: { rain: true } }));
        writeInOrder(spoiling ? spoilText(text, spoiling) : text);
        if (duplicateAnswers) writeInOrder(text);
      };
      const waitMs = delayMs + world.latencyMs;
      if (waitMs > 0) setTimeout(send, waitMs);
      else send();
    },
  };
}
