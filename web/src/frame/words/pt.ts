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
  more: "Há mais: escrever também o nome, ou só o documento.",
  failed: "{{kind}}: não foi possível buscar.",
  kinds: {
    customers: "Clientes",
    contacts: "Contatos",
    tickets: "Tickets",
    orders: "Ordens de serviço",
  },
};

export const duty = {
  unknown: "Não se sabe se está em serviço.",
  offersFailed: "Não é possível ver os contatos oferecidos.",
  label: "Serviço",
  states: { on: "Em serviço", away: "Ausente", off: "Fora de serviço" },
  failed: "Não foi possível mudar: {{why}}",
  offer: "Contato oferecido",
  offered: "O contato {{number}} é oferecido: {{who}}",
  accept: "Aceitar ({{seconds}} s)",
  refuse: "Recusar",
};

export const help = {
  link: "Ajuda",
};

export const shortcuts = {
  title: "Atalhos de teclado",
  detail: "Nenhuma tecla age enquanto se digita, salvo as que vão com Ctrl.",
  or: "ou",
  groups: {
    everywhere: "Em toda parte",
    list: "Em uma lista",
    contact: "No contato aberto",
    places: "Ir para",
  },
  commandBar: "Buscar e ir",
  help: "Esta folha",
  next: "Próximo contato",
  previous: "Contato anterior",
  open: "Abrir o contato",
  back: "Voltar à lista",
  filters: "Buscar na lista",
  take: "Assumir",
  return: "Devolver",
  finish: "Finalizar",
  reply: "Responder",
  transcript: "Conversa anterior com o bot",
  link: "Buscar cliente",
  reason: "Motivo",
  update: "Atualizar dados",
  derive: "Derivar para uma área",
  transfer: "Passar a outro operador",
  send: "Confirmar o que foi escrito",
};
