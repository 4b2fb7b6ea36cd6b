// A bot of discord.js that answers everything the tests ask of it. Environment: ADDRESS and TOKEN.

const {
  ActionRowBuilder, ApplicationCommandType, ApplicationCommandOptionType, ButtonBuilder, ButtonStyle, Client, Events,
  GatewayIntentBits, MessageFlags, ModalBuilder, Partials, TextInputBuilder, TextInputStyle,
} = require("discord.js");

const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
const bot = new Client({
  intents: [Guilds, GuildMessages, DirectMessages],
  partials: [Partials.Channel],
  rest: { api: process.env.ADDRESS + "/api" },
});

bot.once(Events.ClientReady, () =>
  bot.application.commands.set([
    {
      name: "ping", description: "Answers pong", options: [{
        name: "text", description: "Text", type: ApplicationCommandOptionType.String, required: true,
        autocomplete: true,
      }],
    },
    { name: "slow", description: "Takes its time" },
    { name: "button", description: "Shows a button" },
    { name: "form", description: "Opens a form" },
    { name: "Quote", type: ApplicationCommandType.Message },
  ]),
);

bot.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot) await message.reply(`echo: ${message.content}`);
});

bot.on(Events.GuildRoleCreate, async (role) => {
  const channel = role.guild.channels.cache.first();
  await channel.send(`new role: ${role.name}`);
});

const commands = {
  ping: (interaction) => interaction.reply({
    content: `pong: ${interaction.options.getString("text")}`, flags: MessageFlags.Ephemeral,
  }),
  slow: async (interaction) => {
    await interaction.deferReply();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await interaction.editReply({ content: "done", files: [{ attachment: __filename, name: "bot.cjs" }] });
    await interaction.followUp("really done");
  },
  button: async (interaction) => {
    await interaction.reply({
      content: "press me",
      components: [new ActionRowBuilder().addComponents(
        new ButtonBuilder().setCustomId("press").setLabel("Press").setStyle(ButtonStyle.Primary),
      )],
    });
    await interaction.followUp("ready");
  },
  form: async (interaction) => {
    await interaction.showModal(
      new ModalBuilder().setCustomId("form").setTitle("Form").addComponents(new ActionRowBuilder().addComponents(
        new TextInputBuilder().setCustomId("name").setLabel("Name").setStyle(TextInputStyle.Short).setMinLength(2),
      )),
    );
    await interaction.followUp("ready");
  },
  Quote: (interaction) => interaction.reply(`> ${interaction.targetMessage.content}`),
};

bot.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) {
    const text = interaction.options.getFocused() + "!";
    await interaction.respond([{ name: text, value: text }]);
  } else if (interaction.isCommand()) {
    await commands[interaction.commandName](interaction);
  } else if (interaction.isButton()) {
    await interaction.update({ content: "pressed", components: [] });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`hello, ${interaction.fields.getTextInputValue("name")}`);
  }
});

bot.login(process.env.TOKEN);
