export const survey = {
  title: "Survey",
  about: "Ticket no. {{number}}: {{title}}",
  send: "Send",
  thanks: "Thank you. Your answer is kept.",
  answered: "This survey has been answered. Thank you.",
  gone: "This link leads nowhere, or is too old.",
};
