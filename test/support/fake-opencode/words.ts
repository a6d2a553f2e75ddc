/** Texts that the server, its task tool and oh-my-opencode write, as recorded: some of them carry meaning. */

const RUNNING =
  'The task is working in the background. You will be notified automatically when it finishes.\n' +
  "DO NOT sleep, poll for progress, ask the task for status, or duplicate this task's work — avoid working with the same files or topics it is using.\n" +
  'Work on non-overlapping tasks, or briefly tell the user what you launched and end your response.';

export function launched(child: string, what: 'started' | 'updated'): string {
  return `<task id="${child}" state="running">\n<summary>Background task ${what}</summary>\n<task_result>\n${RUNNING}\n</task_result>\n</task>`;
}

export function finished(child: string, result: string): string {
  return `<task id="${child}" state="completed">\n<task_result>\n${result}\n</task_result>\n</task>`;
}

export function subagentFailed(child: string, message: string): string {
  return `Subagent failed (task_id: ${child}): ${message}`;
}

export type Result = { state: 'completed' | 'error'; text: string };

export function nativeWake(child: string, title: string, { state, text }: Result): string {
  return state === 'completed'
    ? `<task id="${child}" state="completed">\n<summary>Background task completed: ${title}</summary>\n<task_result>\n${text}\n</task_result>\n</task>`
    : `<task id="${child}" state="error">\n<summary>Background task failed: ${title}</summary>\n<task_error>\n${subagentFailed(child, text)}\n</task_error>\n</task>`;
}

const INITIATOR = '<!-- OMO_INTERNAL_INITIATOR -->';
const NO_REPLY = '<!-- OMO_INTERNAL_NOREPLY -->';

export type PluginTask = { id: string; title: string; failed: boolean };

/** Told without waking anybody, while other tasks still run. */
export function pluginProgress(task: PluginTask, left: number): string {
  const header = task.failed ? '[BACKGROUND TASK ERROR]' : '[BACKGROUND TASK RESULT READY]';
  return `<system-reminder>\n${header}\n**ID:** \`${task.id}\`\n**Description:** ${task.title}\n\n**${left} task${left === 1 ? '' : 's'} still in progress.** You WILL be notified when ALL complete.\nDo NOT poll - continue productive work.\n\nUse \`background_output(task_id="${task.id}")\` to retrieve this result when ready.\n</system-reminder>\n${INITIATOR}\n${NO_REPLY}`;
}

export function pluginWake(tasks: PluginTask[]): string {
  const failed = tasks.filter((task) => task.failed).length;
  const header =
    failed === 0
      ? '[BACKGROUND TASK COMPLETED]\n[ALL BACKGROUND TASKS COMPLETE]'
      : `[BACKGROUND TASK ERROR]\n[ALL BACKGROUND TASKS FINISHED - ${failed} FAILED]`;
  const lines = tasks.map(
    (task) => `- \`${task.id}\`: ${task.title}${task.failed ? ' [ERROR]' : ''}`,
  );
  return `<system-reminder>\n${header}\n\n**Completed:**\n${lines.join('\n')}\n\nUse \`background_output(task_id="<id>")\` to retrieve each result.\n</system-reminder>\n${INITIATOR}`;
}

export const REJECTED = 'The user rejected permission to use this specific tool call.';

export function rejectedWith(feedback: string): string {
  return `The user rejected permission to use this specific tool call with the following feedback: ${feedback}`;
}

export const DISMISSED = 'The user dismissed this question';
export const CUT_SHORT =
  '(no output)\n\n<shell_metadata>\nUser aborted the command\n</shell_metadata>';
export const COMPACTED =
  "The previous request exceeded the provider's size limit due to large media attachments. The conversation was compacted and media files were removed from context.\n\nContinue if you have next steps, or stop and ask for clarification if you are unsure how to proceed.";
export const CONTINUE =
  'Continue if you have next steps, or stop and ask for clarification if you are unsure how to proceed.';
