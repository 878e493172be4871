/** Words before a program that make it write its output to that file, and to nobody else. */
export function writingTo(path: string): string[] {
  return ['sh', '-c', `exec "$0" "$@" >> '${path}' 2>&1`];
}
