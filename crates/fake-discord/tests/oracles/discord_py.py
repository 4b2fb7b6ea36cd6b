"""A bot of discord.py that answers everything the tests ask of it. Environment: ADDRESS, GATEWAY and TOKEN."""

import asyncio
import os

import discord
import yarl
from discord import app_commands

discord.http.Route.BASE = os.environ["ADDRESS"] + "/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY"])


class Bot(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True))
        self.tree = app_commands.CommandTree(self)

    async def on_ready(self):
        await self.tree.sync()

    async def on_message(self, message):
        if not message.author.bot:
            await message.reply(f"echo: {message.content}")

    async def on_guild_role_create(self, role):
        await role.guild.text_channels[0].send(f"new role: {role.name}")


class Press(discord.ui.View):
    @discord.ui.button(label="Press", custom_id="press")
    async def press(self, interaction, _):
        await interaction.response.edit_message(content="pressed", view=None)


class Form(discord.ui.Modal, title="Form"):
    name = discord.ui.TextInput(label="Name", custom_id="name", min_length=2)

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"hello, {self.name.value}")


bot = Bot()


@bot.tree.command(description="Answers pong")
async def ping(interaction, text: str):
    await interaction.response.send_message(f"pong: {text}", ephemeral=True)


@ping.autocomplete("text")
async def complete(_, current: str):
    return [app_commands.Choice(name=f"{current}!", value=current + "!")]


@bot.tree.command(description="Takes its time")
async def slow(interaction):
    await interaction.response.defer()
    await asyncio.sleep(0.1)
    await interaction.followup.send("done", file=discord.File(__file__, filename="bot.py"))
    await interaction.followup.send("really done")


@bot.tree.command(description="Shows a button")
async def button(interaction):
    await interaction.response.send_message("press me", view=Press())
    await interaction.followup.send("ready")


@bot.tree.command(description="Opens a form")
async def form(interaction):
    await interaction.response.send_modal(Form())
    await interaction.followup.send("ready")


@bot.tree.context_menu(name="Quote")
async def quote(interaction, message: discord.Message):
    await interaction.response.send_message(f"> {message.content}")


asyncio.run(bot.start(os.environ["TOKEN"]))
