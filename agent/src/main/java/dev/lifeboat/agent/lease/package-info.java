/// The lease keeper, a process of its own in each region: it holds the right to write and lets
/// commits through while it does. Start at [KeeperMain], and at [KeeperClient] to ask one.
///
/// It is apart from the agent so that losing an agent stops nobody, and it is apart from the
/// databases so that it can stop them from acknowledging.
///
/// Rules kept here:
///
/// - A commit is confirmed only while [dev.lifeboat.lease.Holder#mayWrite], asked anew each time.
/// - What shall be held is durable once it is held, before anyone is told; that it was handed back
///   is durable before any voter is told. So a keeper that restarts goes on, or does not.
/// - Handing back ends the confirming first.
@NullMarked
package dev.lifeboat.agent.lease;

import org.jspecify.annotations.NullMarked;
