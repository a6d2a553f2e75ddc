/** The value of a variable; undefined when it is empty, which is how workflows and images leave one unset. */
export function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** A list of folders such as PATH; an empty entry in it would mean the current folder. */
export function folderList(folders: readonly (string | undefined)[], separator: string): string {
  return folders.filter((folder) => nonEmpty(folder) !== undefined).join(separator);
}
