// The text in the editor on a first visit.

export const WELCOME = `# A trust's people, money, duties,
# pupils and plans as one graph.
#
# What you see depends on who you are.
# Sign in above, then run this with
# Ctrl+Enter. Or choose an example on
# the left: it signs you in as its
# persona.
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
