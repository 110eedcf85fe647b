package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.KeptCopies;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.util.Optional;

/// What the API shows of the old files of a database. Reads only.
record OldFiles(DatabaseContext parts) {

  KeptCopies copies() throws IOException, InterruptedException {
    var data = parts.config().data();
    return new KeptCopies(new KeptFiles(data).all(), CloneRoom.free(data), noRoom().orElse(null));
  }

  private Optional<String> noRoom() throws IOException, InterruptedException {
    try {
      var missing = CloneRoom.of(parts).missing();
      return missing.isPresent() && mustBeCloned() ? missing : Optional.empty();
    } catch (RefusedException _) {
      // Whoever does not tell says so once it is asked to do something.
      return Optional.empty();
    }
  }

  private boolean mustBeCloned() throws IOException, InterruptedException {
    return !parts.process().server().initialised()
        || Divergence.of(parts)
            .look()
            .filter(parting -> parting.alone() != ForkPoint.Alone.NOTHING)
            .isPresent();
  }
}
