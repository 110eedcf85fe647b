/// Which address and port everything in a lab has: start at [dev.lifeboat.lab.topology.Topology].
///
/// Rules kept here: decided once by `lab up`, kept in `lab.json`, never changed while the lab is
/// up; no port is used twice, so that a machine which can bind 127.0.0.1 alone works as well.
@NullMarked
package dev.lifeboat.lab.topology;

import org.jspecify.annotations.NullMarked;
