export const access = {
  forgotten: "I forgot the password",
  forgottenTitle: "Recover the password",
  forgottenDetail: "A link to choose another one is sent. It works once, within an hour.",
  email: "E-mail address",
  send: "Send link",
  letterSent:
    "If {{email}} belongs to an account, an e-mail with the link arrives in a few minutes.",
  back: "Back to sign in",
  choose: "Choose a password",
  newPassword: "New password",
  passwordHint: "{{least}} characters or more. Ends all open sessions.",
  save: "Save",
  chosen: "The password was saved. You can sign in with it now.",
  enter: "Go to sign in",
  usedUp: "This link cannot be used, or not any more. You can ask for another one.",
  notDone: "Could not be done: {{detail}}",
  signOn: "Sign in with {{name}}",
  over: {
    "not-linked": "That identity is linked to no account. An administrator can send an invitation.",
    "sign-on-expired":
      "More than ten minutes went by, or it was begun in another browser. You can begin again.",
    "sign-on-refused": "The provider let nobody in, or it was cancelled there. You can try again.",
    "linked-to-another-account":
      "Somebody else signed in at the provider, not the owner of this session.",
    "wrong-link": "The invitation cannot be used any more. An administrator can send another one.",
    "wrong-credentials": "That account is switched off, or not linked to that identity any more.",
    other: "Signing in that way did not work. You can try again.",
  },
  proveAt: "Prove it with {{name}}",
  proveThere: "It goes on in the other window; this one waits.",
  proven: "Done",
  provenDetail: "You can close this window and go on in the other one.",
};
