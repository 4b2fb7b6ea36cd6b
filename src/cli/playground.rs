//! `nextrole playground`: the whole bot in the browser, without Discord.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use tokio_util::sync::CancellationToken;

use crate::answer::example_roles;
use crate::config::Config;
use crate::playground::{self, server};
use crate::reload::KnowledgeHandle;
use crate::token::Token;
use fake_discord::FakeDiscord;

use super::check::check_options;
use super::runtime::{Connection, run_bot, until_stopped};
use super::terminal::print;
use super::{Shared, Usage, eprint_line, load_folder_or_report, log};

/// Try the bot in the browser, without Discord
#[derive(Debug, Args)]
#[command(after_help = "\
No account and no token is needed: the bot talks to a fake Discord inside this
program. A changed knowledge file is reloaded within seconds. Ctrl-C exits.

Example: nextrole playground --open")]
pub(super) struct Playground {
    /// Port of the page, 0 for any [default: 6765, or the next free one]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// Address of the page
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// Allow other machines: anyone who can connect has full use of the page
    #[arg(long)]
    allow_remote: bool,
    /// Log level, such as `debug` [default: from the config]
    #[arg(long, value_name = "FILTER", env = "NEXTROLE_LOG", hide_env = true)]
    log: Option<OsString>,
}

impl Playground {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        if !(self.listen.is_loopback() || self.allow_remote) {
            let listen = self.listen;
            let refusal = format!("{listen} can be reached from other machines; add --allow-remote to allow that");
            return Err(Usage(refusal).into());
        }
        let config = shared.config_logging(self.log.clone())?;
        let options = check_options(config.check.stale_after_years);
        let (engine, loaded) = load_folder_or_report(&config, &options)?;
        log::start(&config)?;
        let live =
            KnowledgeHandle::new(config.knowledge_folder(), engine, loaded, options, config.matching.thresholds());
        until_stopped(|stop| self.play(config, live, stop))?;
        Ok(ExitCode::SUCCESS)
    }

    async fn play(self, config: Config, live: KnowledgeHandle, stop: CancellationToken) -> anyhow::Result<()> {
        let setup = playground::setup(example_roles(live.engine().knowledge()).first().map(|role| role.name));
        let discord = FakeDiscord::start(setup).await.context("cannot start the fake Discord")?;
        let discord = Arc::new(discord);
        let listener = server::bind(self.listen, self.port).await.with_context(|| {
            let port =
                self.port.map_or_else(String::new, |port| format!(" on port {port}; choose another with --port"));
            format!("cannot open the page at {}{port}", self.listen)
        })?;
        let address = format!("http://{}", listener.local_addr().context("the page has no address")?);
        print(&format!("The playground is at {address}\nPress Ctrl-C to stop it.\n"))?;
        if self.open
            && let Err(why) = open::that_detached(&address)
        {
            eprint_line(&format!("could not open a browser ({why}); open {address} yourself"));
        }
        let token = Token::read(Some(discord.token().into()), None)?;
        let config = Config { discord_proxy: Some(discord.address()), ..config };
        let page = tokio::spawn(server::serve(listener, Arc::clone(&discord), live.clone(), stop.clone()));
        let result = run_bot(config, token, live, Connection::default(), stop.clone()).await;
        stop.cancel();
        // Kept until the bot has closed its connection.
        drop(discord);
        page.await.context("the playground server crashed")?.context("the playground server failed")?;
        result
    }
}
