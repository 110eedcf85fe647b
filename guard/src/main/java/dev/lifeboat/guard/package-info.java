/// What keeps a region that may not write from writing. Its lease keeper is a process of its own:
/// it holds the right to write and lets commits through while it does. Start at [KeeperMain], and
/// at [KeeperClient] to ask one. [StartGuard] asks before a database starts to write; what tells
/// later which writes one side had alone lies in [dev.lifeboat.guard.audit.AuditTrail].
///
/// It is apart from the agent so that losing an agent stops nobody, and it is apart from the
/// databases so that it can stop them from acknowledging.
///
/// Rules kept here:
///
/// - A commit is confirmed only while [dev.lifeboat.lease.LeaseHolder#mayWrite], asked anew each
///   time.
/// - What shall be held is durable once it is held, before anyone is told; that it was handed back
///   is durable before any voter is told. So a keeper that restarts goes on, or does not.
/// - Handing back ends the confirming first.
@NullMarked
package dev.lifeboat.guard;

import org.jspecify.annotations.NullMarked;
