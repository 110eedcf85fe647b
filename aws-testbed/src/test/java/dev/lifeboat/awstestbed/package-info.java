/// Module `aws` against an emulated account: one moto server, started by
/// `src/test/python/account.py`, and in front of it [dev.lifeboat.awstestbed.RegionGate], which
/// cuts regions. Start at [dev.lifeboat.awstestbed.TestBed].
///
/// Rules kept here: the gate only cuts, slows and logs; what moto lacks stands in the launcher,
/// labelled as simulated; no class of the product knows that any of this exists.
@NullMarked
package dev.lifeboat.awstestbed;

import org.jspecify.annotations.NullMarked;
