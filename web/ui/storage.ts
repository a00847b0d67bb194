// Where GraphiQL keeps tabs and history: the browser's store, without request headers.
// GraphiQL leaves them out of its tabs by itself but not out of its history, and a token in
// the store of a shared school computer outlives the person.

export const storageWithoutHeaders = {
  get length() {
    return localStorage.length;
  },
  getItem: (key: string) => localStorage.getItem(key),
  removeItem: (key: string) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  setItem: (key: string, value: string) => localStorage.setItem(key, withoutHeaders(value)),
};

function withoutHeaders(value: string): string {
  if (!value.includes('"headers"')) {
    return value;
  }
  try {
    return JSON.stringify(JSON.parse(value, (key, inner) => (key === 'headers' ? null : inner)));
  } catch {
    return value;
  }
}
