package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.Program;
import java.io.IOException;

/// The program: `LinkMain CONFIG`, with a [LinkConfig] as JSON.
public final class LinkMain {
  private LinkMain() {}

  public static void main(String[] arguments) {
    Program.run("link", arguments, LinkConfig.class, LinkMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(LinkConfig config, Program program) throws IOException {
    var _ = RegionLink.open(config);
    program.log(
        "half of %s is up: %d outbound, %d inbound flows, admin at %s"
            .formatted(
                config.region(),
                config.outbound().size(),
                config.inbound().size(),
                config.admin()));
  }
}
