/// What a provider implements: start at [dev.lifeboat.provider.Platform], the regions of a plan,
/// and [dev.lifeboat.provider.ProviderKind], what is known of them without asking any. Goals come
/// true by [dev.lifeboat.provider.Reconciler]s, of which [dev.lifeboat.provider.Reconcilers] is a
/// map. The engine also asks a [dev.lifeboat.provider.Verifier] and leaves
/// [dev.lifeboat.provider.Intents]; the watch looks through [dev.lifeboat.provider.Views] and
/// [dev.lifeboat.provider.Replicas].
///
/// Rules kept here: no implementation, no clock, no I/O. Every method of a reconciler may be called
/// again at any time, by another process.
@NullMarked
package dev.lifeboat.provider;

import org.jspecify.annotations.NullMarked;
