package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;

/// The program: `FrontDoorMain CONFIG`, with a [FrontDoorConfig] as JSON.
public final class FrontDoorMain {
  private static final Program PROGRAM = new Program("front-door");

  private FrontDoorMain() {}

  public static void main(String[] arguments) {
    PROGRAM.run(arguments, FrontDoorMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(Path file) throws IOException, InterruptedException {
    var config = ProgramJson.read(file, FrontDoorConfig.class);
    var _ = FrontDoor.open(config, PROGRAM::log);
    PROGRAM.log("up at %s, admin at %s".formatted(config.listen(), config.admin()));
  }
}
