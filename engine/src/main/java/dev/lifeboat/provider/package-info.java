/// What a provider implements, so that goals come true in its kind of region: start at
/// [dev.lifeboat.provider.Reconciler], of which [dev.lifeboat.provider.Provider] is a map. The
/// engine also asks a [dev.lifeboat.provider.Verifier] and leaves [dev.lifeboat.provider.Intents];
/// the watch looks through [dev.lifeboat.provider.Views] and [dev.lifeboat.provider.Replicas].
///
/// Rules kept here: no implementation, no clock, no I/O. Every method of a reconciler may be called
/// again at any time, by another process.
@NullMarked
package dev.lifeboat.provider;

import org.jspecify.annotations.NullMarked;
