package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One look at all processes of this host that the caller may see.
interface ProcessScan {

  /// What lives now; defunct processes are left out.
  List<Seen> look() throws IOException, InterruptedException;

  /// The way this operating system offers.
  static ProcessScan ofThisHost() {
    return Files.isReadable(Path.of("/proc/self/environ")) ? new ProcScan() : new PsScan();
  }

  /// One process, and what tells where it belongs.
  ///
  /// @param directory its current folder, empty if unknown
  /// @param markers the `LIFEBOAT_…` variables of its environment
  record Seen(LivingProcess process, long parent, String directory, Map<String, String> markers) {
    public Seen {
      markers = Map.copyOf(markers);
    }
  }
}
