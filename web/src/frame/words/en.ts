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
  failed: "{{kind}}: could not be searched.",
  kinds: {
    customers: "Customers",
    contacts: "Contacts",
    tickets: "Tickets",
    orders: "Service orders",
  },
};

export const duty = {
  offersFailed: "What is offered cannot be seen.",
  label: "Duty",
  states: { on: "On duty", away: "Away", off: "Off duty" },
  failed: "Could not be changed: {{why}}",
  offer: "Contact offered",
  offered: "Contact {{number}} is offered: {{who}}",
  accept: "Accept ({{seconds}} s)",
  refuse: "Decline",
  over: "The offer is over.",
};

export const help = {
  link: "Help",
};
