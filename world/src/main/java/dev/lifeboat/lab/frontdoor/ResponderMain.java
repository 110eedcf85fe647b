package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;

/// The program: `ResponderMain CONFIG`, with a [ResponderConfig] as JSON.
public final class ResponderMain {
  private static final Program PROGRAM = new Program("responder");

  private ResponderMain() {}

  public static void main(String[] arguments) {
    PROGRAM.run(arguments, ResponderMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(Path file) throws IOException, InterruptedException {
    var config = ProgramJson.read(file, ResponderConfig.class);
    var _ = Responder.open(config, PROGRAM::log);
    PROGRAM.log(
        "up for %s at %s, admin at %s".formatted(config.zone(), config.listen(), config.admin()));
  }
}
