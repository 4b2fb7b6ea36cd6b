//! The stand-in for Discord, driven by a plain client and by serenity.

mod client;
mod deadlines;
mod faults;
mod gateway;
mod messages;
mod oracles;
mod people;
mod rest;
mod rules;
mod serenity_client;
