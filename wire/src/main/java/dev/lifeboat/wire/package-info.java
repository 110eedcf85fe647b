/// How the parts of a lab, of a guard and of a test reach each other: [ApiServer] serves HTTP,
/// [JsonClient] asks; [HttpProbe] and [NameLookup] look from outside. [JavaCommand] starts a part,
/// and [Program] is its life.
///
/// Bodies are small JSON documents of a bounded size; every answer that is no success is a
/// [Refusal]. Every part of a lab has a secret, made by `lab up`. A caller signs what it asks for
/// with [CallSigner]; the side that is asked checks that with [CallGuard], which also refuses what
/// a web page could send. Both know each other's keys from a [KeyRing] in their configuration.
///
/// Rules kept here:
///
/// - Nothing is decided. What a caller may do is the affair of whoever serves the request.
/// - A request that changes anything has a caller. A part that is asked can pass for nobody: the
///   key by which it knows a caller is of use with itself alone.
/// - Refusal and silence are different answers. Whoever is refused may ask again at once, since a
///   refusal costs nothing; silence has to be waited out. Neither proves that anything is dead.
/// - The machine's own resolver and its caches are never asked for a name, so that what a client
///   keeps, and for how long, is decided by nobody but the client that is measured.
@NullMarked
package dev.lifeboat.wire;

import org.jspecify.annotations.NullMarked;
