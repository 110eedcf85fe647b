/// Moves of a plan in simulated worlds: see [dev.lifeboat.cli.simulate.SimulateCommand].
@NullMarked
package dev.lifeboat.cli.simulate;

import org.jspecify.annotations.NullMarked;
