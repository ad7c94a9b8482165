export const commandBar = {
  title: "Search and go",
  open: "Search",
  label: "Search for a customer, contact, ticket or order, or go to a screen",
  hint: "Name, national id, phone or number",
  found: "Results",
  commands: "Go and do",
  goTo: "Go to {{place}}",
  count_one: "{{count}} result",
  count_other: "{{count}} results",
  more: "There is more: add the first name, or write the identity number alone.",
  failed: "{{kind}}: could not be searched.",
  kinds: {
    customers: "Customers",
    contacts: "Contacts",
    tickets: "Tickets",
    orders: "Service orders",
  },
};

export const duty = {
  unknown: "It is not known whether you are on duty.",
  offersFailed: "What is offered cannot be seen.",
  label: "Duty",
  states: { on: "On duty", away: "Away", off: "Off duty" },
  failed: "Could not be changed: {{why}}",
  offer: "Contact offered",
  offered: "Contact {{number}} is offered: {{who}}",
  accept: "Accept ({{seconds}} s)",
  refuse: "Decline",
};

export const help = {
  link: "Help",
};

export const shortcuts = {
  title: "Keyboard shortcuts",
  detail: "No key acts while typing, but those with Ctrl.",
  or: "or",
  groups: {
    everywhere: "Everywhere",
    list: "In a list",
    contact: "In the open contact",
    places: "Go to",
  },
  commandBar: "Search and go",
  help: "This sheet",
  next: "Next contact",
  previous: "Previous contact",
  open: "Open the contact",
  back: "Back to the list",
  filters: "Search in the list",
  take: "Take",
  return: "Return",
  finish: "Finish",
  reply: "Reply",
  transcript: "Earlier conversation with the bot",
  link: "Find the customer",
  reason: "Reason",
  update: "Update data",
  derive: "Derive to an area",
  transfer: "Hand over to a colleague",
  send: "Confirm what was written",
};
