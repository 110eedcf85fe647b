/// What a provider implements, so that goals come true in its kind of region: start at
/// [dev.lifeboat.provider.Reconciler], of which [dev.lifeboat.provider.Provider] is a map.
///
/// Rules kept here: no implementation, no clock, no I/O. Every method of a reconciler may be called
/// again at any time, by another process.
@NullMarked
package dev.lifeboat.provider;

import org.jspecify.annotations.NullMarked;
