package dev.lifeboat.lab.link;

import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;

/// The program: `LinkMain CONFIG`, with a [LinkConfig] as JSON.
public final class LinkMain {
  private static final Program PROGRAM = new Program("link");

  private LinkMain() {}

  public static void main(String[] arguments) {
    PROGRAM.run(arguments, LinkMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(Path file) throws IOException {
    var config = ProgramJson.read(file, LinkConfig.class);
    var _ = RegionLink.open(config);
    PROGRAM.log(
        "half of %s is up: %d outbound, %d inbound flows, admin at %s"
            .formatted(
                config.region(),
                config.outbound().size(),
                config.inbound().size(),
                config.admin()));
  }
}
