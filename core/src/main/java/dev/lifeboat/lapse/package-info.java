/// Spans in which a database that should be synchronous was not: start at
/// [dev.lifeboat.lapse.Lapse].
///
/// Rules kept here: a lapse is durable with the arbiter before the first write goes on without the
/// replica, and ends on record only after the replica had everything again; so what the record
/// calls synchronous was synchronous. While one is open, nothing is failed over by itself where the
/// plan allows no loss.
@NullMarked
package dev.lifeboat.lapse;

import org.jspecify.annotations.NullMarked;
