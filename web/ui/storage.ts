// The storage of GraphiQL's tabs and history: the browser's local storage, without request
// headers. GraphiQL itself omits headers from its tabs but not from its history, and a token
// stored on a shared school computer could be used by the next person.

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
