/// The WAN between two regions, as a program that belongs to one of them: its sending half.
///
/// A flow crosses two of them: client in east → east's outbound listener → west's inbound listener
/// → server in west. Each half delays only the bytes that leave its own region, so that what is on
/// the wire when the region is killed dies with it; a delay kept elsewhere would deliver it and
/// fake an RPO of 0. Start at [dev.lifeboat.lab.link.LinkMain], then
/// [dev.lifeboat.lab.link.Connection].
///
/// Rules kept here:
///
/// - Bytes leave in the order they came and never before their latency has passed.
/// - Everything in flight is in this process's memory, bounded by connection; then the sender
///   waits.
/// - A cut refuses nothing and loses nothing: it is silence, and what waited flows on when it
///   heals.
/// - Opening a connection takes one latency, not the round trip and a half of TCP over a real WAN.
@NullMarked
package dev.lifeboat.lab.link;

import org.jspecify.annotations.NullMarked;
