export const commandBar = {
  title: "Buscar e ir",
  open: "Buscar",
  label: "Buscar cliente, contato, ticket ou ordem, ou ir a uma tela",
  hint: "Nome, documento, telefone ou número",
  found: "Resultados",
  commands: "Ir e fazer",
  goTo: "Ir para {{place}}",
  count_one: "{{count}} resultado",
  count_other: "{{count}} resultados",
  failed: "{{kind}}: não foi possível buscar.",
  kinds: {
    customers: "Clientes",
    contacts: "Contatos",
    tickets: "Tickets",
    orders: "Ordens de serviço",
  },
};

export const duty = {
  offersFailed: "Não é possível ver os contatos oferecidos.",
  label: "Serviço",
  states: { on: "Em serviço", away: "Ausente", off: "Fora de serviço" },
  failed: "Não foi possível mudar: {{why}}",
  offer: "Contato oferecido",
  offered: "O contato {{number}} é oferecido: {{who}}",
  accept: "Aceitar ({{seconds}} s)",
  refuse: "Recusar",
  over: "A oferta já terminou.",
};

export const help = {
  link: "Ajuda",
};
