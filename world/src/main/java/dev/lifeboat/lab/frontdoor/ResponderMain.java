package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.Program;
import java.io.IOException;

/// The program: `ResponderMain CONFIG`, with a [ResponderConfig] as JSON.
public final class ResponderMain {
  private ResponderMain() {}

  public static void main(String[] arguments) {
    Program.run("responder", arguments, ResponderConfig.class, ResponderMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(ResponderConfig config, Program program)
      throws IOException, InterruptedException {
    var _ = Responder.open(config, program::log);
    program.log(
        "up for %s at %s, admin at %s".formatted(config.zone(), config.listen(), config.admin()));
  }
}
