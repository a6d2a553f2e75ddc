/** A person in a browser, for what the API cannot do. Forms are sent as the pages send them. */
export class Pages {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  private constructor(url: string) {
    this.#url = url;
  }

  static async signIn(url: string, login: string, password: string): Promise<Pages> {
    const pages = new Pages(url);
    // Older servers want to see a token again that a page has brought, and give another one to whoever signs in.
    await pages.#ask('user/login');
    await pages.send('user/login', { user_name: login, password });
    await pages.#ask('user/settings');
    return pages;
  }

  async send(path: string, form: Readonly<Record<string, string>>): Promise<void> {
    const token = this.#cookies.get('_csrf');
    const body = new URLSearchParams({
      ...form,
      ...(token === undefined ? {} : { _csrf: decodeURIComponent(token) }),
    });
    const status = await this.#ask(path, body);
    if (status >= 400) throw new Error(`the page ${path} answers ${status}`);
  }

  async #ask(path: string, body?: URLSearchParams): Promise<number> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.#url}/${path}`, {
      headers: { cookie },
      redirect: 'manual',
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    await answer.body?.cancel();
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    return answer.status;
  }
}
