import type { Person } from './state.ts';
import type { User } from './wire.ts';

/** A person as the bot is told of them. */
export function userOf(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    last_name: person.lastName,
    username: person.username,
    language_code: person.languageCode,
  };
}
