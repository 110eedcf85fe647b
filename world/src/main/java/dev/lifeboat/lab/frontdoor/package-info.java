/// The one HTTP address that clients use throughout, at the edge, outside both regions.
///
/// Start at [dev.lifeboat.lab.frontdoor.FrontDoorMain], then
/// [dev.lifeboat.lab.frontdoor.Forwarder], which takes one request to an instance and its answer
/// back. What a client may see after a fence is decided in [dev.lifeboat.lab.frontdoor.DoorGate]
/// alone.
///
/// The front door by DNS is [dev.lifeboat.lab.frontdoor.ResponderMain] with the same table, and an
/// entrance in each region: this same program, for one region.
///
/// Rules kept here:
///
/// - Only the table decides which region serves; no request ever falls over to the other region.
/// - The table is durable before it is in force, and its epoch never goes down.
/// - Once a region's closing has been answered, no answer of it can reach a client.
/// - A client is told the truth about what was sent: `Lifeboat-Sent: false` means that nothing was
///   written, `true` that nobody knows.
/// - One platform thread a client connection, for the reason in decision page 0016.
@NullMarked
package dev.lifeboat.lab.frontdoor;

import org.jspecify.annotations.NullMarked;
