/// What people, functions and servers ask Lifeboat for: each use case takes a request, tells its
/// progress to one listener, and returns a result or throws a problem. Start at
/// [dev.lifeboat.control.RunExecution].
///
/// Rules kept here: no terminal, no option, no form of output; clock, chance and waits come from
/// the [dev.lifeboat.control.HostProcess] that the caller passes in.
@NullMarked
package dev.lifeboat.control;

import org.jspecify.annotations.NullMarked;
