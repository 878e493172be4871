import { hash, verify } from '@node-rs/argon2';

/** argon2id by default; 19 MiB twice over is what OWASP asks at least. Some thirty milliseconds of a core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_LENGTH = { least: 12, most: 200 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** null: there is nobody to compare with, which takes as long and is never right. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await stranger), password);
  return isRight && passwordHash !== null;
}

const stranger = hashPassword('nobody has this password');
