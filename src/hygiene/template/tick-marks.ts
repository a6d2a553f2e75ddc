/**
 * What people type between the brackets of a box to tick it, as a part of a regular expression. Forges draw only `x`; what
 * was meant is plain all the same.
 */
export const TICK = String.raw`[ \t]{0,2}[xXхХ×vV✓✔☑✅*+]{1,2}[ \t]{0,2}`;
/** Behind a tick the blank is often left out; a link is something else. */
export const BEHIND_BOX = String.raw`(?:\s+(?=\S)|(?![\[(:\s]|$))`;
