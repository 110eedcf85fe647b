package dev.lifeboat.canary;

import java.io.IOException;
import java.net.URI;

/// Where the canary sends its next request. Thread-safe.
sealed interface DoorAddress permits OneAddress, KeptAnswer {

  /// May ask a name server, and wait for its answer.
  ///
  /// @throws java.net.ConnectException when there is no address, so that nothing is sent
  URI address() throws IOException;

  /// Whether [#address] never waits.
  boolean known();
}
