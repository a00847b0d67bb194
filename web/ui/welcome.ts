// What the editor holds on a first visit.

export const WELCOME = `# A trust's people, money, duties,
# pupils and plans as one graph.
#
# Who you are decides what you see.
# Sign in above, then run this with
# Ctrl+Enter; or take an Example from
# the left: it brings its persona.
#
# A field you may not read is null,
# and its error names the permission.

query WhoAmI {
  viewer {
    displayName
    roles {
      name
      reach
      schools {
        name
      }
    }
  }
}
`;
