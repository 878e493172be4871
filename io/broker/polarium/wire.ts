import { z } from 'zod';

/** One frame from the broker. Extra fields are welcome; who sends what is told apart by `request_id`. */
export const frameShape = z.object({
  name: z.string().optional(),
  request_id: z.union([z.string(), z.number()]).nullish(),
  status: z.number().optional(),
  msg: z.unknown(),
});
export type Frame = z.infer<typeof frameShape>;

export const resultShape = z.object({
  success: z.boolean(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

export const profileShape = z.object({
  result: z.object({
    user_id: z.union([z.number(), z.string()]),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    name: z.string().nullish(),
    email: z.string().nullish(),
  }),
});

export const balancesShape = z.array(z.object({ type: z.number(), amount: z.number(), currency: z.string() }));

/** One asset in one option family. `schedule` holds pairs of unix seconds. */
export const activeShape = z.object({
  id: z.number().int(),
  name: z.string().optional(),
  ticker: z.string().optional(),
  enabled: z.boolean().optional(),
  is_suspended: z.boolean(),
  schedule: z.array(z.tuple([z.number(), z.number()])),
  option: z
    .object({
      expiration_times: z.array(z.number()).optional(),
      profit: z.object({ commission: z.number().min(0).max(100) }).optional(),
    })
    .optional(),
});
export type Active = z.infer<typeof activeShape>;

const familyShape = z
  .object({ actives: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional() })
  .optional();
/** A family may be missing for accounts that cannot trade it. */
export const initializationShape = z.object({ turbo: familyShape, blitz: familyShape, binary: familyShape });

/** `from` and `to` are unix seconds; low and high are called min and max. */
export const candleShape = z.object({
  from: z.number().int(),
  to: z.number().int(),
  open: z.number().positive(),
  close: z.number().positive(),
  min: z.number().positive(),
  max: z.number().positive(),
});
export type WireCandle = z.infer<typeof candleShape>;
/** A candle of the stream; `at` is the moment it tells of, in nanoseconds. */
export const candleEventShape = z.object({
  active_id: z.number().int(),
  size: z.number().int(),
  at: z.number(),
  to: z.number(),
});
export const candlesShape = z.object({ candles: z.array(z.unknown()) });

/** Everything the login calls may answer; `code` says which of them it is. */
export const loginShape = z.object({
  code: z.union([z.string(), z.number()]).optional(),
  message: z.string().optional(),
  ssid: z.string().optional(),
  token: z.string().optional(),
  method: z.string().optional(),
  available_methods: z.array(z.string()).optional(),
  ttl: z.number().optional(),
  data: z.object({ ssid: z.string().optional() }).optional(),
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.number().positive().optional(),
});
export type LoginBody = z.infer<typeof loginShape>;
