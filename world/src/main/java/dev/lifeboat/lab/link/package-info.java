/// The WAN between regions and the edge, as a program that belongs to one of them: its sending
/// half.
///
/// A flow crosses two of them: client in east → east's outbound listener → west's inbound listener
/// → server in west. Each half delays only the bytes that leave its own region, so that what is on
/// the wire when the region is killed dies with it; a delay kept elsewhere would deliver it and
/// fake an RPO of 0. Start at [dev.lifeboat.lab.link.LinkMain], then
/// [dev.lifeboat.lab.link.Connection].
///
/// What the edge asks of a region passes the edge's own link alone, which delays both directions.
/// It delays what a dead region had answered already, which can only make an acknowledgement come
/// later than it would, never make a write survive.
///
/// Rules kept here:
///
/// - Bytes leave in the order they came and never before their latency has passed.
/// - Everything in flight is in this process's memory, bounded by connection; then the sender
///   waits.
/// - A cut refuses nothing and loses nothing: it is silence, and what waited flows on when it
///   heals.
/// - A client that gave up before it was connected leaves nothing behind that could arrive later.
/// - A server that refuses is refused at the edge too, not accepted and reset: see
///   [dev.lifeboat.lab.link.RefusalMirror].
/// - Opening a connection takes one latency, not the round trip and a half of TCP over a real WAN.
@NullMarked
package dev.lifeboat.lab.link;

import org.jspecify.annotations.NullMarked;
