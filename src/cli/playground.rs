//! `nextrole playground`: the whole bot in the browser, without Discord.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::discord::{FatalClose, FatalCloseLayer};
use crate::playground::{self, server};
use crate::reload::KnowledgeHandle;
use crate::token::Token;
use fake_discord::FakeDiscord;

use super::check::check_options;
use super::running::{answer, until_stopped};
use super::screen::print;
use super::{Shared, Usage, load_or_report, log, say};

/// Try the bot in the browser, without Discord
#[derive(Debug, Args)]
#[command(after_help = "\
Needs no account and no token: the bot talks to a fake Discord inside this
program. A saved knowledge file is taken up within seconds. Ctrl-C ends it.

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
    /// Let others in, who may then do everything that you can do on the page
    #[arg(long)]
    allow_remote: bool,
    /// What is logged, such as `debug` [default: from the config]
    #[arg(long, value_name = "FILTER", env = "NEXTROLE_LOG", hide_env = true)]
    log: Option<OsString>,
}

impl Playground {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        if !(self.listen.is_loopback() || self.allow_remote) {
            let listen = self.listen;
            let refusal = format!("{listen} can be reached from other machines: add --allow-remote if that is meant");
            return Err(Usage(refusal).into());
        }
        let config = shared.config_logging(self.log.clone())?;
        let options = check_options(config.check.stale_after_years);
        let (engine, loaded) = load_or_report(&config, &options)?;
        let fatal_close = FatalClose::default();
        log::start(&config.log, FatalCloseLayer(fatal_close.clone()))?;
        let live =
            KnowledgeHandle::new(config.knowledge_folder(), engine, loaded, options, config.matching.thresholds());
        until_stopped(|stop| self.play(config, live, fatal_close, stop))?;
        Ok(ExitCode::SUCCESS)
    }

    async fn play(
        self,
        config: Config,
        live: KnowledgeHandle,
        fatal_close: FatalClose,
        stop: CancellationToken,
    ) -> anyhow::Result<()> {
        let discord = FakeDiscord::start(playground::setup()).await.context("cannot start the fake Discord")?;
        let discord = Arc::new(discord);
        let listener = server::bind(self.listen, self.port).await.with_context(|| {
            let port = self.port.map_or_else(String::new, |port| format!(" on port {port}; name another with --port"));
            format!("cannot open the page at {}{port}", self.listen)
        })?;
        let address = format!("http://{}", listener.local_addr().context("the page has no address")?);
        print(&format!("The playground is at {address}\nCtrl-C ends it.\n"))?;
        if self.open
            && let Err(why) = open::that_detached(&address)
        {
            say(&format!("no browser could be opened ({why}): open {address} yourself"));
        }
        let token = Token::read(Some(discord.token().into()), None)?;
        let config = Config { discord_proxy: Some(discord.address()), ..config };
        let page = tokio::spawn(server::serve(listener, Arc::clone(&discord), live.clone(), stop.clone()));
        let answered = answer(config, token, live, fatal_close, stop.clone()).await;
        stop.cancel();
        // Until here, so that the bot can say goodbye to somebody.
        drop(discord);
        page.await.context("the page stumbled")?.context("the page ended")?;
        answered
    }
}
