/** Something a person could notice on the telephone. */
export type Change =
  | { readonly kind: 'message' | 'edited' | 'deleted'; readonly chatId: number; readonly messageId: number }
  | { readonly kind: 'action'; readonly chatId: number; readonly action: string; readonly untilMs: number }
  | { readonly kind: 'answer'; readonly chatId: number; readonly queryId: string; readonly answer: QueryAnswer }
  | { readonly kind: 'commands' }
  | { readonly kind: 'people' };

/** What pressing a button showed. */
export interface QueryAnswer {
  readonly text: string;
  readonly isAlert: boolean;
  readonly url: string | null;
}

/** Tells every listener about every change, in order, at once. */
export function createChanges() {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit(change: Change) {
      for (const listener of [...listeners]) listener(change);
    },
    /** Returns the function that ends it. */
    listen(listener: (change: Change) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export type Changes = ReturnType<typeof createChanges>;
