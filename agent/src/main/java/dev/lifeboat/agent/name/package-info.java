/// How clients find the address behind a name: start at [dev.lifeboat.agent.name.NameLookup].
///
/// Rules kept here: the machine's own resolver and its caches are never asked, so that what a
/// client keeps, and for how long, is decided by nobody but the client that is measured.
@NullMarked
package dev.lifeboat.agent.name;

import org.jspecify.annotations.NullMarked;
