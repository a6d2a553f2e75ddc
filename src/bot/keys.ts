import type { SubjectRef } from '../forge/model.ts';

/** The name of a subject in the queue, `<forge>/<owner>/<repository>#<number>`, and back. */
export function keyOf(forge: string, { owner, name, number }: SubjectRef): string {
  return `${forge}/${owner}/${name}#${number}`;
}

export function subjectOfKey(key: string): { forge: string; subject: SubjectRef } | undefined {
  const [, forge, owner, name, digits] =
    /^([^/#]+)\/([^/#]+)\/([^/#]+)#(\d{1,15})$/.exec(key) ?? [];
  if (forge === undefined || owner === undefined || name === undefined) return undefined;
  return { forge, subject: { owner, name, number: Number(digits) } };
}
