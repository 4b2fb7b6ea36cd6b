//! The token, and the tokens of interactions, are nowhere in the output, whatever the operator asks to have logged.

use fake_discord::{Fault, Venue};
use serde_json::json;

use super::{Start, shipped, start_discord};

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_logged_at_any_level() {
    for level in ["error", "warn", "info", "debug", "trace", "trace,serenity=trace,tungstenite=trace,hyper=trace"] {
        let discord = start_discord().await;
        let bot = Start::on(&discord).knowledge(&shipped()).with("NEXTROLE_LOG", level).ready(&discord).await;
        discord.fail_next("/callback", Fault::Status(500), 1);
        let asked = json!({"role": "helpdesk"});
        let outcome = discord.use_command("ada", Venue::Guild, "next", asked.clone()).await.unwrap();
        discord.drop_gateway();
        discord.wait_until_connected(super::SOON).await;
        // Refused for good: an error with the address in it, if anything has it.
        discord.fail_next("/callback", Fault::Status(403), 1);
        let refused = discord.use_command("ada", Venue::Guild, "next", asked).await.unwrap();
        let (status, output) = bot.stop().await;
        assert_eq!(status.code(), Some(0), "{level}: {output}");
        let token = discord.token();
        let hexadecimal: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
        for secret in [&token, &hexadecimal, &outcome.token, &refused.token] {
            assert!(!output.contains(secret.as_str()), "{level}: a secret is in the output");
        }
        // Parts of it would be as bad.
        let longest = token.split('.').max_by_key(|part| part.len()).unwrap();
        assert!(!output.contains(longest), "{level}: a part of the token is in the output");
    }
}
