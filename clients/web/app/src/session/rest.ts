import { session } from './interim';
import { Refused, type RefusalCode } from './refusals';

export async function restAnswer(method: string, path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(path, {
    method, headers: { ...(session && { Authorization: `Bearer ${session.accessToken}` }), ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (answer.ok) { return answer; }
  const problem = await answer.json().catch(() => ({})) as { code?: RefusalCode; detail?: string };
  throw new Refused(problem.code ?? 'internal', problem.detail ?? '');
}
export async function rest<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await restAnswer(method, path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
export async function restText(path: string): Promise<string> { return await (await restAnswer('GET', path)).text(); }
