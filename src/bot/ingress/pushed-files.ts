/** The repository of an owner whose files hold for all the others. */
export const SHARED_REPOSITORY = '.github';

type Commit = Partial<
  Record<'added' | 'removed' | 'modified', readonly string[] | null | undefined>
>;

/** GitHub lists at most 2048 commits of a push, Enterprise Servers as few as 20: then nobody knows what else changed. */
const WHOLE_LIST = 20;

/** Whether a push may have changed what the bot reads: its config, templates, the contributing guide. */
export function changesOf(push: {
  forced?: boolean | null | undefined;
  commits?: readonly Commit[] | null | undefined;
}): boolean {
  const { forced, commits } = push;
  if (forced === true || !commits || commits.length === 0 || commits.length >= WHOLE_LIST) {
    return true;
  }
  return commits.some(({ added, removed, modified }) =>
    [added, removed, modified].some((paths) => paths?.some(isRead) === true),
  );
}

/** Templates lie in the root, too, and a folder of templates may; their names are free of letter case. */
function isRead(path: string): boolean {
  return (
    /^(\.github|\.gitea|\.forgejo|docs)\//.test(path) ||
    /(^|\/)(pull_request_template|issue_template|contributing)(\/|\.|$)/i.test(path)
  );
}
