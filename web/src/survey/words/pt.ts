export const survey = {
  title: "Pesquisa",
  about: "Chamado nº {{number}}: {{title}}",
  send: "Enviar",
  thanks: "Obrigado. A sua resposta foi guardada.",
  answered: "Esta pesquisa já foi respondida. Obrigado.",
  gone: "Este link não serve ou já venceu.",
};
